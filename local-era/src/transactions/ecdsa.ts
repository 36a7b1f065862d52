import { secp256k1 } from "@noble/curves/secp256k1.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import { concat, fromHex, toHex, toWord } from "../primitives/hex.ts";
import type { Address, Hex } from "../primitives/hex.ts";
import { ECDSA_SIGNATURE_LENGTH } from "./hash.ts";
import { TransactionParseError } from "./parse-error.ts";

/** `r ‖ s ‖ v` with v 27 or 28. */
export function packSignature(r: bigint, s: bigint, parity: bigint): Uint8Array {
  return concat(toWord(r), toWord(s), Uint8Array.of(parity === 0n ? 27 : 28));
}

/**
 * The address whose key signed `digest`; `signature` is {@link packSignature}'s form. Throws
 * {@link TransactionParseError} `invalid signature` when no key can have made it.
 */
export function recoverSigner(digest: Hex, signature: Uint8Array): Address {
  if (signature.length !== ECDSA_SIGNATURE_LENGTH) throw new TransactionParseError("invalid signature");
  const recovered = concat(Uint8Array.of(signature[64] - 27), signature.subarray(0, 64));
  let compressed: Uint8Array;
  try {
    compressed = secp256k1.recoverPublicKey(recovered, fromHex(digest), { prehash: false });
  } catch {
    throw new TransactionParseError("invalid signature");
  }
  return publicKeyToAddress(compressed);
}

/** The address of a secp256k1 public key (compressed or not): the last 20 bytes of its keccak256. */
export function publicKeyToAddress(publicKey: Uint8Array): Address {
  const uncompressed = secp256k1.Point.fromBytes(publicKey).toBytes(false);
  return toHex(keccak_256(uncompressed.subarray(1)).subarray(12));
}
