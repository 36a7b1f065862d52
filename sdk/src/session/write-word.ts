import { getAddress, numberToHex } from "viem";

/** Numbers from here on are more than any token has of its smallest unit, as a rule, and less than addresses. */
const LARGEST_AMOUNT = 2n ** 96n;

/**
 * Writes a word whose type is not known as what it most likely is: a number, an address, or bytes. Nobody recognizes an
 * address in decimal.
 */
export function writeWord(word: bigint): string {
  if (word < LARGEST_AMOUNT) return String(word);
  return word < 2n ** 160n ? getAddress(numberToHex(word, { size: 20 })) : numberToHex(word, { size: 32 });
}
