import type { Address, Chain, Client, Transport } from "viem";
import { withContractErrors } from "../contract-errors/with-contract-errors.js";
import type { AccountTransaction, UnsignedTransaction } from "./account-transaction.js";
import { knownTime, readTime } from "./chain-clock.js";
import { DEFAULT_GAS_PER_PUBDATA, estimateGas } from "./estimate-gas.js";
import { explained } from "./explained.js";
import { numberIn } from "./read-answer.js";
import { readFees } from "./read-fees.js";
import type { ChainTime, TransactionSigner } from "./transaction-signer.js";
import { withTimeErrors } from "./with-time-errors.js";

/** A transaction to make, who signs it, and what else to read of the chain at the same time. */
export interface PrepareTransactionParameters<reads = undefined> {
  readonly signer: TransactionSigner;
  readonly transaction: AccountTransaction;
  /**
   * Reads what else is of interest, in the same round as the rest. What it throws is thrown before what the estimate
   * throws, so that it can say more about a transaction that the chain would refuse.
   */
  readonly alongside?: (time: Promise<ChainTime>) => Promise<reads>;
}

/** A transaction ready to be signed. */
export interface PreparedTransaction<reads = undefined> {
  readonly transaction: UnsignedTransaction;
  readonly time: ChainTime;
  /** What `alongside` has read. */
  readonly reads: reads;
}

/**
 * Fills in what a transaction lacks (nonce, fees, gas) in one round of requests, all made at once; what it has is not
 * asked for. Only where the chain's clock is found to be elsewhere than was thought, so that the estimate was made with
 * a signature for another time, the estimate is asked for again.
 *
 * @throws SsoContractError if a contract of the suite would refuse the transaction; else what the node answers
 */
export function prepareTransaction<reads = undefined>(
  client: Client<Transport, Chain>,
  parameters: PrepareTransactionParameters<reads>,
): Promise<PreparedTransaction<reads>> {
  return withContractErrors(() => prepare(client, parameters), parameters.transaction);
}

async function prepare<reads>(
  client: Client<Transport, Chain>,
  parameters: PrepareTransactionParameters<reads>,
): Promise<PreparedTransaction<reads>> {
  const { signer, transaction, alongside } = parameters;
  const thought = knownTime(client);
  const reading = signer.dependsOnTime ? readTime(client) : Promise.resolve(thought);
  const [gas, time, nonce, fees, reads] = await Promise.allSettled([
    readGas(client, signer, transaction, thought),
    reading,
    transaction.nonce ?? readNonce(client, signer.address),
    readFees(client, transaction),
    // Without it, `reads` is undefined.
    alongside?.(reading) as Promise<reads>,
  ]);
  const known = { reads: settled(reads), time: settled(time), nonce: settled(nonce), fees: settled(fees) };
  return {
    transaction: {
      ...transaction,
      ...known.fees,
      value: transaction.value ?? 0n,
      data: transaction.data ?? "0x",
      gasPerPubdata: transaction.gasPerPubdata ?? DEFAULT_GAS_PER_PUBDATA,
      nonce: known.nonce,
      gas: await withTimeErrors(signer, transaction, known.time, () =>
        explained(client, signer.address, { ...transaction, ...known.fees }, () =>
          gasOf(gas, () => readGasAgain(client, parameters, thought, known.time)),
        ),
      ),
      from: signer.address,
      chainId: client.chain.id,
    },
    time: known.time,
    reads: known.reads,
  };
}

async function readNonce(client: Client<Transport, Chain>, address: Address): Promise<number> {
  const method = "eth_getTransactionCount";
  const answer = await client.request({ method, params: [address, "pending"] });
  return Number(numberIn(answer, method, BigInt(Number.MAX_SAFE_INTEGER)));
}

async function readGas(
  client: Client<Transport, Chain>,
  signer: TransactionSigner,
  transaction: AccountTransaction,
  time: ChainTime,
): Promise<bigint> {
  if (transaction.gas !== undefined) return transaction.gas;
  return estimateGas(client, signer.address, transaction, signer.stubSignature(transaction, time));
}

async function gasOf(
  estimate: PromiseSettledResult<bigint>,
  again: () => Promise<bigint> | undefined,
): Promise<bigint> {
  return estimate.status === "fulfilled" ? estimate.value : ((await again()) ?? settled(estimate));
}

/** Estimates with the time that the chain said; not if the signature would be the same. */
function readGasAgain(
  client: Client<Transport, Chain>,
  { signer, transaction }: Pick<PrepareTransactionParameters, "signer" | "transaction">,
  thought: ChainTime,
  time: ChainTime,
): Promise<bigint> | undefined {
  const signature = signer.stubSignature(transaction, time);
  if (signature === signer.stubSignature(transaction, thought)) return undefined;
  return estimateGas(client, signer.address, transaction, signature);
}

function settled<value>(result: PromiseSettledResult<value>): value {
  if (result.status === "rejected") throw result.reason;
  return result.value;
}
