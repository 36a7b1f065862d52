import { hexToBytes, type Hex } from "viem";
import { parsePublicKey, toCoseKey } from "../passkey/public-key.js";

/** Two coordinates, 32 bytes each. */
export type PasskeyCoordinates = [x: Uint8Array<ArrayBuffer>, y: Uint8Array<ArrayBuffer>];

/**
 * Reads the coordinates of a passkey's public key.
 *
 * @param publicPasskey COSE_Key (RFC 9053, section 7.1) or SubjectPublicKeyInfo
 * @throws UnsupportedKeyAlgorithmError, MalformedPublicKeyError, MalformedBytesError for keys that the chain cannot use
 */
export function getPublicKeyBytesFromPasskeySignature(publicPasskey: Uint8Array): PasskeyCoordinates {
  const [x, y] = parsePublicKey(publicPasskey);
  return [Uint8Array.from(hexToBytes(x)), Uint8Array.from(hexToBytes(y))];
}

/**
 * Writes the COSE_Key of two coordinates.
 *
 * @throws MalformedPublicKeyError unless they are 32 bytes each, and a point of P-256
 */
export function getPasskeySignatureFromPublicKeyBytes(coordinates: readonly [Hex, Hex]): Uint8Array {
  return toCoseKey(coordinates);
}
