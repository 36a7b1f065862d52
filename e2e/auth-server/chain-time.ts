import type { LocalChain } from "../../sdk/test/helpers/local-chain.js";

/** Advances a chain's time by some seconds. */
export async function pass({ testClient }: LocalChain, seconds: number): Promise<void> {
  await testClient.increaseTime({ seconds });
  await testClient.mine({ blocks: 1 });
}

/** Returns a function that restores a chain, including its clock, as other tests share it. */
export async function bookmark({ testClient, publicClient }: LocalChain): Promise<() => Promise<void>> {
  const id = await testClient.snapshot();
  return async () => {
    await testClient.revert({ id });
    // Nodes revert blocks, but not the clock.
    const { timestamp } = await publicClient.getBlock();
    await testClient.request({ method: "evm_setTime", params: [Number(timestamp)] } as never);
  };
}
