import { keccak_256 } from "@noble/hashes/sha3.js";
import { addressToWord, concat, EMPTY, toBigInt, toHex, toWord, wordToAddress } from "../primitives/hex.ts";
import type { Address, Hex } from "../primitives/hex.ts";

/** Ends a native contract's frame like Solidity's `revert`. */
export class SystemRevert extends Error {
  readonly data: Uint8Array;

  constructor(data: Uint8Array = EMPTY) {
    super("native contract reverted");
    this.data = data;
  }
}

const selectors = new Map<string, Uint8Array>();

/** First four bytes of keccak256 of a function's or error's signature. */
export function selector(signature: string): Uint8Array {
  let bytes = selectors.get(signature);
  if (bytes === undefined) {
    bytes = keccak_256(new TextEncoder().encode(signature)).slice(0, 4);
    selectors.set(signature, bytes);
  }
  return bytes;
}

/** A selector as it stands in dispatch tables. */
export function selectorHex(signature: string): Hex {
  return toHex(selector(signature));
}

/** Topic 0 of an event. */
export function eventTopic(signature: string): Hex {
  return toHex(keccak_256(new TextEncoder().encode(signature)));
}

/** Custom error with static arguments. */
export function customError(signature: string, ...words: bigint[]): Uint8Array {
  return concat(selector(signature), ...words.map(toWord));
}

/** Solidity's `Error(string)`. */
export function errorString(message: string): Uint8Array {
  return concat(selector("Error(string)"), toWord(32n), encodeBytesTail(new TextEncoder().encode(message)));
}

/** Length word and right-padded bytes. */
export function encodeBytesTail(bytes: Uint8Array): Uint8Array {
  const padding = new Uint8Array((32 - (bytes.length % 32)) % 32);
  return concat(toWord(BigInt(bytes.length)), bytes, padding);
}

/** Call data of a function with static arguments. */
export function encodeCall(signature: string, ...words: bigint[]): Uint8Array {
  return concat(selector(signature), ...words.map(toWord));
}

export function addressWord(address: Address): Uint8Array {
  return toWord(addressToWord(address));
}

/** Topics remembered: every transfer of ETH is an event with two of them, and all of them are kept. */
const MAX_TOPICS = 10_000;
const addressTopics = new Map<Address, Hex>();

/** A topic holding an address. */
export function addressTopic(address: Address): Hex {
  let topic = addressTopics.get(address);
  if (topic === undefined) {
    topic = toHex(addressWord(address));
    if (addressTopics.size >= MAX_TOPICS) addressTopics.clear();
    addressTopics.set(address, topic);
  }
  return topic;
}

/** A topic holding a number or hash. */
export function wordTopic(word: bigint): Hex {
  return toHex(toWord(word));
}

/**
 * Reads ABI-encoded arguments. What Solidity's decoder refuses (short data, dirty address bits, offsets out of
 * range) reverts with empty data, as there.
 */
export class Arguments {
  readonly #data: Uint8Array;

  constructor(data: Uint8Array) {
    this.#data = data;
  }

  /** Reverts with empty data: the argument is outside its type's range. */
  reject(): never {
    throw new SystemRevert();
  }

  word(index: number): bigint {
    const start = index * 32;
    if (start + 32 > this.#data.length) throw new SystemRevert();
    return toBigInt(this.#data.subarray(start, start + 32));
  }

  hash(index: number): Hex {
    return toHex(toWord(this.word(index)));
  }

  address(index: number): Address {
    const word = this.word(index);
    if (word >= 1n << 160n) throw new SystemRevert();
    return wordToAddress(word);
  }

  uint(index: number, bits: number): bigint {
    const word = this.word(index);
    if (word >= 1n << BigInt(bits)) throw new SystemRevert();
    return word;
  }

  bytes(index: number): Uint8Array {
    const offset = this.word(index);
    if (offset > BigInt(this.#data.length - 32)) throw new SystemRevert();
    const start = Number(offset) + 32;
    const length = toBigInt(this.#data.subarray(start - 32, start));
    if (length > BigInt(this.#data.length - start)) throw new SystemRevert();
    return this.#data.subarray(start, start + Number(length));
  }

  /** Elements of a `bytes32[]` or `uint256[]`. */
  words(index: number): bigint[] {
    const offset = this.word(index);
    if (offset > BigInt(this.#data.length - 32)) throw new SystemRevert();
    const start = Number(offset) + 32;
    const length = toBigInt(this.#data.subarray(start - 32, start));
    if (length * 32n > BigInt(this.#data.length - start)) throw new SystemRevert();
    return Array.from({ length: Number(length) }, (_, i) =>
      toBigInt(this.#data.subarray(start + 32 * i, start + 32 * (i + 1))),
    );
  }

  /** Everything from the offset an argument names to the end: for tuples decoded elsewhere. */
  tail(index: number): Uint8Array {
    const offset = this.word(index);
    if (offset > BigInt(this.#data.length)) throw new SystemRevert();
    return this.#data.subarray(Number(offset));
  }
}
