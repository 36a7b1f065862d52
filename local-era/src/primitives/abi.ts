import { keccak_256 } from "@noble/hashes/sha3.js";
import { addressToWord, concat, toHex, toWord } from "./hex.ts";
import type { Address, Hex } from "./hex.ts";

const selectors = new Map<string, Uint8Array>();

/** Returns the first four bytes of keccak256 of a function's or error's signature. */
export function selector(signature: string): Uint8Array {
  let bytes = selectors.get(signature);
  if (bytes === undefined) {
    bytes = keccak_256(new TextEncoder().encode(signature)).slice(0, 4);
    selectors.set(signature, bytes);
  }
  return bytes;
}

/** Returns a selector as dispatch tables use it. */
export function selectorHex(signature: string): Hex {
  return toHex(selector(signature));
}

/** Returns topic 0 of an event. */
export function eventTopic(signature: string): Hex {
  return toHex(keccak_256(new TextEncoder().encode(signature)));
}

/** Encodes a custom error with static arguments. */
export function customError(signature: string, ...words: bigint[]): Uint8Array {
  return concat(selector(signature), ...words.map(toWord));
}

/** Encodes Solidity's `Error(string)`. */
export function errorString(message: string): Uint8Array {
  return concat(selector("Error(string)"), toWord(32n), encodeBytesTail(new TextEncoder().encode(message)));
}

/** Encodes a length word and right-padded bytes. */
export function encodeBytesTail(bytes: Uint8Array): Uint8Array {
  const padding = new Uint8Array((32 - (bytes.length % 32)) % 32);
  return concat(toWord(BigInt(bytes.length)), bytes, padding);
}

/** Encodes the calldata of a function with static arguments. */
export function encodeCall(signature: string, ...words: bigint[]): Uint8Array {
  return concat(selector(signature), ...words.map(toWord));
}

export function addressWord(address: Address): Uint8Array {
  return toWord(addressToWord(address));
}

/** Limits the cache of topics: every transfer of ETH emits an event with two of them, and all are kept. */
const MAX_TOPICS = 10_000;
const addressTopics = new Map<Address, Hex>();

/** Encodes an address as a topic. */
export function addressTopic(address: Address): Hex {
  let topic = addressTopics.get(address);
  if (topic === undefined) {
    topic = toHex(addressWord(address));
    if (addressTopics.size >= MAX_TOPICS) addressTopics.clear();
    addressTopics.set(address, topic);
  }
  return topic;
}

/** Encodes a number or hash as a topic. */
export function wordTopic(word: bigint): Hex {
  return toHex(toWord(word));
}
