import type { CodeSection } from "../bytecode/code-section.ts";
import type { Hex } from "../primitives/hex.ts";
import type { OpcodeEntry } from "./opcode-entry.ts";

/** Takes down which instructions contracts execute. */
export interface CodeRecorder {
  /** Makes instructions tell of themselves when they run. `entries` are those of one VM, before any code runs on it. */
  install(entries: readonly (OpcodeEntry | undefined)[]): void;
  /** A frame is about to run `code`. Behind init code are the constructor's arguments. */
  begin(code: Uint8Array, bytecodeHash: Hex, section: CodeSection): void;
}
