import { isHex, type Hex } from "viem";
import { nodeWordsOf } from "./node-words.js";

/**
 * Lists what may be the data of a contract's revert in what a node answered: as such, the outermost first, then what is only in the
 * message's text, as of a validation that fails. What a contract or the request itself brings into that text is left out.
 * All of it in lower case, as selectors are compared as text.
 */
export function* revertDataOf(error: unknown): Iterable<Hex> {
  for (let link = error; isObject(link); link = link["cause"]) {
    const { data } = link;
    for (const found of [data, isObject(data) ? data["data"] : undefined])
      if (isHex(found) && found.length >= 10) yield found.toLowerCase() as Hex;
  }
  for (const text of nodeWordsOf(error))
    for (const [, digits] of text.matchAll(REVERT_DATA)) yield `0x${digits?.toLowerCase() ?? ""}`;
}

/**
 * Tells whether a contract gave a reason in words, or Solidity one of its own: `require`, or a check such as that of an overflow. It
 * is no error of the suite's, whose contracts name theirs.
 */
export function isPlainRevert(error: unknown): boolean {
  return [...revertDataOf(error)].some((data) => PLAIN.includes(data.slice(0, 10)));
}

/** `Error(string)` and `Panic(uint256)`. */
const PLAIN: readonly string[] = ["0x08c379a0", "0x4e487b71"];

/** A selector and whole words: "data = 0x08c379a0…", or "selector: 0x08c379a0: 0x08c379a0…". */
const REVERT_DATA = /(?:\b0x|\bdata ?= ?)([0-9a-fA-F]{8}(?:[0-9a-fA-F]{64})*)\b/g;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
