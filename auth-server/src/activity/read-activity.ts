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
  const again = before && laterOf(before.from, before.to + 1n - UNSETTLED);
  const news = again === undefined ? [] : await read(again, latest);
  const kept = before?.entries.filter(({ block }) => again === undefined || block < again) ?? [];
  let [from, entries] = [before?.from ?? latest + 1n, [...news, ...kept]];
  for (let step = FIRST_STEP; from > 0n && entries.length < wanted; step *= 2n) {
    const start = from > step ? from - step : 0n;
    entries = [...entries, ...(await read(start, from - 1n))];
    from = start;
    tell(`Looking back through the chain: ${((latest - from) * 100n) / (latest + 1n)} %`);
  }
  await keepActivity(chain.id, account, { from, to: latest, hash, entries });
  return { entries: entries.slice(0, wanted), hasEarlier: from > 0n || entries.length > wanted };
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

async function readBlocks(
  node: Client<Transport, Chain>,
  { contracts }: ChainConfig,
  account: Address,
  range: { readonly fromBlock: bigint; readonly toBlock: bigint },
): Promise<DatedActivity[]> {
  if (range.fromBlock > range.toBlock) return [];
  const own: Hex = pad(account);
  const suite = [contracts.accountFactory, contracts.session, contracts.passkey, contracts.recovery];
  const logs = await Promise.all([
    readLogs(node, { ...range, address: suite, topics: [SUITE_SELECTORS, own] }),
    readLogs(node, { ...range, address: account, topics: [OWN_SELECTORS] }),
    readLogs(node, { ...range, topics: [[TRANSFER_SELECTOR], own] }),
    readLogs(node, { ...range, topics: [[TRANSFER_SELECTOR], null, own] }),
  ]);
  return datedActivities(node, account, activitiesOf(logs.flat() as MinedLog[], account));
}
