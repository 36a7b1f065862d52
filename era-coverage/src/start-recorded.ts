import type { Configuration } from "../../local-era/src/cli/configuration.ts";
import { start } from "../../local-era/src/cli/start.ts";
import { coverageFolder } from "./folder.ts";
import { recordProcess } from "./process-recorder.ts";

/**
 * Starts a node that writes what contracts executed to the coverage folder when its process ends.
 *
 * @throws UsageError if there is no such folder
 */
export async function startRecorded(config: Configuration, environment: NodeJS.ProcessEnv): Promise<void> {
  await start(config, recordProcess(coverageFolder(environment)));
}
