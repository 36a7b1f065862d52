import { bytesToHex, hexToBytes, numberToBytes, type Address, type Hex } from "viem";
import { MalformedSignatureError } from "../errors/passkey-errors.js";
import { toLowS } from "../p256/p256-signature.js";
import { parseDerSignature, signatureWords } from "../passkey/ecdsa-signature.js";
import { encodePasskeySignature, parseAssertion } from "../passkey/passkey-signature.js";

/**
 * Reads a passkey's signature in DER: r and s, 32 bytes each, with s in the lower half of the order.
 *
 * @throws MalformedSignatureError for anything but a signature over P-256 in DER
 */
export function unwrapEC2Signature(signature: Uint8Array): { r: Uint8Array; s: Uint8Array } {
  const [r, s] = signatureWords(toLowS(parseDerSignature(signature)));
  return { r: hexToBytes(r), s: hexToBytes(s) };
}

/**
 * Returns the s that the chain takes: the one of s and n - s that is in the lower half of the order of P-256.
 *
 * @param sBuf big-endian
 * @returns 32 bytes
 * @throws MalformedSignatureError for more than 32 bytes
 */
export function normalizeS(sBuf: Uint8Array): Uint8Array {
  if (sBuf.length > 32) throw new MalformedSignatureError("has an s of more than 32 bytes");
  const s = sBuf.length === 0 ? 0n : BigInt(bytesToHex(sBuf));
  return numberToBytes(toLowS({ r: 1n, s }).s, { size: 32 });
}

/**
 * Encodes a passkey's answer as a signature of the account's, of a transaction or a message.
 *
 * @param passkeyId base64url, as all members of `passkeyResponse`
 * @throws MalformedBytesError, InvalidCredentialIdError, MalformedSignatureError for what cannot be read
 */
export function passkeyHashSignatureResponseFormat(
  passkeyId: string,
  passkeyResponse: { authenticatorData: string; clientDataJSON: string; signature: string },
  contracts: { passkey: Address },
): Hex {
  return encodePasskeySignature(parseAssertion(passkeyId, passkeyResponse), contracts.passkey);
}
