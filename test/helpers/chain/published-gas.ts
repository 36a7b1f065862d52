import type { Provider } from "zksync-ethers";

/** Returns the gas that a mined transaction paid for its pubdata. */
export async function publishedGas(provider: Provider, hash: string): Promise<bigint> {
  const options = { tracer: "eraCostTracer" };
  const costs = (await provider.send("debug_traceTransaction", [hash, options])) as { pubdataGas: string };
  return BigInt(costs.pubdataGas);
}
