// The chai matchers bring hardhat-ethers along; it comes first, so that `hre.ethers` is the ZKsync plugin's.
import "@nomicfoundation/hardhat-chai-matchers";
import "@matterlabs/hardhat-zksync";
import "@typechain/hardhat";
import type { HardhatUserConfig } from "hardhat/config";
import { register } from "tsx/cjs/api";
import { registerLocalEra } from "./local-era/hardhat/register";
import { readPlainly } from "./scripts/suite/tasks/plain-errors";
import { registerDeployTask } from "./scripts/suite/tasks/deploy-task";
import { registerStatusTask } from "./scripts/suite/tasks/status-task";
import { registerUpgradeTask } from "./scripts/suite/tasks/upgrade-task";
import { registerVerifyTask } from "./scripts/suite/tasks/verify-task";
import { registerDefaultFiles } from "./scripts/test/default-files";
import { registerSideBySide } from "./scripts/test/side-by-side";
import { readDeployerKey } from "./scripts/toolchain/deployer-key";
import { networks, wantedNetwork } from "./scripts/toolchain/networks";
import {
  projectPath,
  selectToolchain,
  SOLC_SETTINGS,
  SOLC_VERSION,
  toolchainConfig,
} from "./scripts/toolchain/toolchain";

// Tests use the SDK, whose sources are ECMAScript modules: Hardhat's own TypeScript loader refuses them. Asked for by a call,
// since whatever registers last decides, and Hardhat registers its own after the one that a program began with.
register();

const toolchain = readPlainly(() => selectToolchain(process.env.ERA_TOOLCHAIN));
if (toolchain === "embedded") registerLocalEra();
registerDefaultFiles();
registerSideBySide();
registerDeployTask();
registerUpgradeTask();
registerStatusTask();
registerVerifyTask();

const differing = toolchainConfig(toolchain);

const config: HardhatUserConfig = {
  ...differing,
  solidity: { version: SOLC_VERSION, settings: SOLC_SETTINGS },
  networks: readPlainly(() =>
    networks(process.env, readDeployerKey(process.env)?.value, wantedNetwork(process.argv, process.env)),
  ),
  paths: { sources: "contracts", tests: "test", deployPaths: "deploy", ...differing.paths },
  // Ten times what the slowest test takes: a machine may be that busy.
  mocha: { timeout: 400_000 },
  typechain: { outDir: "typechain-types", target: projectPath("scripts/toolchain/bindings-target") },
};

export default config;
