import hre from "hardhat";
import type { HttpNetworkConfig } from "hardhat/types";
import type { Stage } from "../walk/stage";
import { walk } from "../walk/walk";
import { formatSeconds } from "./amounts";
import { FUNDED_ACCOUNT } from "./funded-account";
import { assertPortIsFree, startLocalNode, type LocalNode } from "./local-node";
import type { StartOptions } from "./options";
import { terminalPrinter } from "./printer";
import { endOnSignals } from "./signals";
import { setStage } from "./stage";

/** The plugin's task that downloads the official node and answers with its path. */
const TASK_NODE_PROGRAM = "node-zksync:download-binary";

const printer = terminalPrinter();

/**
 * Compiles, starts a node, deploys the suite to it and walks one person's sign-on; then stays up until it is asked to
 * end, unless it runs once. Whatever happens, the node ends too.
 *
 * @returns the exit code.
 * @throws Error when the port is taken, or compiling, deploying or a step of the walk fails.
 */
export async function demonstrate(options: StartOptions): Promise<number> {
  endOnSignals();
  await assertPortIsFree(options.port);
  useNodeAt(options.port);
  printer.title("Compile");
  const compiled = await timed(() => hre.run("compile", { quiet: true }));
  printer.note(`contracts are compiled (${formatSeconds(compiled.ms)})`);
  const program = hre.config.zksyncAnvil.binaryPath ?? ((await hre.run(TASK_NODE_PROGRAM)) as string);

  const node = await startLocalNode(program, options.port);
  try {
    const nodeEnded = node.ended.then((how) => Promise.reject(new Error(how)));
    return await Promise.race([perform(node, options), nodeEnded]);
  } finally {
    await node.stop();
  }
}

async function perform(node: LocalNode, options: StartOptions): Promise<number> {
  printer.title("Start");
  printer.note(`node is ready at ${node.url} (${formatSeconds(node.readyMs)})`);
  const deployed = await timed(() => hre.run("deploy-zksync"));
  printer.note(`suite is deployed (${formatSeconds(deployed.ms)})`);

  const walked = await timed(async () => walkOrTell(await setStage(hre, node.url, printer)));
  printer.title("Every step held");
  printer.note(`node ready in ${formatSeconds(node.readyMs)}, walk in ${formatSeconds(walked.ms)}`);
  if (options.once) return 0;
  printer.note(`JSON-RPC: ${node.url} (chain 260); addresses: deployments/260.json; Ctrl-C ends it`);
  printer.note(
    `funded account: ${FUNDED_ACCOUNT.address}, key ${FUNDED_ACCOUNT.privateKey} (public: local use only)`,
  );
  return new Promise<never>(() => undefined);
}

/** Marks the step at which the walk ends before its time; what was wrong is for the caller to say. */
async function walkOrTell(stage: Stage): Promise<void> {
  try {
    await walk(stage);
  } catch (error) {
    printer.failed("this step did not hold:");
    throw error;
  }
}

function useNodeAt(port: number): void {
  (hre.network.config as HttpNetworkConfig).url = `http://127.0.0.1:${port}`;
}

async function timed<T>(action: () => Promise<T>): Promise<{ result: T; ms: number }> {
  const started = performance.now();
  const result = await action();
  return { result, ms: performance.now() - started };
}
