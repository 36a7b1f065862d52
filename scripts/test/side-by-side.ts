import { availableParallelism } from "node:os";
import { TASK_TEST_RUN_MOCHA_TESTS } from "hardhat/builtin-tasks/task-names";
import { subtask } from "hardhat/config";
import type { HardhatRuntimeEnvironment, HttpNetworkConfig } from "hardhat/types";
import { flagVariables } from "../../local-era/hardhat/node-flags";
import { startLocalNode, type LocalNode } from "../start/local-node";
import { freePort } from "../toolchain/free-port";
import { projectPath } from "../toolchain/toolchain";
import { isToolTest } from "./test-files";

/** The network that the node plugin substitutes for `hardhat` while tests run. */
const PLUGIN_NETWORK = "AnvilZKsync";
/** Downloads the official node, unless it was downloaded before, and returns its path. */
const TASK_NODE_PROGRAM = "node-zksync:download-binary";
const WORKER_NETWORK = projectPath("scripts/test/worker-network.cjs");
const NATIVE_BIGINTS = projectPath("scripts/test/native-bigints.cjs");

/** More workers would not shorten the run: its longest files decide. */
const MOST_WORKERS = 4;

interface MochaArguments {
  readonly testFiles: readonly string[];
  readonly parallel: boolean;
}

/**
 * Makes `npx hardhat test` run its files side by side, one per core, each worker with its own node: files of
 * one worker follow each other on one chain, those of two share nothing. Everything else runs sequentially in
 * Hardhat's process: a single file, tests on a named network, and tests of the project's tools, which start
 * programs that need the machine, a port or the compiled code to themselves.
 */
export function registerSideBySide(): void {
  subtask(TASK_TEST_RUN_MOCHA_TESTS, async (args: MochaArguments, hre, runSuper) => {
    const workers = hre.network.name === PLUGIN_NETWORK ? workersFor(args.testFiles, hre) : 1;
    if (workers < 2) return await runSuper(args);
    const nodes = await startNodes(hre, workers - 1);
    try {
      const { url } = hre.network.config as HttpNetworkConfig;
      process.env.TEST_NODE_URLS = [url, ...nodes.map((node) => node.url)].join(",");
      Object.assign(hre.config.mocha, {
        jobs: workers,
        require: [WORKER_NETWORK, "hardhat/register", NATIVE_BIGINTS],
      });
      return await runSuper({ ...args, parallel: true });
    } finally {
      await Promise.all(nodes.map((node) => node.stop()));
    }
  });
}

function workersFor(files: readonly string[], hre: HardhatRuntimeEnvironment): number {
  if (files.some((file) => isToolTest(hre.config.paths.tests, file))) return 1;
  return Math.min(availableParallelism(), MOST_WORKERS, files.length);
}

async function startNodes(hre: HardhatRuntimeEnvironment, count: number): Promise<LocalNode[]> {
  const program = hre.config.zksyncAnvil.binaryPath ?? ((await hre.run(TASK_NODE_PROGRAM)) as string);
  // As the plugin's own node, which prints what the contracts of the first worker's tests do.
  const variables = flagVariables(hre.config.paths.artifacts);
  return await Promise.all(
    Array.from({ length: count }, async () =>
      startLocalNode(program, await freePort(), { console: { variables } }),
    ),
  );
}
