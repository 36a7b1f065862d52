import type { CodeSection } from "../bytecode/code-section.ts";
import type { Hex } from "../primitives/hex.ts";

/** Where in a contract's code a frame failed. */
export interface CodePosition {
  /** Versioned hash of the deployed bytecode. */
  readonly codeHash: Hex;
  readonly section: CodeSection;
  /** Program counters of the last instructions, the one that failed at the end. */
  readonly path: readonly number[];
}

/** Instructions of a path that are kept at least. */
const KEPT = 128;

/** Adds an instruction to a path, whose beginning is forgotten from time to time. */
export function extendPath(path: number[], pc: number): void {
  if (path.length >= 2 * KEPT) path.splice(0, KEPT);
  path.push(pc);
}
