import { resolve } from "node:path";

/** The project's root. */
export const ROOT = resolve(__dirname, "../..");
/** The SDK's folder. */
export const SDK = resolve(ROOT, "sdk");
/** The installed packages. */
export const MODULES = resolve(ROOT, "node_modules");
