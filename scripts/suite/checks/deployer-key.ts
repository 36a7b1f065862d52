import { HardhatError } from "hardhat/internal/core/errors";
import type { HardhatRuntimeEnvironment } from "hardhat/types";
import type { Wallet } from "zksync-ethers";
import { DEPLOYER_KEY, isPrivateKey, readDeployerKey } from "../../toolchain/deployer-key";

/**
 * Returns the wallet that pays for deployments: that of `DEPLOYER_PRIVATE_KEY` or, on a node in memory with one of the usual
 * chain ids, the first of its rich accounts.
 *
 * @throws Error naming the variable if there is no key, or if what it holds is none; the value itself is never repeated
 */
export async function deployerWallet(hre: HardhatRuntimeEnvironment): Promise<Wallet> {
  const key = readDeployerKey(process.env);
  if (key !== undefined && !isPrivateKey(key.value)) {
    throw new Error(
      `${DEPLOYER_KEY}, from ${key.source}, is not a valid private key: it has to be 0x and 64 hexadecimal digits, of a key of secp256k1.`,
    );
  }
  try {
    return await hre.deployer.getWallet();
  } catch (error) {
    if (key !== undefined || HardhatError.isHardhatError(error)) throw error;
    throw new Error(
      `There is no key to deploy with on ${hre.network.name}: set the environment variable ${DEPLOYER_KEY} (0x and 64 ` +
        `hexadecimal digits), or store it with: npx hardhat vars set ${DEPLOYER_KEY}`,
      { cause: error },
    );
  }
}
