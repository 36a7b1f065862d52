import { ExecutionReverted } from "../bootloader/execution-reverted.ts";
import { ExoticGas } from "../bootloader/exotic-gas.ts";
import type { CallOutcome } from "../bootloader/outcome.ts";
import type { StateOverride } from "../bootloader/state-override.ts";
import type { Chain } from "../chain/chain.ts";
import type { Node } from "../chain/node.ts";
import type { Address } from "../primitives/hex.ts";
import { consoleReport } from "../printing/transaction-report.ts";
import type { CallRequest } from "../transactions/call-request.ts";
import { Halt } from "../transactions/halt.ts";
import type { BlockContext } from "../vm/block-context.ts";
import {
  callHalted,
  callReverted,
  estimateExotic,
  estimateHalted,
  estimateReverted,
} from "./execution-errors.ts";

/** Makes a call on the state after block `after` and undoes it. Throws eth_call's errors. */
export async function simulate(
  node: Node,
  request: CallRequest,
  overrides: ReadonlyMap<Address, StateOverride>,
  after: bigint,
): Promise<CallOutcome> {
  const outcome = await attempt(() => node.chain.call(request, overrides, after), callHalted);
  if (node.log.wouldLog("console", "info")) node.log.writeAll(consoleReport([outcome.trace]));
  if (outcome.success) return outcome;
  node.logFailure("a call", [outcome.trace]);
  throw callReverted(outcome.returnData);
}

/** Estimates the gas limit that a transaction needs. Throws eth_estimateGas' errors. */
export async function estimate(
  node: Node,
  request: CallRequest,
  overrides: ReadonlyMap<Address, StateOverride>,
): Promise<bigint> {
  const impersonated = node.impersonation.includes(request.from);
  return estimateWith(node, ({ bootloader }, block) =>
    bootloader.estimateGas(request, block, { impersonated, overrides }),
  );
}

/** Estimates the gas limit that a transaction requested on L1 needs. Throws eth_estimateGas' errors. */
export async function estimateFromL1(
  node: Node,
  request: CallRequest,
  overrides: ReadonlyMap<Address, StateOverride>,
): Promise<bigint> {
  return estimateWith(node, ({ bootloader }, block) =>
    bootloader.estimateL1GasLimit(request, block, overrides),
  );
}

async function estimateWith(
  node: Node,
  task: (chain: Chain, block: BlockContext) => Promise<bigint>,
): Promise<bigint> {
  const { chain } = node;
  try {
    return await attempt(() => task(chain, chain.estimationContext()), estimateHalted);
  } catch (error) {
    const { lastTrace } = chain.bootloader;
    // What a transaction would print is printed when it is sent; one that cannot be estimated is not sent.
    if (node.log.wouldLog("console", "info")) node.log.writeAll(consoleReport(lastTrace));
    node.logFailure("an estimate", lastTrace);
    throw error;
  }
}

async function attempt<T>(task: () => Promise<T>, describeHalt: (halt: Halt) => Error): Promise<T> {
  try {
    return await task();
  } catch (error) {
    if (error instanceof Halt) throw describeHalt(error);
    if (error instanceof ExecutionReverted) throw estimateReverted(error);
    if (error instanceof ExoticGas) throw estimateExotic(error);
    throw error;
  }
}
