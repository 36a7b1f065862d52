import { InvalidCredentialIdError, MalformedBytesError } from "../errors/passkey-errors.js";
import { tryFromBase64Url } from "./base64url.js";

/**
 * Reads a credential id of a kind that the chain takes: base64url without padding, 16 to 1023 bytes.
 *
 * @throws MalformedBytesError if the text is no base64url
 * @throws InvalidCredentialIdError for other lengths
 */
export function parseCredentialId(credentialId: string): Uint8Array<ArrayBuffer> {
  const bytes = tryFromBase64Url(credentialId);
  if (!bytes) throw new MalformedBytesError("The credential id", "is no base64url without padding");
  if (bytes.length < 16 || bytes.length > 1023) throw new InvalidCredentialIdError(bytes.length);
  return bytes;
}
