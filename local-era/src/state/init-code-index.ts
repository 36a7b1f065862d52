import { isContainer, unpackInitCode } from "../bytecode/container.ts";
import type { Hex } from "../primitives/hex.ts";

interface Entry {
  readonly hash: Hex;
  readonly initCode: Uint8Array;
}

/** Counts the trailing bytes that are compared first: contracts of the same length rarely end alike. */
const FINGERPRINT = 32;

function fingerprint(code: Uint8Array, end: number): string {
  return Buffer.from(code.subarray(Math.max(0, end - FINGERPRINT), end)).toString("latin1");
}

/** Finds the bytecode that a piece of init code, followed by constructor arguments, begins with. */
export class InitCodeIndex {
  readonly #byLength = new Map<number, Map<string, Entry[]>>();

  add(hash: Hex, bytecode: Uint8Array): void {
    if (!isContainer(bytecode)) return;
    const initCode = unpackInitCode(bytecode);
    let entries = this.#byLength.get(initCode.length);
    if (entries === undefined) this.#byLength.set(initCode.length, (entries = new Map()));
    const key = fingerprint(initCode, initCode.length);
    entries.set(key, [...(entries.get(key) ?? []), { hash, initCode }]);
  }

  /** Finds the longest match: a contract whose code begins with another's is not that one with arguments. */
  find(code: Uint8Array): { hash: Hex; initCodeLength: number } | undefined {
    let best: Entry | undefined;
    for (const [length, entries] of this.#byLength) {
      if (length > code.length || length <= (best?.initCode.length ?? 0)) continue;
      const candidates = entries.get(fingerprint(code, length)) ?? [];
      best =
        candidates.find(({ initCode }) => Buffer.compare(initCode, code.subarray(0, length)) === 0) ?? best;
    }
    return best && { hash: best.hash, initCodeLength: best.initCode.length };
  }
}
