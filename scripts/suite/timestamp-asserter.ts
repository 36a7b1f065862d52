import { getAddress, isAddress } from "ethers";
import type { Provider } from "zksync-ethers";

const LOCAL_CHAIN_ID = 260n;
const LOCAL_ADDRESS = "0x0000000000000000000000000000000000808012";

/**
 * Returns the contract that lets a validation depend on the time, which has a different address on each
 * chain.
 *
 * @throws Error if the chain has none: sessions cannot work there.
 */
export async function timestampAsserter(provider: Provider): Promise<string> {
  const { chainId } = await provider.getNetwork();
  if (chainId === LOCAL_CHAIN_ID) return LOCAL_ADDRESS;
  const answer: unknown = await provider.send("zks_getTimestampAsserter", []);
  if (!isAddress(answer))
    throw new Error(`chain ${chainId} has no timestamp asserter; sessions cannot expire there`);
  return getAddress(answer);
}
