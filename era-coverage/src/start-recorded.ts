import type { Configuration } from "local-era/cli/configuration";
import { start } from "local-era/cli/start";
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
