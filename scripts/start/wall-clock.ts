import { JsonRpcProvider } from "ethers";

/** Milliseconds between two looks at the clocks. */
const TICK_MS = 5_000;

/** Seconds before now at which the chain of `npm start` begins: more than the walk, which does not wait, moves its clock. */
const HEAD_START_SECONDS = 14 * 86_400;

/** When a chain has to begin (Unix time in seconds) so that it is not ahead of the wall clock when the walk has ended. */
export function genesisTime(): number {
  return wallTime() - HEAD_START_SECONDS;
}

/** A chain whose time is kept at the wall clock's. */
export interface WallClock {
  stop(): void;
}

/**
 * Brings a chain to the wall clock's time, and keeps it there to within seconds: with a block where there was none for a
 * while. What lasts "until tomorrow, 14:05" on the chain then does so for the people who use it.
 *
 * @throws Error when the node does not take the time.
 */
export async function keepWallClock(url: string): Promise<WallClock> {
  const provider = new JsonRpcProvider(url, undefined, { cacheTimeout: -1, batchMaxCount: 1 });
  await bringToNow(provider);
  const timer = setInterval(() => {
    // A node that is gone has nobody's time to keep.
    bringToNow(provider).catch(() => undefined);
  }, TICK_MS);
  return {
    stop: () => {
      clearInterval(timer);
      provider.destroy();
    },
  };
}

async function bringToNow(provider: JsonRpcProvider): Promise<void> {
  const latest = await provider.getBlock("latest");
  const now = wallTime();
  if (!latest || latest.timestamp >= now) return;
  await provider.send("evm_setNextBlockTimestamp", [now]);
  await provider.send("evm_mine", []);
}

function wallTime(): number {
  return Math.floor(Date.now() / 1000);
}
