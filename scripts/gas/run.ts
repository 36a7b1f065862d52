import hre from "hardhat";
import type { HttpNetworkConfig } from "hardhat/types";
import { startLocalNode } from "../start/local-node";
import { freePort } from "../toolchain/free-port";
import { measureFlows } from "./flows";
import type { GasReport } from "./report";
import { gasStage } from "./stage";

/**
 * Compiles, and measures on its own node.
 *
 * @throws Error if compiling or a flow fails.
 */
export async function runGas(): Promise<GasReport> {
  const program = hre.config.zksyncAnvil.binaryPath;
  if (program === undefined) {
    throw new Error("EVM gas is measured on local-era; leave ERA_TOOLCHAIN unset");
  }
  await compile();
  const node = await startLocalNode(program, await freePort());
  try {
    (hre.network.config as HttpNetworkConfig).url = node.url;
    return await measureFlows(await gasStage(node.url));
  } finally {
    await node.stop();
  }
}

/**
 * Suppresses the compiler plugin's messages, which it prints even when asked to be quiet; the standard output
 * is for the report.
 */
async function compile(): Promise<void> {
  const { log, info } = console;
  console.log = console.info = console.error;
  try {
    await hre.run("compile", { quiet: true });
  } finally {
    Object.assign(console, { log, info });
  }
}
