import type { CodeSection } from "../bytecode/code-section.ts";
import type { Hex } from "../primitives/hex.ts";

/** Says where in a contract's code a frame failed. */
export interface CodePosition {
  /** Versioned hash of the deployed bytecode. */
  readonly codeHash: Hex;
  readonly section: CodeSection;
  /** Program counters of the last instructions; the failed one comes last. */
  readonly path: readonly number[];
}

/** Is the minimum number of instructions that a path keeps. */
const KEPT = 128;

/** Appends an instruction to a path, whose beginning is dropped from time to time. */
export function extendPath(path: number[], pc: number): void {
  if (path.length >= 2 * KEPT) path.splice(0, KEPT);
  path.push(pc);
}
