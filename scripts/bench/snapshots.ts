import { median } from "./median";
import { Connection } from "./send";

const OWNER = "0x00000000000000000000000000000000000ca11e";
const ROUNDS = 50;
/** Slots written with one request. */
const BATCH = 1000;

/** The time to take a snapshot and revert to it, in milliseconds. */
export interface SnapshotTimes {
  readonly fresh: number;
  /** In a state with the given number of additional slots. */
  readonly large: number;
}

/** Measures on a fresh node, and again once its state has `slots` more slots. */
export async function measureSnapshots(url: string, slots: number): Promise<SnapshotTimes> {
  const connection = new Connection(url);
  try {
    const fresh = await snapshotTime(connection);
    for (let first = 0; first < slots; first += BATCH) {
      await fill(connection, first, Math.min(first + BATCH, slots));
    }
    return { fresh, large: await snapshotTime(connection) };
  } finally {
    connection.close();
  }
}

/** Returns the median time of a snapshot, a write and the revert. */
async function snapshotTime(connection: Connection): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now();
    const id = await connection.call("evm_snapshot", []);
    await connection.call("hardhat_setBalance", [OWNER, `0x${(round + 1).toString(16)}`]);
    await connection.call("evm_revert", [id]);
    times.push(performance.now() - started);
  }
  return median(times);
}

async function fill(connection: Connection, first: number, end: number): Promise<void> {
  const calls = Array.from({ length: end - first }, (_, i) => {
    const slot = `0x${(first + i).toString(16)}`;
    return { method: "hardhat_setStorageAt", params: [OWNER, slot, `0x${"1".padStart(64, "0")}`] };
  });
  await connection.batch(calls);
  await connection.call("evm_mine", []);
}
