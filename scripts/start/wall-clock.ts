import { JsonRpcProvider } from "ethers";

/** Milliseconds between two checks of the clocks. */
const TICK_MS = 5_000;

/**
 * Seconds before now at which the chain of `npm start` begins: more than the walk, which does not wait,
 * advances its clock.
 */
const HEAD_START_SECONDS = 14 * 86_400;

/**
 * Seconds by which blocks alone, of a second each, may get ahead: more is somebody's `evm_increaseTime`, or
 * their `evm_revert`.
 */
const OWN_LEAD_SECONDS = 60;

/**
 * Returns when a chain must begin (Unix time in seconds) so that it is not ahead of the wall clock when the
 * walk has ended.
 */
export function genesisTime(): number {
  return wallTime() - HEAD_START_SECONDS;
}

/** A chain whose time follows the wall clock. */
export interface WallClock {
  stop(): void;
}

/**
 * Sets a chain's clock to the wall clock, and keeps it within seconds of it by mining a block after a pause.
 * What lasts "until tomorrow, 14:05" on the chain then does so for the people who use it.
 *
 * @param followsMoves - whether the chain's time continues from where somebody has moved it ahead; otherwise
 * it waits there until the wall clock has caught up
 * @throws Error if the node does not accept the time.
 */
export async function keepWallClock(url: string, { followsMoves = false } = {}): Promise<WallClock> {
  const provider = new JsonRpcProvider(url, undefined, { cacheTimeout: -1, batchMaxCount: 1 });
  let lead = 0;
  const tick = async (): Promise<void> => {
    const latest = await provider.getBlock("latest");
    if (!latest) return;
    const ahead = latest.timestamp - wallTime();
    if (followsMoves) lead = leadAfter(lead, ahead);
    if (ahead < lead) await mineAt(provider, wallTime() + lead);
  };
  await tick();
  const timer = setInterval(() => {
    // The time of a node that is gone need not be kept.
    tick().catch(() => undefined);
  }, TICK_MS);
  return {
    stop: () => {
      clearInterval(timer);
      provider.destroy();
    },
  };
}

/**
 * Returns how far ahead of the wall clock a chain should be, in seconds: as before, unless somebody has moved
 * its clock.
 */
export function leadAfter(lead: number, ahead: number): number {
  return Math.abs(ahead - lead) > OWN_LEAD_SECONDS ? Math.max(0, ahead) : lead;
}

async function mineAt(provider: JsonRpcProvider, timestamp: number): Promise<void> {
  await provider.send("evm_setNextBlockTimestamp", [timestamp]);
  await provider.send("evm_mine", []);
}

function wallTime(): number {
  return Math.floor(Date.now() / 1000);
}
