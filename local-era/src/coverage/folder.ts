/**
 * Environment variable that names a folder. If it is set, every node started with it records what contracts execute
 * and leaves one file there; the compiler for coverage leaves what it knows about the code.
 */
export const FOLDER_VARIABLE = "LOCAL_ERA_COVERAGE";

/** Name of the compiler's file, a `MappedBuild`. */
export const BUILD_FILE = "build.json";

/** Ending of the files recordings are in. */
export const RECORDING_SUFFIX = ".recording.json";

/** Ending of the file that stands there as long as a node has not written its recording. */
export const RUNNING_SUFFIX = ".running";
