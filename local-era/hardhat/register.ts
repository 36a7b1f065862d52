import { spawnSync } from "node:child_process";
import { TASK_COMPILE_SOLIDITY_GET_SOLC_BUILD } from "hardhat/builtin-tasks/task-names";
import { extendConfig, extendEnvironment, subtask } from "hardhat/config";
import type { HardhatConfig, HardhatRuntimeEnvironment } from "hardhat/types";
import { configure, pluginsMissing } from "./configure";
import { prepareNodes } from "./plugin-nodes";
import { COMPILER_PROGRAM } from "./programs";
import { npmSolcBuild } from "./solc-build";

const TASK_COMPILE_LINK = "compile:link";
const TASK_DOWNLOAD_ZKSOLC = "compile:zksolc:download";

/** Tells the compiler front which release of zksolc it stands in for. */
const VERSION_VARIABLE = "LOCAL_ERA_ZKSOLC_VERSION";

interface LinkArguments {
  readonly sourceName: string;
  readonly contractName: string;
}

/** Makes a project with the ZKsync plugins compile, test and deploy with this package's programs; nothing is downloaded. */
export function registerLocalEra(): void {
  extendConfig(configure);
  extendEnvironment(prepareNodes);
  subtask(TASK_DOWNLOAD_ZKSOLC, async (args, hre, runSuper) => {
    const release = hre.userConfig.zksolc?.version;
    if (release && release !== "latest") process.env[VERSION_VARIABLE] ||= release;
    await runSuper(args).catch((error: unknown) => Promise.reject(reasonFor(error, hre)));
  });
  subtask(
    TASK_COMPILE_SOLIDITY_GET_SOLC_BUILD,
    async (args: { readonly solcVersion: string }, { config, network }, runSuper) => {
      if (!compilesHere(config)) return await runSuper(args);
      return npmSolcBuild(args.solcVersion, config, network.zksync ? "EraVM" : "EVM");
    },
  );
  const link = subtask(TASK_COMPILE_LINK, async (args: LinkArguments, hre, runSuper) =>
    !compilesHere(hre.config) || (await needsLinking(args, hre)) ? await runSuper(args) : undefined,
  );
  // Otherwise the plugins would find tasks of their own names there, and fail with words about those.
  if (!("parentTaskDefinition" in link)) throw pluginsMissing();
}

/** Whether the compiler is this package's, or one that is made of it, and not zksolc itself. */
function compilesHere({ zksolc }: HardhatConfig): boolean {
  const { compilerPath = "" } = zksolc.settings;
  return compilerPath === COMPILER_PROGRAM || version(compilerPath).stdout?.includes("local-era") === true;
}

/**
 * The plugin calls a compiler that reports no version corrupted; the compiler's own message has the reason.
 */
function reasonFor(error: unknown, { config }: HardhatRuntimeEnvironment): unknown {
  const { status, stderr } = version(config.zksolc.settings.compilerPath ?? "");
  return status === 0 || !stderr ? error : new Error(stderr.trim());
}

function version(compiler: string) {
  return spawnSync(compiler, ["--version"], { encoding: "utf8" });
}

/**
 * The plugin starts the compiler twice per deployment in order to link; most contracts have nothing to link.
 */
async function needsLinking({ sourceName, contractName }: LinkArguments, hre: HardhatRuntimeEnvironment) {
  const { bytecode } = await hre.artifacts.readArtifact(`${sourceName}:${contractName}`);
  return bytecode.includes("__$");
}
