import type { Account, Chain, Client, Transport } from "viem";
import { estimateGas, getTransactionCount } from "viem/actions";
import { getAction } from "viem/utils";
import { UnreadableAnswerError } from "../errors/transaction-errors.js";
import type { AccountTransaction } from "../transaction/account-transaction.js";
import { readFees, type Fees } from "../transaction/read-fees.js";

/** What a transaction may lack, and viem would ask for. */
interface MissingFields extends Fees {
  readonly chainId: number;
  readonly nonce: number;
  readonly gas: bigint;
}

/**
 * Reads what the transaction of a client's own key lacks, in one round of requests: viem asks for one thing after the other,
 * first by a method that Era does not have. What a client or its chain decides by itself is left to viem, and so is all of it
 * if something cannot be read: what viem throws says what is wrong.
 *
 * @throws UnreadableAnswerError if the node has no gas price
 */
export async function readMissingFields(
  client: Client<Transport, Chain, Account>,
  request: AccountTransaction,
): Promise<Partial<MissingFields>> {
  const { account, chain } = client;
  if (!leavesAllToNode(client)) return {};
  try {
    const readNonce = getAction(client, getTransactionCount, "getTransactionCount");
    const readGas = getAction(client, estimateGas, "estimateGas");
    const [nonce, fees, gas] = await Promise.all([
      readNonce({ address: account.address, blockTag: "pending" }),
      readFees(client, request),
      request.gas ?? readGas({ account, ...request, prepare: false } as never),
    ]);
    return { ...fees, nonce, gas, chainId: chain.id };
  } catch (error) {
    // viem would throw JavaScript's own.
    if (error instanceof UnreadableAnswerError) throw error;
    return {};
  }
}

/** Whether a client has a key, and takes nonces and fees as the node has them, and calls as they are. */
function leavesAllToNode({ account, chain, dataSuffix }: Client<Transport, Chain, Account>): boolean {
  if (account.type !== "local" || account.nonceManager !== undefined) return false;
  const chainDecides = chain?.fees !== undefined || chain?.prepareTransactionRequest !== undefined;
  return !chainDecides && dataSuffix === undefined;
}
