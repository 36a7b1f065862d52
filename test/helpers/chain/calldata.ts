import { concat, toBeHex } from "ethers";

/** Returns a number as an ABI word. */
export function word(value: bigint): string {
  return toBeHex(value, 32);
}

/** Returns a selector and words after it: calldata whose arguments may be anything. */
export function calldata(selector: string, ...words: bigint[]): string {
  return concat([selector, ...words.map(word)]);
}
