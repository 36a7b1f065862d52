import { numberToHex, type Hex } from "viem";
import { MalformedSignatureError } from "../errors/passkey-errors.js";
import { P256_ORDER } from "../p256/p256-curve.js";
import type { P256Signature } from "../p256/p256-signature.js";

const [SEQUENCE, INTEGER] = [0x30, 0x02];

/**
 * Reads the signature of an authenticator, `SEQUENCE { INTEGER r, INTEGER s }` in DER (RFC 3279, section 2.2.3), strictly:
 * of each number there is one way of writing it.
 *
 * @throws MalformedSignatureError if the bytes are anything else, or r or s is not above 0 and below the group's order
 */
export function parseDerSignature(der: Uint8Array): P256Signature {
  if (der[0] !== SEQUENCE) throw new MalformedSignatureError("is no DER SEQUENCE");
  if (der[1] !== der.length - 2) throw new MalformedSignatureError("has another length than it says");
  const r = integer(der, 2);
  const s = integer(der, r.end);
  if (s.end !== der.length) throw new MalformedSignatureError("goes on after its end");
  return checkSignature({ r: r.value, s: s.value });
}

/** Writes a signature as `bytes32[2]`: r and s, padded on the left. */
export function signatureWords({ r, s }: P256Signature): readonly [r: Hex, s: Hex] {
  return [numberToHex(r, { size: 32 }), numberToHex(s, { size: 32 })];
}

function checkSignature(signature: P256Signature): P256Signature {
  for (const [name, value] of Object.entries(signature) as ["r" | "s", bigint][])
    if (value <= 0n || value >= P256_ORDER)
      throw new MalformedSignatureError(`has an ${name} that is not above 0 and below the order of P-256`);
  return signature;
}

function integer(der: Uint8Array, at: number): { value: bigint; end: number } {
  const [tag, length = 0] = der.subarray(at);
  const [start, end] = [at + 2, at + 2 + length];
  if (tag !== INTEGER || length === 0 || length > 33 || end > der.length)
    throw new MalformedSignatureError(`has no DER INTEGER of at most 33 bytes at byte ${at}`);
  const [first = 0, second = 0] = der.subarray(start, end);
  if (first >= 0x80) throw new MalformedSignatureError(`has a negative number at byte ${at}`);
  if (first === 0 && length > 1 && second < 0x80)
    throw new MalformedSignatureError(`has a number with a zero too many at byte ${at}`);
  const value = der.slice(start, end).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  return { value, end };
}
