import hre from "hardhat";
import type { HttpNetworkConfig } from "hardhat/types";
import type { Stage } from "../walk/stage";
import { walk } from "../walk/walk";
import { formatSeconds } from "./amounts";
import { buildSites } from "../sites/build-sites";
import { LOOPBACK } from "../sites/listen-on-loopback";
import { serveSites } from "../sites/serve-sites";
import { deployDemo } from "./demo-contracts";
import { FUNDED_ACCOUNT } from "./funded-account";
import { assertPortIsFree, startLocalNode, type LocalNode } from "./local-node";
import type { StartOptions } from "./options";
import { terminalPrinter } from "./printer";
import { endOnSignals } from "./signals";
import { setStage } from "./stage";
import { genesisTime, keepWallClock } from "./wall-clock";

/** The plugin's task that downloads the official node and returns its path. */
const TASK_NODE_PROGRAM = "node-zksync:download-binary";

/** Milliseconds after which a person wonders whether something is still running. */
const PATIENCE_MS = 10_000;

const printer = terminalPrinter();

/**
 * Compiles, starts a node, deploys the suite to it and walks through one person's sign-on; then stays up
 * until it is told to end, unless it runs once. The node ends in any case.
 *
 * @returns the exit code.
 * @throws Error if the port is taken, or compiling, deploying or a step of the walk fails.
 */
export async function demonstrate(options: StartOptions): Promise<number> {
  endOnSignals();
  await assertPortsAreFree(options);
  useNodeAt(options.port);
  printer.title("Compile");
  const compiled = await timed(() =>
    patiently("compiling the contracts", hre.run("compile", { quiet: true })),
  );
  printer.note(`contracts are compiled (${formatSeconds(compiled.ms)})`);
  const program = hre.config.zksyncAnvil.binaryPath ?? ((await hre.run(TASK_NODE_PROGRAM)) as string);

  const node = await startLocalNode(program, options.port, { genesis: genesisTime() });
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

  const stage = await setStage(hre, node.url, printer);
  const walked = await timed(() => walkOrTell(stage));
  printer.title("Every step went as expected");
  printer.note(`node ready in ${formatSeconds(node.readyMs)}, walk in ${formatSeconds(walked.ms)}`);
  if (options.once) return 0;
  await openSites(node, stage, options);
  return new Promise<never>(() => undefined);
}

/** Serves the pages for people, and says which to open first. */
async function openSites(node: LocalNode, stage: Stage, options: StartOptions): Promise<void> {
  printer.title("Try it yourself");
  await keepWallClock(node.url, { followsMoves: true });
  const { ms } = await timed(() => patiently("building the pages", buildSites()));
  printer.note(`pages are built (${formatSeconds(ms)})`);
  const sites = await serveSites(
    { url: node.url, chainId: 260 },
    stage.suite.addresses,
    await deployDemo(stage),
    options.sites,
  );
  printer.open("open this first, and connect: the example app", sites.example.url);
  printer.open("it opens the auth server, where your account is too", sites.authServer.url);
  printer.note(
    `JSON-RPC: ${node.url} (chain 260, at the wall clock's time); addresses: deployments/260.json`,
  );
  printer.note(
    `funded account: ${FUNDED_ACCOUNT.address}, key ${FUNDED_ACCOUNT.privateKey} (public: local use only)`,
  );
  printer.note("Ctrl-C ends it all");
}

/** Waits for something, and reports every ten seconds that it is still running. */
async function patiently<T>(what: string, work: Promise<T>): Promise<T> {
  printer.note(`${what} …`);
  const started = performance.now();
  const timer = setInterval(() => {
    printer.note(`still ${what} (${formatSeconds(performance.now() - started)})`);
  }, PATIENCE_MS);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}

async function assertPortsAreFree({ port, sites, once }: StartOptions): Promise<void> {
  await assertPortIsFree(port);
  if (once) return;
  if (sites.authServer > 0) await assertPortIsFree(sites.authServer, "auth-server-port", LOOPBACK);
  if (sites.example > 0) await assertPortIsFree(sites.example, "example-port", LOOPBACK);
}

/** Marks the step at which the walk stops early; the caller reports what was wrong. */
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
