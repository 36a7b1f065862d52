import type { HardhatUserConfig } from "hardhat/config";
import { join } from "node:path";
import base from "../../hardhat.config";
import { forShell } from "../../local-era/hardhat/programs";
import { projectPath } from "../toolchain/toolchain";

const COMPILER = projectPath("era-coverage/bin/zksolc-coverage");

/**
 * The project's configuration, with code that can be measured, compiled anew into the folder named by the variable
 * `LOCAL_ERA_COVERAGE`, and nodes that record there what of it runs. Bindings stay as they are: they hold no code.
 */
function coverageConfig(folder: string | undefined): HardhatUserConfig {
  if (!folder)
    throw new Error('This configuration is for "npm run coverage", which sets LOCAL_ERA_COVERAGE.');
  return {
    ...base,
    // Without the release of zksolc, which the plugin does not accept along with a path.
    zksolc: { settings: { ...base.zksolc?.settings, compilerPath: forShell(COMPILER) } },
    zksyncAnvil: { ...base.zksyncAnvil, binaryPath: projectPath("era-coverage/bin/anvil-zksync-coverage") },
    paths: {
      ...base.paths,
      root: projectPath("."),
      artifacts: join(folder, "artifacts"),
      cache: join(folder, "cache"),
    },
    typechain: { ...base.typechain, dontOverrideCompile: true },
  };
}

export default coverageConfig(process.env.LOCAL_ERA_COVERAGE);
