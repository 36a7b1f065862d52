import {
  TransactionReceiptNotFoundError,
  type Chain,
  type Client,
  type Hash,
  type TransactionReceipt,
  type Transport,
} from "viem";
import { getTransactionReceipt } from "viem/actions";
import { UnknownCallsError } from "../errors/calls-errors.js";
import { hasSucceeded } from "./has-succeeded.js";

/**
 * Says what has become of calls, as EIP-5792 does: 100 while they wait, 200 once they have happened, 500 if they failed.
 *
 * @throws UnknownCallsError if the node knows no such transaction; UnreadableAnswerError if it does not say what became of it
 * @param id - what `sendCalls` answered: their transaction's hash
 */
export async function getCallsStatus(client: Client<Transport, Chain>, id: string) {
  try {
    return callsStatusOf(client, id, await getTransactionReceipt(client, { hash: id as Hash }));
  } catch (error) {
    if (!(error instanceof TransactionReceiptNotFoundError)) throw error;
    await checkKnown(client, id);
    return { ...common(client, id), statusCode: 100, status: "pending" as const, receipts: [] };
  }
}

/**
 * Says what has become of calls that are in a block.
 *
 * @throws UnreadableAnswerError if the receipt does not say so
 */
export function callsStatusOf(client: Client<Transport, Chain>, id: string, receipt: TransactionReceipt) {
  const succeeded = hasSucceeded(receipt);
  return {
    ...common(client, id),
    statusCode: succeeded ? 200 : 500,
    status: succeeded ? ("success" as const) : ("failure" as const),
    receipts: [receipt],
  };
}

function common(client: Client<Transport, Chain>, id: string) {
  return { version: "2.0.0", id, chainId: client.chain.id, atomic: true };
}

async function checkKnown(client: Client<Transport, Chain>, id: string): Promise<void> {
  const transaction = await client.request({ method: "eth_getTransactionByHash", params: [id as Hash] });
  if (transaction === null) throw new UnknownCallsError(id);
}
