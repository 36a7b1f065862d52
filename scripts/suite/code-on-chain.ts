import { Contract, ZeroHash } from "ethers";
import type { Provider } from "zksync-ethers";

/** Era's AccountCodeStorage, which knows the versioned hash of every contract's bytecode. */
export const ACCOUNT_CODE_STORAGE = "0x0000000000000000000000000000000000008002";

const ABI = ["function getRawCodeHash(address) view returns (bytes32)"];

/** Returns the versioned hash of the bytecode at an address; undefined if there is none. */
export async function codeHashAt(provider: Provider, address: string): Promise<string | undefined> {
  const storage = new Contract(ACCOUNT_CODE_STORAGE, ABI, provider);
  const hash = (await storage.getRawCodeHash!(address)) as string;
  return hash === ZeroHash ? undefined : hash;
}
