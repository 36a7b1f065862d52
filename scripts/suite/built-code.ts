import type { HardhatRuntimeEnvironment } from "hardhat/types";
import type { Provider } from "zksync-ethers";
import { AAFactory__factory } from "../../typechain-types";
import { bytecodeHashOf } from "./create2";
import type { SuiteContract } from "./suite-contracts";

/**
 * Returns whether a contract on the chain has the code of this checkout's build, and creates others with that code.
 *
 * @param codeHash the versioned hash of its code
 */
export async function hasBuiltCode(
  hre: HardhatRuntimeEnvironment,
  provider: Provider,
  { contract, creates }: SuiteContract,
  { address, codeHash }: { readonly address: string; readonly codeHash: string | undefined },
): Promise<boolean> {
  if (codeHash !== (await bytecodeHashOf(hre, contract))) return false;
  if (creates === undefined) return true;
  const created = await AAFactory__factory.connect(address, provider).beaconProxyBytecodeHash();
  return created === (await bytecodeHashOf(hre, creates));
}
