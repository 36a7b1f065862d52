import type { HardhatUserConfig } from "hardhat/config";
import { join } from "node:path";
import base from "../../hardhat.config";

/** The project's configuration, with the code that mutants are compared with, on a node that runs in the same process. */
function mutationConfig(folder: string | undefined): HardhatUserConfig {
  if (!folder)
    throw new Error('This configuration is for "npm run mutation", which sets LOCAL_ERA_COVERAGE.');
  return {
    ...base,
    paths: {
      ...base.paths,
      root: join(__dirname, "../.."),
      artifacts: join(folder, "artifacts"),
      cache: join(folder, "cache"),
    },
  };
}

export default mutationConfig(process.env.LOCAL_ERA_COVERAGE);
