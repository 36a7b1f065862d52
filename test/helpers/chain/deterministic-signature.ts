import { createHmac } from "node:crypto";
import { getBytes, toBeHex } from "ethers";
import { signWith } from "../passkeys/p256-key";
import { P256_ORDER, type P256Signature } from "../passkeys/p256-signature";

/**
 * Returns the ECDSA signature over P-256 that RFC 6979 derives from a private scalar and a SHA-256 digest,
 * with s in either half. Steps a to h of section 3.2.
 */
export function deterministicSignature(scalar: bigint, digest: bigint): P256Signature {
  const secret = Buffer.concat([word(scalar), word(digest % P256_ORDER)]);
  let value: Uint8Array = new Uint8Array(32).fill(1);
  let key: Uint8Array = new Uint8Array(32);
  for (const step of [0, 1]) {
    key = hmac(key, value, Uint8Array.of(step), secret);
    value = hmac(key, value);
  }
  for (;;) {
    value = hmac(key, value);
    const nonce = BigInt(`0x${Buffer.from(value).toString("hex")}`);
    if (nonce > 0n && nonce < P256_ORDER) return signWith(scalar, digest, nonce);
    key = hmac(key, value, Uint8Array.of(0));
    value = hmac(key, value);
  }
}

function hmac(key: Uint8Array, ...parts: Uint8Array[]): Uint8Array {
  return createHmac("sha256", key).update(Buffer.concat(parts)).digest();
}

function word(value: bigint): Uint8Array {
  return getBytes(toBeHex(value, 32));
}
