import { concat, toBeHex } from "ethers";

/** A number as an ABI word. */
export function word(value: bigint): string {
  return toBeHex(value, 32);
}

/** A selector and words after it: calldata whose arguments may be anything. */
export function calldata(selector: string, ...words: bigint[]): string {
  return concat([selector, ...words.map(word)]);
}
