import { isHex, type Hex } from "viem";

/**
 * Lists what may be the data of a contract's revert in what a node answered, the outermost first. Nodes give it as such, or,
 * of a validation that fails, only in the message's text. What viem adds to that message is left out: it repeats the request, whose
 * calldata is anybody's.
 */
export function* revertDataOf(error: unknown): Iterable<Hex> {
  for (let link = error; isObject(link); link = link["cause"]) {
    const { data, details, shortMessage, message } = link;
    for (const found of [data, isObject(data) ? data["data"] : undefined])
      if (isHex(found) && found.length >= 10) yield found;
    for (const text of [details, shortMessage ?? message])
      if (typeof text === "string") for (const [, digits] of text.matchAll(REVERT_DATA)) yield `0x${digits}`;
  }
}

/** A selector and whole words: "data = 0x08c379a0…", or "selector: 0x08c379a0: 0x08c379a0…". */
const REVERT_DATA = /(?:\b0x|\bdata ?= ?)([0-9a-fA-F]{8}(?:[0-9a-fA-F]{64})*)\b/g;

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
