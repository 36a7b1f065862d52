import type { Provider } from "zksync-ethers";

/** What tells the time of a chain, Era's or another. */
export interface ChainClock {
  getBlock(tag: "latest"): Promise<{ readonly timestamp: number } | null>;
}

/** Returns the time of the latest block in seconds since 1970: close to what the next block will have. */
export async function chainTime(clock: ChainClock): Promise<bigint> {
  const block = await clock.getBlock("latest");
  return BigInt(block!.timestamp);
}

/** Returns the second (Unix time) of a transaction's block. */
export async function timeOf(provider: Provider, receipt: { readonly blockNumber: number }): Promise<bigint> {
  const block = await provider.getBlock(receipt.blockNumber);
  return BigInt(block.timestamp);
}

/** Advances a local chain's clock by some seconds and mines a block there. */
export async function increaseTime(provider: Provider, seconds: number): Promise<void> {
  await provider.send("evm_increaseTime", [seconds]);
  await provider.send("evm_mine", []);
}

/** Mines a block so that the next one, with the next transaction, has this timestamp (Unix time, seconds). */
export async function moveTimeTo(provider: Provider, timestamp: bigint): Promise<void> {
  await provider.send("evm_setNextBlockTimestamp", [Number(timestamp - 1n)]);
  await provider.send("evm_mine", []);
}

/** In a `describe`: resets the chain's clock after its tests, since other suites rely on the present. */
export function restoreClock(provider: Provider): void {
  let present: bigint;
  before(async () => {
    present = await chainTime(provider);
  });
  after(async () => {
    await provider.send("evm_setTime", [Number(present)]);
  });
}
