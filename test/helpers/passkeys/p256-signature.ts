import { getBytes, toBeArray, toBeHex, toBigInt, zeroPadValue } from "ethers";

/** Order of the P-256 group (FIPS 186-4, D.1.2.3). */
export const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** An ECDSA signature over P-256. */
export interface P256Signature {
  readonly r: bigint;
  readonly s: bigint;
}

/**
 * Reads the DER form that authenticators return: `SEQUENCE { INTEGER r, INTEGER s }` (RFC 3279 section
 * 2.2.3).
 *
 * @throws Error if the bytes are not exactly that.
 */
export function parseDerSignature(der: Uint8Array): P256Signature {
  if (der[0] !== 0x30 || der[1] !== der.length - 2)
    throw new Error("not a DER SEQUENCE of the signature's length");
  const r = readInteger(der, 2);
  const s = readInteger(der, r.end);
  if (s.end !== der.length) throw new Error("bytes after the DER signature");
  return { r: r.value, s: s.value };
}

function readInteger(der: Uint8Array, at: number): { value: bigint; end: number } {
  const length = der[at + 1]!;
  const end = at + 2 + length;
  if (der[at] !== 0x02 || length === 0 || end > der.length)
    throw new Error(`not a DER INTEGER at byte ${at}`);
  return { value: toBigInt(der.slice(at + 2, end)), end };
}

/** Returns the DER form of a signature: `SEQUENCE { INTEGER r, INTEGER s }`. */
export function toDer({ r, s }: P256Signature): Uint8Array {
  const integer = (value: bigint) => {
    const bytes = getBytes(toBeArray(value));
    const body = bytes.length === 0 || bytes[0]! >= 0x80 ? Buffer.of(0, ...bytes) : Buffer.from(bytes);
    return Buffer.concat([Buffer.of(0x02, body.length), body]);
  };
  const body = Buffer.concat([integer(r), integer(s)]);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
}

/**
 * Returns the one of (r, s) and (r, n - s) with s in the lower half of the order: the only one the chain
 * accepts.
 */
export function toLowS({ r, s }: P256Signature): P256Signature {
  return { r, s: s > P256_ORDER / 2n ? P256_ORDER - s : s };
}

/** Returns the one with s in the upper half: valid for WebAuthn, refused on-chain. */
export function toHighS(signature: P256Signature): P256Signature {
  const { r, s } = toLowS(signature);
  return { r, s: P256_ORDER - s };
}

/** Returns `bytes32[2]` of the wire format: r and s, left-padded. */
export function signatureWords({ r, s }: P256Signature): [string, string] {
  return [zeroPadValue(toBeHex(r), 32), zeroPadValue(toBeHex(s), 32)];
}
