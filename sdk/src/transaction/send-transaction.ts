import { BaseError, type Chain, type Client, type Hash, type Transport } from "viem";
import { withContractErrors } from "../contract-errors/with-contract-errors.js";
import { SignatureRefusedError } from "../errors/transaction-errors.js";
import { explained } from "./explained.js";
import {
  prepareTransaction,
  type PreparedTransaction,
  type PrepareTransactionParameters,
} from "./prepare-transaction.js";
import { sendRawTransaction } from "./send-raw-transaction.js";
import { signTransaction } from "./sign-transaction.js";
import { inTurn } from "./turns.js";

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
 * @throws AccountWithoutCodeError, SignatureRefusedError if there is no such account, or it has not this key; else what the
 * node answers
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

async function send<reads>(
  client: Client<Transport, Chain>,
  { review, ...parameters }: SendTransactionParameters<reads>,
): Promise<Hash> {
  const prepared = await prepareTransaction(client, parameters);
  await review?.(prepared);
  const signed = await signTransaction(parameters.signer, prepared.transaction, prepared.time);
  const { address } = parameters.signer;
  const submit = () => sendRawTransaction(client, signed);
  return withContractErrors(() => explained(client, address, submit)).catch((error: unknown) => {
    throw isAboutSignature(error) ? new SignatureRefusedError(address, error) : error;
  });
}

/** Era says of such a signature nothing but this. */
function isAboutSignature(error: unknown): boolean {
  return error instanceof BaseError && /invalid magic value/i.test(error.details);
}
