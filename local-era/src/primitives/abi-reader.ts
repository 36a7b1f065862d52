import { toBigInt, toHex, toWord, wordToAddress } from "./hex.ts";
import type { Address, Hex } from "./hex.ts";

const WORD = 32;

/** Signals bytes that are not the ABI encoding of what is read from them. */
export class AbiError extends Error {
  constructor(detail: string) {
    super(`not ABI-encoded as it should be: ${detail}`);
    this.name = "AbiError";
  }
}

/**
 * Reads ABI-encoded values, each by its index among the words of the head. Refuses what Solidity's decoder refuses:
 * short data, dirty address bits, offsets out of range. Offsets may be in any order.
 */
export class AbiReader {
  readonly #data: Uint8Array;

  constructor(data: Uint8Array) {
    this.#data = data;
  }

  /** Refuses a value outside its type's range. */
  reject(): never {
    throw new AbiError("a value is outside its type's range");
  }

  word(index: number): bigint {
    const start = index * WORD;
    this.#require(start + WORD);
    return toBigInt(this.#data.subarray(start, start + WORD));
  }

  hash(index: number): Hex {
    return toHex(toWord(this.word(index)));
  }

  address(index: number): Address {
    return wordToAddress(this.uint(index, 160));
  }

  uint(index: number, bits: number): bigint {
    const word = this.word(index);
    if (word >= 1n << BigInt(bits)) this.reject();
    return word;
  }

  bytes(index: number): Uint8Array {
    return this.#elements(index, 1);
  }

  /** Reads the elements of a `bytes32[]` or `uint256[]`. */
  words(index: number): bigint[] {
    const elements = this.#elements(index, WORD);
    return Array.from({ length: elements.length / WORD }, (_, i) =>
      toBigInt(elements.subarray(i * WORD, (i + 1) * WORD)),
    );
  }

  /** Returns everything from an argument's offset to the end, for tuples that are decoded elsewhere. */
  tail(index: number): Uint8Array {
    const offset = this.word(index);
    this.#require(offset);
    return this.#data.subarray(Number(offset));
  }

  /** Returns what follows the length at an argument's offset; the length counts elements of `size` bytes. */
  #elements(index: number, size: number): Uint8Array {
    const offset = this.word(index);
    this.#require(offset + BigInt(WORD));
    const start = Number(offset) + WORD;
    const length = toBigInt(this.#data.subarray(start - WORD, start)) * BigInt(size);
    this.#require(BigInt(start) + length);
    return this.#data.subarray(start, start + Number(length));
  }

  #require(needed: bigint | number): void {
    if (needed > this.#data.length) throw new AbiError(`${needed} bytes needed, ${this.#data.length} given`);
  }
}
