import type {} from "@matterlabs/hardhat-zksync-node";
import type {} from "@matterlabs/hardhat-zksync-solc";
import { HardhatPluginError } from "hardhat/plugins";
import type { HardhatConfig, HardhatUserConfig } from "hardhat/types";
import { COMPILER_PROGRAM, NODE_PROGRAM } from "./programs";

/** The name in Hardhat's messages. */
export const PLUGIN_NAME = "local-era";

/** What the solc plugin calls the version of a compiler that it is given the path of. */
const VERSION_OF_A_PATH = "local_or_remote";

/** Says what to do if the plugins that this one completes are not loaded, or only after it. */
export function pluginsMissing(): HardhatPluginError {
  return new HardhatPluginError(
    PLUGIN_NAME,
    'The ZKsync plugins are not loaded: import "@matterlabs/hardhat-zksync" before "local-era/hardhat".',
  );
}

/** Puts this package's programs into a configuration, wherever the project has not chosen its own. */
export function configure(config: HardhatConfig, chosen: Readonly<HardhatUserConfig>): void {
  // The types promise both; the plugins that add them may be missing.
  const { zksolc, zksyncAnvil } = config as Partial<HardhatConfig>;
  if (zksolc === undefined || zksyncAnvil === undefined) {
    throw pluginsMissing();
  }
  if (!chosen.zksolc?.settings?.compilerPath) {
    zksolc.settings.compilerPath = COMPILER_PROGRAM;
    zksolc.version = VERSION_OF_A_PATH;
  }
  // Undefined, they would be missing from Hardhat's cache, which is JSON, and every run would compile everything.
  zksolc.settings.codegen ??= "yul";
  zksolc.settings.LLVMOptions ??= [];
  zksyncAnvil.binaryPath ??= NODE_PROGRAM;
  if (chosen.networks?.hardhat?.zksync === undefined) config.networks.hardhat.zksync = true;
}
