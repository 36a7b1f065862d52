import Ethers from "@typechain/ethers-v6";
import type { FileDescription } from "typechain";

/**
 * TypeChain's ethers-v6 target without bytecode in the factories. What is committed then changes with the contracts'
 * interfaces only, and is the same for both toolchains. Nothing is lost: an ethers factory cannot deploy on Era, where
 * bytecode travels in `factoryDeps`; hardhat-zksync's deployer takes it from the artifacts.
 */
export default class BindingsTarget extends Ethers {
  override transformFile(file: FileDescription): ReturnType<Ethers["transformFile"]> {
    return super.transformFile({ ...file, contents: withoutBytecode(file.contents) });
  }
}

function withoutBytecode(artifactJson: string): string {
  return JSON.stringify({ ...(JSON.parse(artifactJson) as object), bytecode: "0x" });
}
