import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { GasSummary } from "./summary";

const PATH = resolve(__dirname, "../../gas-snapshot.json");

/** Reads the committed figures; undefined if there are none yet. */
export function readSnapshot(): GasSummary | undefined {
  return existsSync(PATH) ? (JSON.parse(readFileSync(PATH, "utf8")) as GasSummary) : undefined;
}

export function writeSnapshot(summary: GasSummary): void {
  writeFileSync(PATH, `${JSON.stringify(summary, null, 2)}\n`);
}
