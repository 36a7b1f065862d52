import { concat, size, slice, type Hex } from "viem";

/** Bytes of a secp256k1 signature: r, s, and which of the points with this r it is. */
const [BEFORE, LENGTH] = [64, 65];

/**
 * Returns a wallet's signature as contracts recover it. Some wallets, those of hardware among them, count its last byte from 0,
 * and contracts from 27 on.
 */
export function recoverable(signature: Hex): Hex {
  if (size(signature) !== LENGTH) return signature;
  const last = slice(signature, BEFORE);
  if (last !== "0x00" && last !== "0x01") return signature;
  return concat([slice(signature, 0, BEFORE), last === "0x00" ? "0x1b" : "0x1c"]);
}
