import { HardhatError } from "hardhat/internal/core/errors";
import { HardhatPluginError } from "hardhat/plugins";

/** The name in Hardhat's messages. */
const PLUGIN_NAME = "zksync-sso";

/**
 * Runs a task's action so that what it refuses is printed in one line, as Hardhat prints its own errors, without a stack
 * trace. `--show-stack-traces` shows that.
 */
export async function withPlainErrors<Result>(action: () => Promise<Result>): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    if (
      !(error instanceof Error) ||
      HardhatError.isHardhatError(error) ||
      error instanceof HardhatPluginError
    )
      throw error;
    throw new HardhatPluginError(PLUGIN_NAME, error.message, error);
  }
}
