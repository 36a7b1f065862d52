import { JsonRpcProvider } from "ethers";

/** Milliseconds between two looks at the clocks. */
const TICK_MS = 5_000;

/** Seconds before now at which the chain of `npm start` begins: more than the walk, which does not wait, moves its clock. */
const HEAD_START_SECONDS = 14 * 86_400;

/** Seconds by which blocks alone, of a second each, may get ahead of the wall clock: more is somebody's `evm_increaseTime`. */
const OWN_LEAD_SECONDS = 60;

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
 * while. What lasts "until tomorrow, 14:05" on the chain then does so for the people who use it. Where somebody moves the
 * chain's clock ahead, it goes on from there.
 *
 * @throws Error when the node does not take the time.
 */
export async function keepWallClock(url: string): Promise<WallClock> {
  const provider = new JsonRpcProvider(url, undefined, { cacheTimeout: -1, batchMaxCount: 1 });
  let lead = 0;
  const tick = async (): Promise<void> => {
    lead = await keepUp(provider, lead);
  };
  await tick();
  const timer = setInterval(() => {
    // A node that is gone has nobody's time to keep.
    tick().catch(() => undefined);
  }, TICK_MS);
  return {
    stop: () => {
      clearInterval(timer);
      provider.destroy();
    },
  };
}

/** Brings a chain to where it is to be, in seconds ahead of the wall clock, and returns where it is to be from now on. */
async function keepUp(provider: JsonRpcProvider, lead: number): Promise<number> {
  const latest = await provider.getBlock("latest");
  if (!latest) return lead;
  const now = wallTime();
  const ahead = latest.timestamp - now;
  if (ahead > lead + OWN_LEAD_SECONDS) return ahead;
  if (ahead >= lead) return lead;
  await provider.send("evm_setNextBlockTimestamp", [now + lead]);
  await provider.send("evm_mine", []);
  return lead;
}

function wallTime(): number {
  return Math.floor(Date.now() / 1000);
}
