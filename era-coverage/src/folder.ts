import { UsageError } from "local-era/primitives/usage-error";

/**
 * Environment variable that names the coverage folder: every node that records leaves one file there with what contracts
 * executed, the compiler for coverage what it knows about the code.
 */
export const FOLDER_VARIABLE = "LOCAL_ERA_COVERAGE";

/** Name of the compiler's file, a `MappedBuild`. */
export const BUILD_FILE = "build.json";

/** Ending of the files recordings are in. */
export const RECORDING_SUFFIX = ".recording.json";

/** Ending of the file that stands there as long as a node has not written its recording. */
export const RUNNING_SUFFIX = ".running";

/** The coverage folder. Throws {@link UsageError} if none is named. */
export function coverageFolder(environment: NodeJS.ProcessEnv): string {
  const folder = environment[FOLDER_VARIABLE];
  if (!folder) throw new UsageError(`Set ${FOLDER_VARIABLE} to the folder coverage is measured in.`);
  return folder;
}
