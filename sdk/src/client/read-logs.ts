import {
  BaseError,
  HttpRequestError,
  numberToHex,
  type Address,
  type Chain,
  type Client,
  type Hex,
  type RpcLog,
  type Transport,
} from "viem";
import { getBlockNumber } from "viem/actions";
import { formatLog } from "viem/utils";

/** Which logs to read, and from where to where. */
export interface ReadLogsArgs {
  /** The contract whose logs are read, or several; whichever it is if not given. */
  readonly address?: Address | readonly Address[] | undefined;
  readonly topics: (Hex | Hex[] | null)[];
  /** The first block to look at; 0 if not given. */
  readonly fromBlock?: bigint | undefined;
  /** The last block to look at; the latest if not given. */
  readonly toBlock?: bigint | undefined;
  /** Is told how many blocks were looked at, of how many. What it throws ends the reading. */
  readonly onProgress?: ((progress: { done: bigint; total: bigint }) => void) | undefined;
}

/**
 * Reads contracts' logs. Where the node finds the range of blocks too long, or its logs too many, it is asked for the two
 * halves.
 */
export async function readLogs(
  client: Client<Transport, Chain>,
  { address, topics, fromBlock = 0n, onProgress, ...args }: ReadLogsArgs,
): Promise<ReturnType<typeof formatLog>[]> {
  // Not the block that the client remembers: what happened just now would be missing.
  const toBlock = args.toBlock ?? (await getBlockNumber(client, { cacheTime: 0 }));
  const total = toBlock - fromBlock + 1n;
  let done = 0n;
  const onRead = (blocks: bigint): void => {
    done += blocks;
    onProgress?.({ done, total });
  };
  const logs = await readRange(
    client,
    { ...(address && { address }), topics },
    { fromBlock, toBlock },
    onRead,
  );
  return logs.map((log) => formatLog(log));
}

interface Range {
  readonly fromBlock: bigint;
  readonly toBlock: bigint;
}

async function readRange(
  client: Client<Transport, Chain>,
  filter: Pick<ReadLogsArgs, "address" | "topics">,
  { fromBlock, toBlock }: Range,
  onRead: (blocks: bigint) => void,
): Promise<RpcLog[]> {
  if (fromBlock > toBlock) return [];
  const range = { fromBlock: numberToHex(fromBlock), toBlock: numberToHex(toBlock) };
  const ask = (options?: { readonly retryCount: number }) =>
    client.request({ method: "eth_getLogs", params: [{ ...filter, ...range } as never] }, options);
  // Asked again with the same range, a node says the same again, unless it was only asked too often: then viem waits.
  const asking = ask({ retryCount: 0 }).catch((error: unknown) => {
    if (isTooOften(error)) return ask();
    throw error;
  });
  const logs = await asking.catch((error: unknown) => {
    if (fromBlock === toBlock || !isTooMuch(error)) throw error;
    return undefined;
  });
  if (logs === undefined) {
    const middle = (fromBlock + toBlock) / 2n;
    // One after the other: a node that limits what it answers limits how often, too.
    const first = await readRange(client, filter, { fromBlock, toBlock: middle }, onRead);
    return [...first, ...(await readRange(client, filter, { fromBlock: middle + 1n, toBlock }, onRead))];
  }
  onRead(toBlock - fromBlock + 1n);
  return logs;
}

/** Of all that limits say, this is what fewer blocks do not help against. */
function isTooOften(error: unknown): boolean {
  const isOfHttp =
    error instanceof BaseError &&
    error.walk((each) => each instanceof HttpRequestError && each.status === 429) !== null;
  return isOfHttp || (error instanceof Error && /rate.?limit|too many requests/i.test(error.message));
}

/** Nodes agree neither on a code nor on words for it. */
function isTooMuch(error: unknown): boolean {
  if (isTooOften(error)) return false;
  const message = error instanceof Error ? error.message : "";
  return /range|limit|too (many|large|much|wide|long)|more than|exceed|-32005/i.test(message);
}
