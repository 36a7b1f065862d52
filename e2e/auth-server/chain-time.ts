import type { LocalChain } from "../../sdk/test/helpers/local-chain.js";

/** Lets time pass on a chain, in seconds. */
export async function pass({ testClient }: LocalChain, seconds: number): Promise<void> {
  await testClient.increaseTime({ seconds });
  await testClient.mine({ blocks: 1 });
}

/** Returns what brings a chain back to how it is now, its clock too: other tests share it. */
export async function bookmark({ testClient }: LocalChain): Promise<() => Promise<void>> {
  const id = await testClient.snapshot();
  return () => testClient.revert({ id });
}
