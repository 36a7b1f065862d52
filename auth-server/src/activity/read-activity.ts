import { readLogs } from "@zksync-sso/sdk/client";
import { pad, type Address, type Chain, type Client, type Hex, type Transport } from "viem";
import { getBlock } from "viem/actions";
import { nodeClient } from "../account/account-client.ts";
import type { ChainConfig } from "../chains/chain-config.ts";
import {
  activitiesOf,
  OWN_SELECTORS,
  SUITE_SELECTORS,
  TRANSFER_SELECTOR,
  type MinedLog,
} from "./activity.ts";
import { keepActivity, keptActivity, type KeptActivity } from "./activity-store.ts";
import { datedActivities, type DatedActivity } from "./dated-activity.ts";

/** What an account did last, and whether there is more. */
export interface ReadActivity {
  /** The latest first. */
  readonly entries: readonly DatedActivity[];
  readonly hasEarlier: boolean;
}

/** Blocks to look at first, going back; then twice as many, each time. */
const FIRST_STEP = 5_000n;

/** Of so many transactions the node is asked when they were, at once: anybody can send next to nothing a thousand times. */
const MOST = 50;

/** The last blocks that were read are read again, so many: of several nodes behind one address, one may have been behind. */
const UNSETTLED = 600n;

/**
 * Reads what an account did last, at least `wanted` of it if there is as much: what is new, and then back in time, as far as it
 * takes. What was read once is kept on this device.
 *
 * @param tell - is told how far back it has looked
 */
export async function readActivity(
  chain: ChainConfig,
  account: Address,
  wanted: number,
  tell: (progress: string) => void,
): Promise<ReadActivity> {
  const node = nodeClient(chain);
  const read = (fromBlock: bigint, toBlock: bigint) =>
    readBlocks(node, chain, account, { fromBlock, toBlock });
  const { number: latest, hash } = await getBlock(node);
  const before = await trusted(node, await keptActivity(chain.id, account), latest);
  let { from, entries } = before ? await renewed(before, latest, read) : { from: latest + 1n, entries: [] };
  for (let step = FIRST_STEP; from > 0n && entries.length < wanted;) {
    const start = from > step ? from - step : 0n;
    const earlier = await read(start, from - 1n);
    entries = [...entries, ...earlier.entries];
    from = earlier.from;
    if (from === start) step *= 2n;
    tell(`Looking back through the chain: ${((latest - from) * 100n) / (latest + 1n)} %`);
  }
  await keepActivity(chain.id, account, { from, to: latest, hash, entries });
  return { entries: entries.slice(0, wanted), hasEarlier: from > 0n || entries.length > wanted };
}

/** Reads what is new since something was kept, and goes on with that. */
async function renewed(
  before: KeptActivity,
  latest: bigint,
  read: (fromBlock: bigint, toBlock: bigint) => Promise<ReadBlocks>,
): Promise<ReadBlocks> {
  const again = laterOf(before.from, before.to + 1n - UNSETTLED);
  const news = await read(again, latest);
  // Of too much, the first was left out: what was kept comes before that.
  if (news.from > again) return news;
  return {
    from: before.from,
    entries: [...news.entries, ...before.entries.filter(({ block }) => block < again)],
  };
}

function laterOf(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}

/** Returns what was kept, unless it is another chain's that had the same number, as a developer's node has that is started anew. */
async function trusted(
  node: Client<Transport, Chain>,
  kept: KeptActivity | undefined,
  latest: bigint,
): Promise<KeptActivity | undefined> {
  if (!kept || kept.to > latest) return undefined;
  const { hash } = await getBlock(node, { blockNumber: kept.to });
  return hash === kept.hash ? kept : undefined;
}

/** What was read of an account's life. */
interface ReadBlocks {
  /** The first block of it: a later one than was asked for, where that would have been too much. */
  readonly from: bigint;
  /** The latest first. */
  readonly entries: readonly DatedActivity[];
}

async function readBlocks(
  node: Client<Transport, Chain>,
  { contracts }: ChainConfig,
  account: Address,
  range: { readonly fromBlock: bigint; readonly toBlock: bigint },
): Promise<ReadBlocks> {
  const { fromBlock, toBlock } = range;
  if (fromBlock > toBlock) return { from: fromBlock, entries: [] };
  const own: Hex = pad(account);
  const suite = [contracts.accountFactory, contracts.session, contracts.passkey, contracts.recovery];
  const logs = await Promise.all([
    readLogs(node, { ...range, address: suite, topics: [SUITE_SELECTORS, own] }),
    readLogs(node, { ...range, address: account, topics: [OWN_SELECTORS] }),
    readLogs(node, { ...range, topics: [[TRANSFER_SELECTOR], own] }),
    readLogs(node, { ...range, topics: [[TRANSFER_SELECTOR], null, own] }),
  ]);
  const found = activitiesOf(logs.flat() as MinedLog[], account).filter(
    // A node may answer others, which are none of what was asked for.
    ({ block }) => block >= fromBlock && block <= toBlock,
  );
  // Whole blocks.
  const from = found.length > MOST ? (found[MOST - 1]?.block ?? fromBlock) : fromBlock;
  const entries = await datedActivities(
    node,
    account,
    found.filter(({ block }) => block >= from),
  );
  return { from, entries };
}
