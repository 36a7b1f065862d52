import type { LocalChain } from "../../sdk/test/helpers/local-chain.js";

/** Lets time pass on a chain, in seconds. */
export async function pass({ testClient }: LocalChain, seconds: number): Promise<void> {
  await testClient.increaseTime({ seconds });
  await testClient.mine({ blocks: 1 });
}

/** Returns what brings a chain back to how it is now, its clock too: other tests share it. */
export async function bookmark({ testClient, publicClient }: LocalChain): Promise<() => Promise<void>> {
  const id = await testClient.snapshot();
  return async () => {
    await testClient.revert({ id });
    // Nodes take back blocks, and leave the clock where it is.
    const { timestamp } = await publicClient.getBlock();
    await testClient.request({ method: "evm_setTime", params: [Number(timestamp)] } as never);
  };
}
