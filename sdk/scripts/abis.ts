import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { formatFile } from "./format-file.js";
import { runTool } from "./run-tool.js";

/** Where the contracts' ABIs are in the repository. */
export const ABIS_FILE = join(resolve(dirname(fileURLToPath(import.meta.url)), ".."), "src/abi/generated.ts");

/**
 * Writes the ABIs of the compiled contracts, errors included.
 *
 * @throws Error with what the generator said, if it failed
 */
export function generateAbis(file: string): void {
  runTool("wagmi", ["generate", "--config", "scripts/wagmi.config.ts"], { ABI_FILE: file });
  formatFile(file);
}
