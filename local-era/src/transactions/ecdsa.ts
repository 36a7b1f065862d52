import { secp256k1 } from "@noble/curves/secp256k1.js";
import { keccak_256 } from "@noble/hashes/sha3.js";
import nativeSecp256k1 from "secp256k1";
import { concat, fromHex, toHex, toWord } from "../primitives/hex.ts";
import type { Address, Hex } from "../primitives/hex.ts";
import { Memo } from "../primitives/memo.ts";
import { ECDSA_SIGNATURE_LENGTH } from "./transaction-hash.ts";
import { TransactionParseError } from "./parse-error.ts";

// Uses libsecp256k1 where a build of it is available.
const { ecdsaRecover } = nativeSecp256k1;

/** Caches senders: a transaction's is recovered on arrival, and again by the account that validates it. */
const recoveredSigners = new Memo<Address>(1024);
/** Caches keys for contracts, whose calls clients estimate before they send them. */
const recoveredKeys = new Memo<Uint8Array>(1024);

/** Encodes `r ‖ s ‖ v` with v 27 or 28. */
export function packSignature(r: bigint, s: bigint, parity: bigint): Uint8Array {
  return concat(toWord(r), toWord(s), Uint8Array.of(parity === 0n ? 27 : 28));
}

/**
 * Recovers the address whose key signed `digest`; `signature` has {@link packSignature}'s form. Throws {@link
 * TransactionParseError} `invalid signature` when no key can have made it.
 */
export function recoverSigner(digest: Hex, signature: Uint8Array): Address {
  if (signature.length !== ECDSA_SIGNATURE_LENGTH) throw new TransactionParseError("invalid signature");
  const signed = fromHex(digest);
  try {
    return recoveredSigners.recall(concat(signed, signature), () =>
      uncompressedToAddress(recover(signed, signature)),
    );
  } catch {
    throw new TransactionParseError("invalid signature");
  }
}

/**
 * Recovers the uncompressed public key (65 bytes) behind a `signature` in {@link packSignature}'s form of a 32-byte
 * digest. Throws an Error when no key can have made it.
 */
export function recoverPublicKey(digest: Uint8Array, signature: Uint8Array): Uint8Array {
  return recoveredKeys.recall(concat(digest, signature), () => recover(digest, signature));
}

function recover(digest: Uint8Array, signature: Uint8Array): Uint8Array {
  return ecdsaRecover(signature.subarray(0, 64), signature[64]! - 27, digest, false);
}

/** Computes the address of a secp256k1 public key (compressed or not): the last 20 bytes of its keccak256. */
export function publicKeyToAddress(publicKey: Uint8Array): Address {
  return uncompressedToAddress(secp256k1.Point.fromBytes(publicKey).toBytes(false));
}

function uncompressedToAddress(publicKey: Uint8Array): Address {
  return toHex(keccak_256(publicKey.subarray(1)).subarray(12));
}
