import { keccak_256 } from "@noble/hashes/sha3.js";
import { fromHex, toHex } from "../../primitives/hex.ts";
import type { Hex } from "../../primitives/hex.ts";
import type { EventLog } from "../../vm/effects.ts";

const BLOOM_BYTES = 256;
const BLOOM_BITS = BLOOM_BYTES * 8;
/** Each item sets three bits, chosen by the first three pairs of bytes of its hash. */
const PAIRS = [0, 2, 4];

/** The bloom filter of no logs. */
export const EMPTY_BLOOM = `0x${"00".repeat(BLOOM_BYTES)}`;

/** The 2048-bit bloom filter of logs' addresses and topics (Ethereum's yellow paper, section 4.3.1). */
export function logsBloom(logs: readonly EventLog[]): Hex {
  const bloom = new Uint8Array(BLOOM_BYTES);
  const items = new Set(logs.flatMap(({ address, topics }) => [address, ...topics]));
  for (const item of items) {
    const hash = keccak_256(fromHex(item));
    for (const pair of PAIRS) {
      const bit = ((hash[pair]! << 8) | hash[pair + 1]!) % BLOOM_BITS;
      bloom[BLOOM_BYTES - 1 - (bit >> 3)]! |= 1 << (bit & 7);
    }
  }
  return toHex(bloom);
}
