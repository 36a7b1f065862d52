import { join } from "node:path";

/** The repository's folder. */
export const REPOSITORY = join(import.meta.dirname, "../..");
