import type { CodeSection } from "../bytecode/code-section.ts";
import type { Hex } from "../primitives/hex.ts";
import type { OpcodeEntry } from "./opcode-entry.ts";

/** Records which instructions contracts execute. */
export interface CodeRecorder {
  /** Makes instructions report when they run. `entries` are those of one VM, before any code runs on it. */
  install(entries: readonly (OpcodeEntry | undefined)[]): void;
  /** Reports that a frame is about to run `code`. After init code come the constructor's arguments. */
  begin(code: Uint8Array, bytecodeHash: Hex, section: CodeSection): void;
}
