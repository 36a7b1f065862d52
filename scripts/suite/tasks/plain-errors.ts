import { inspect } from "node:util";
import { HardhatError } from "hardhat/internal/core/errors";
import { HardhatPluginError } from "hardhat/plugins";

/** The name in Hardhat's messages. */
const PLUGIN_NAME = "zksync-sso";
const STACK_TRACES = "--show-stack-traces";

/**
 * Runs a task's action so that what it refuses is printed in one line, as Hardhat prints its own errors, without a stack
 * trace, on a machine without a display too. `--show-stack-traces` shows that.
 */
export async function withPlainErrors<Result>(action: () => Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    throw plain(error);
  }
}

/** Reads a part of the configuration so that what it refuses is printed in one line, too. */
export function readPlainly<Part>(read: () => Part): Part {
  try {
    return read();
  } catch (error) {
    throw plain(error);
  }
}

function plain(error: unknown): unknown {
  const isPlain = HardhatError.isHardhatError(error) || error instanceof HardhatPluginError;
  if (isPlain || !(error instanceof Error)) return error;
  return plainly(new HardhatPluginError(PLUGIN_NAME, error.message, error));
}

/** Hardhat prints errors whole, besides their message, on a machine without a display, which it takes for a CI's. */
function plainly(error: HardhatPluginError): HardhatPluginError {
  const isAskedFor = process.argv.includes(STACK_TRACES) || process.env.HARDHAT_SHOW_STACK_TRACES === "true";
  const words = `For where it happened, run it with ${STACK_TRACES}.`;
  return isAskedFor ? error : Object.assign(error, { [inspect.custom]: () => words });
}
