import { P256_ORDER } from "./p256-curve.js";

/** An ECDSA signature over P-256. */
export interface P256Signature {
  readonly r: bigint;
  readonly s: bigint;
}

/**
 * Returns the one of (r, s) and (r, n - s) that the chain takes, whose s is in the lower half of the group's order. Both are
 * signatures of the same; authenticators and WebCrypto answer either.
 */
export function toLowS({ r, s }: P256Signature): P256Signature {
  return { r, s: s > P256_ORDER / 2n ? P256_ORDER - s : s };
}
