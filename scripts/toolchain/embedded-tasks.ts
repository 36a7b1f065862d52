import { TASK_COMPILE_SOLIDITY_GET_SOLC_BUILD } from "hardhat/builtin-tasks/task-names";
import { spawnSync } from "node:child_process";
import { subtask } from "hardhat/config";
import type { HardhatRuntimeEnvironment, SolcBuild } from "hardhat/types";
import { version as installedSolcVersion } from "solc/package.json";
import { programPath, projectPath, ZKSOLC_VERSION } from "./toolchain";

const SOLJSON = "node_modules/solc/soljson.js";
const TASK_COMPILE_LINK = "compile:link";
const TASK_DOWNLOAD_ZKSOLC = "compile:zksolc:download";

/** Tells the compiler front which release of zksolc it stands in for. */
const VERSION_VARIABLE = "LOCAL_ERA_ZKSOLC_VERSION";

interface LinkArguments {
  readonly sourceName: string;
  readonly contractName: string;
}

/** Registers what the embedded toolchain does instead of downloading programs. */
export function registerEmbeddedTasks(): void {
  subtask(TASK_DOWNLOAD_ZKSOLC, async (args, hre, runSuper) => {
    process.env[VERSION_VARIABLE] ||= ZKSOLC_VERSION;
    await runSuper(args).catch((error: unknown) => Promise.reject(reasonFor(error, hre)));
  });
  subtask(TASK_COMPILE_SOLIDITY_GET_SOLC_BUILD, ({ solcVersion }: { solcVersion: string }, hre) =>
    Promise.resolve(npmSolcBuild(solcVersion, hre)),
  );
  subtask(TASK_COMPILE_LINK, async (args: LinkArguments, hre, runSuper) =>
    (await needsLinking(args, hre)) ? await runSuper(args) : undefined,
  );
}

/**
 * Returns the npm package in place of a downloaded solc. On a ZKsync network the plugin only passes the path
 * on, and the compiler front brings its own solc; on any other network Hardhat loads the file.
 */
function npmSolcBuild(solcVersion: string, { network }: HardhatRuntimeEnvironment): SolcBuild {
  if (solcVersion !== installedSolcVersion) {
    throw new Error(
      `Solidity ${solcVersion} is asked for, but the npm package solc is ${installedSolcVersion}: ` +
        `make them the same in hardhat.config.ts and package.json.`,
    );
  }
  return {
    version: solcVersion,
    longVersion: solcVersion,
    compilerPath: network.zksync ? programPath(SOLJSON) : projectPath(SOLJSON),
    isSolcJs: !network.zksync,
  };
}

/**
 * The plugin calls a compiler that reports no version corrupted; the compiler's own message has the reason.
 */
function reasonFor(error: unknown, { config }: HardhatRuntimeEnvironment): unknown {
  const { compilerPath = "" } = config.zksolc.settings;
  const { status, stderr } = spawnSync(compilerPath, ["--version"], { encoding: "utf8" });
  return status === 0 || !stderr ? error : new Error(stderr.trim());
}

/**
 * The plugin starts the compiler twice per deployment in order to link; most contracts have nothing to link.
 */
async function needsLinking({ sourceName, contractName }: LinkArguments, hre: HardhatRuntimeEnvironment) {
  const { bytecode } = await hre.artifacts.readArtifact(`${sourceName}:${contractName}`);
  return bytecode.includes("__$");
}
