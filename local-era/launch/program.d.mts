import type { load } from "./load.mjs";

/** Loads a program: from its sources in the repository, and in the published package from what they were built into. */
export const program: typeof load;
