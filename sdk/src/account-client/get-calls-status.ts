import { TransactionReceiptNotFoundError, type Chain, type Client, type Hash, type Transport } from "viem";
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
  const common = { version: "2.0.0", id, chainId: client.chain.id, atomic: true };
  try {
    const receipt = await getTransactionReceipt(client, { hash: id as Hash });
    const succeeded = hasSucceeded(receipt);
    return {
      ...common,
      statusCode: succeeded ? 200 : 500,
      status: succeeded ? ("success" as const) : ("failure" as const),
      receipts: [receipt],
    };
  } catch (error) {
    if (!(error instanceof TransactionReceiptNotFoundError)) throw error;
    await checkKnown(client, id);
    return { ...common, statusCode: 100, status: "pending" as const, receipts: [] };
  }
}

async function checkKnown(client: Client<Transport, Chain>, id: string): Promise<void> {
  const transaction = await client.request({ method: "eth_getTransactionByHash", params: [id as Hash] });
  if (transaction === null) throw new UnknownCallsError(id);
}
