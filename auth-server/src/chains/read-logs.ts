import {
  numberToHex,
  type Address,
  type Chain,
  type Client,
  type Hex,
  type RpcLog,
  type Transport,
} from "viem";
import { getBlockNumber } from "viem/actions";

/** Which of a contract's logs to read. */
export interface LogFilter {
  readonly address: Address;
  readonly topics: (Hex | Hex[] | null)[];
}

/** Reads a contract's logs. Where the node finds the range of blocks too long, it is asked for the two halves. */
export async function readLogs(client: Client<Transport, Chain>, filter: LogFilter): Promise<RpcLog[]> {
  return readRange(client, filter, 0n, await getBlockNumber(client));
}

async function readRange(
  client: Client<Transport, Chain>,
  filter: LogFilter,
  fromBlock: bigint,
  toBlock: bigint,
): Promise<RpcLog[]> {
  const range = { fromBlock: numberToHex(fromBlock), toBlock: numberToHex(toBlock) };
  try {
    // Asked again with the same range, a node says the same again.
    return await client.request(
      { method: "eth_getLogs", params: [{ ...filter, ...range }] },
      { retryCount: 0 },
    );
  } catch (error) {
    if (fromBlock === toBlock || !isTooMuch(error)) throw error;
    const middle = (fromBlock + toBlock) / 2n;
    // One after the other: a node that limits what it answers limits how often, too.
    const first = await readRange(client, filter, fromBlock, middle);
    return [...first, ...(await readRange(client, filter, middle + 1n, toBlock))];
  }
}

/** Nodes agree neither on a code nor on words for it. */
function isTooMuch(error: unknown): boolean {
  const message = error instanceof Error ? error.message : "";
  return /range|limit|too (many|large|much|wide|long)|more than|exceed|-32005/i.test(message);
}
