import { Contract } from "ethers";
import type { Provider } from "zksync-ethers";

/** Era's KnownCodesStorage, which has a mark for each bytecode that was published on the chain. */
export const KNOWN_CODES_STORAGE = "0x0000000000000000000000000000000000008004";

const ABI = ["function getMarker(bytes32) view returns (uint256)"];

/** Whether a bytecode was published on the chain, by its versioned hash: only then can a contract create others with it. */
export async function isKnownCode(provider: Provider, bytecodeHash: string): Promise<boolean> {
  const codes = new Contract(KNOWN_CODES_STORAGE, ABI, provider);
  return ((await codes.getMarker!(bytecodeHash)) as bigint) !== 0n;
}
