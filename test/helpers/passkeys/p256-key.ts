import { createECDH, createHash, createPublicKey, verify } from "node:crypto";
import { hexlify, toBeHex } from "ethers";
import { P256_ORDER, toDer, type P256Signature } from "./p256-signature";

/** A P-256 key whose private scalar the test chose. */
export interface ChosenKey {
  readonly publicKey: readonly [x: string, y: string];
  readonly x: Uint8Array;
  readonly y: Uint8Array;
}

/** Returns the key of a private scalar, 0 < scalar < n; also the point scalar·G. */
export function keyOf(scalar: bigint): ChosenKey {
  const ecdh = createECDH("prime256v1");
  ecdh.setPrivateKey(Buffer.from(toBeHex(scalar, 32).slice(2), "hex"));
  const point = ecdh.getPublicKey();
  const [x, y] = [point.subarray(1, 33), point.subarray(33)];
  return { x, y, publicKey: [hexlify(x), hexlify(y)] };
}

/** Returns what WebAuthn has an authenticator sign: authenticatorData ‖ sha256(clientDataJSON). */
export function assertionMessage(authenticatorData: Uint8Array, clientDataJson: string): Uint8Array {
  return Buffer.concat([authenticatorData, createHash("sha256").update(clientDataJson).digest()]);
}

/** Returns the SHA-256 of what an authenticator signs, as ECDSA's integer e. */
export function assertionDigest(authenticatorData: Uint8Array, clientDataJson: string): bigint {
  const message = assertionMessage(authenticatorData, clientDataJson);
  return BigInt(`0x${createHash("sha256").update(message).digest("hex")}`);
}

/** Returns the inverse modulo the group's order. */
export function inverse(value: bigint): bigint {
  let [result, base] = [1n, ((value % P256_ORDER) + P256_ORDER) % P256_ORDER];
  for (let exponent = P256_ORDER - 2n; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % P256_ORDER;
    base = (base * base) % P256_ORDER;
  }
  return result;
}

/** Signs with ECDSA and a chosen nonce: r = x(nonce·G), s = (e + r·d) / nonce. */
export function signWith(scalar: bigint, digest: bigint, nonce: bigint): P256Signature {
  const r = BigInt(keyOf(nonce).publicKey[0]) % P256_ORDER;
  return { r, s: (inverse(nonce) * (digest + r * scalar)) % P256_ORDER };
}

/** Returns whether OpenSSL accepts a signature of a message. */
export function opensslAccepts(key: ChosenKey, message: Uint8Array, signature: P256Signature): boolean {
  const point = { kty: "EC", crv: "P-256", x: base64url(key.x), y: base64url(key.y) };
  const publicKey = createPublicKey({ key: point, format: "jwk" });
  return verify("sha256", message, publicKey, toDer(signature));
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}
