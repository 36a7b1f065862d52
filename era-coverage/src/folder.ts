import { UsageError } from "../../local-era/src/primitives/usage-error.ts";

/**
 * Environment variable that names the coverage folder: every recording node writes a file there with what contracts
 * executed, and the coverage compiler writes what it knows about the code.
 */
export const FOLDER_VARIABLE = "LOCAL_ERA_COVERAGE";

/** Name of the compiler's file, a `MappedBuild`. */
export const BUILD_FILE = "build.json";

/** Suffix of the files that hold recordings. */
export const RECORDING_SUFFIX = ".recording.json";

/** Suffix of the file that exists until a node has written its recording. */
export const RUNNING_SUFFIX = ".running";

/** Returns the coverage folder. Throws {@link UsageError} if none is named. */
export function coverageFolder(environment: NodeJS.ProcessEnv): string {
  const folder = environment[FOLDER_VARIABLE];
  if (!folder) throw new UsageError(`Set ${FOLDER_VARIABLE} to the folder coverage is measured in.`);
  return folder;
}
