import { BaseError, type Chain, type Client, type Hash, type Transport } from "viem";
import { withContractErrors } from "../contract-errors/with-contract-errors.js";
import { SignatureRefusedError } from "../errors/transaction-errors.js";
import { explained } from "./explained.js";
import { outOfTime } from "./out-of-time.js";
import {
  prepareTransaction,
  type PreparedTransaction,
  type PrepareTransactionParameters,
} from "./prepare-transaction.js";
import { sendRawTransaction, type SignedTransaction } from "./send-raw-transaction.js";
import { noteSent } from "./sent-errors.js";
import { signTransaction } from "./sign-transaction.js";
import type { TransactionSigner } from "./transaction-signer.js";
import { inTurn } from "./turns.js";
import { withTimeErrors } from "./with-time-errors.js";

/** A transaction to send, who signs it, and who may object to it. */
export interface SendTransactionParameters<reads = undefined> extends PrepareTransactionParameters<reads> {
  /** Is shown the transaction before it is signed, with all that was read; throws to stop it. */
  readonly review?: (prepared: PreparedTransaction<reads>) => Promise<void> | void;
}

/**
 * Sends an account's transaction: at most one round of requests, made at once, for what it lacks, and then the
 * transaction. Those of one account go one after the other, each with the next nonce, however many are asked for at once.
 *
 * @returns the transaction's hash
 * @throws SsoContractError if a contract of the suite refuses the transaction
 * @throws AccountWithoutCodeError, SignatureRefusedError if there is no such account, or it has not this key
 * @throws InsufficientFundsError, UnusablePaymasterError if nobody can pay for it; else what the node answers
 *
 * @example
 * const hash = await sendTransaction(client, { signer, transaction: { to, value: 1n } })
 */
export function sendTransaction<reads = undefined>(
  client: Client<Transport, Chain>,
  parameters: SendTransactionParameters<reads>,
): Promise<Hash> {
  const { signer, transaction } = parameters;
  // Whoever gives nonces orders the transactions themselves.
  if (transaction.nonce !== undefined) return send(client, parameters);
  return inTurn(`${client.chain.id}:${signer.address.toLowerCase()}`, () => send(client, parameters));
}

/**
 * Signs and sends. What the clock has overtaken meanwhile, so that its signature is for an earlier time, is made again,
 * once. It keeps its nonce: whatever has become of the first one, at most one of the two can happen.
 */
async function send<reads>(
  client: Client<Transport, Chain>,
  parameters: SendTransactionParameters<reads>,
): Promise<Hash> {
  const first = await prepareReviewed(client, parameters);
  const signed = await signTransaction(parameters.signer, first.transaction, first.time);
  try {
    return await submitOrRemake(client, parameters, first, signed);
  } catch (error) {
    // Whatever the node says, it has a signed transaction now.
    throw noteSent(error, first.transaction.nonce);
  }
}

async function submitOrRemake<reads>(
  client: Client<Transport, Chain>,
  parameters: SendTransactionParameters<reads>,
  first: PreparedTransaction<reads>,
  signed: SignedTransaction,
): Promise<Hash> {
  const { signer, transaction } = parameters;
  try {
    return await submit(client, signer, first, signed);
  } catch (error) {
    const found = outOfTime(error);
    if (!found || !signer.timeError) throw error;
    if (!found.isOutside) throw signer.timeError(found, first.transaction, first.time);
  }
  const { nonce } = first.transaction;
  const second = await prepareReviewed(client, { ...parameters, transaction: { ...transaction, nonce } });
  const again = await signTransaction(signer, second.transaction, second.time);
  return withTimeErrors(signer, second.transaction, second.time, () => submit(client, signer, second, again));
}

async function prepareReviewed<reads>(
  client: Client<Transport, Chain>,
  { review, ...parameters }: SendTransactionParameters<reads>,
): Promise<PreparedTransaction<reads>> {
  const prepared = await prepareTransaction(client, parameters);
  await review?.(prepared);
  return prepared;
}

async function submit(
  client: Client<Transport, Chain>,
  { address }: TransactionSigner,
  { transaction }: PreparedTransaction<unknown>,
  signed: SignedTransaction,
): Promise<Hash> {
  const sendOnce = () => sendRawTransaction(client, signed);
  return withContractErrors(() => explained(client, address, transaction, sendOnce), transaction).catch(
    (error: unknown) => {
      throw isAboutSignature(error) ? new SignatureRefusedError(address, error) : error;
    },
  );
}

/** Era says of such a signature nothing but this. */
function isAboutSignature(error: unknown): boolean {
  return error instanceof BaseError && /invalid magic value/i.test(error.details);
}
