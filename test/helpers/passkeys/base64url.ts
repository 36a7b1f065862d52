/**
 * Encodes base64url without padding (RFC 4648 section 5), as WebAuthn writes challenges and credential ids.
 */
export function toBase64Url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}
