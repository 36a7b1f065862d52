import type { Provider } from "zksync-ethers";

/** Seconds since 1970 of the latest block: close to what the next block will have. */
export async function chainTime(provider: Provider): Promise<bigint> {
  const block = await provider.getBlock("latest");
  return BigInt(block.timestamp);
}

/** Moves a local chain's clock so many seconds ahead and mines a block there. */
export async function increaseTime(provider: Provider, seconds: number): Promise<void> {
  await provider.send("evm_increaseTime", [seconds]);
  await provider.send("evm_mine", []);
}
