import { isAddressEqual, type Address, type Chain, type Client, type Transport } from "viem";
import { getBlock, getTransaction } from "viem/actions";
import type { Activity } from "./activity.ts";

/** An activity, when it was, and whose doing. */
export interface DatedActivity extends Activity {
  /** Unix time in seconds. */
  readonly time: bigint;
  /** Whether the account did it: what others do, a worthless token among them, may say what it likes. */
  readonly isOwn: boolean;
}

/** Asks the chain when activities were, and whose transactions they are. */
export function datedActivities(
  node: Client<Transport, Chain>,
  account: Address,
  activities: readonly Activity[],
): Promise<DatedActivity[]> {
  return Promise.all(
    activities.map(async (activity) => {
      const [{ timestamp }, { from }] = await Promise.all([
        getBlock(node, { blockNumber: activity.block }),
        getTransaction(node, { hash: activity.hash }),
      ]);
      return { ...activity, time: timestamp, isOwn: isAddressEqual(from, account) };
    }),
  );
}
