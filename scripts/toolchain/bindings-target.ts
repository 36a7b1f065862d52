import Ethers from "@typechain/ethers-v6";
import { readFileSync } from "node:fs";
import { basename, relative, sep } from "node:path";
import type { Config, FileDescription } from "typechain";

/**
 * Where the artifacts that get bindings are: the project's contracts, and the third-party interfaces it
 * calls.
 */
const SOURCES = [
  "contracts/",
  "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/IAccount.sol/",
  "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/IContractDeployer.sol/",
  "@openzeppelin/contracts/interfaces/IERC1271.sol/",
  "@openzeppelin/contracts/interfaces/IERC5267.sol/",
  "@openzeppelin/contracts/interfaces/draft-IERC7579.sol/",
  "@openzeppelin/contracts/token/ERC721/IERC721Receiver.sol/",
];

/**
 * TypeChain's ethers-v6 target for the project's own contracts, without bytecode in the factories. What is
 * committed then changes with the contracts' interfaces only, and is the same for both toolchains. Nothing is
 * lost: an ethers factory cannot deploy on Era, where bytecode travels in `factoryDeps`; hardhat-zksync's
 * deployer takes it from the artifacts.
 */
export default class BindingsTarget extends Ethers {
  constructor(config: Config) {
    super({ ...config, allFiles: config.allFiles.filter((path) => hasBindings(path, config.inputDir)) });
  }

  override transformFile(file: FileDescription): ReturnType<Ethers["transformFile"]> {
    if (!hasBindings(file.path, this.cfg.inputDir)) return undefined;
    return super.transformFile({ ...file, contents: withoutBytecode(file.contents) });
  }
}

function hasBindings(artifact: string, artifacts: string): boolean {
  const path = relative(artifacts, artifact).replaceAll(sep, "/");
  return SOURCES.some((source) => path.startsWith(source)) && isCalled(artifact);
}

/**
 * Excludes abstract contracts and libraries, which nobody calls: they are parts of the contracts that use
 * them.
 */
function isCalled(artifact: string): boolean {
  if (/^I[A-Z]/.test(basename(artifact))) return true;
  const { abi, bytecode } = JSON.parse(readFileSync(artifact, "utf8")) as {
    abi: readonly { readonly type: string }[];
    bytecode: string;
  };
  return bytecode !== "0x" && abi.some(({ type }) => type !== "error" && type !== "event");
}

function withoutBytecode(artifactJson: string): string {
  return JSON.stringify({ ...(JSON.parse(artifactJson) as object), bytecode: "0x" });
}
