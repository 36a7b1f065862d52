import { MalformedBytesError } from "../errors/passkey-errors.js";
import { tryFromBase64Url } from "../passkey/base64url.js";

/**
 * Reads base64url (RFC 4648, section 5), or base64 (section 4) if `isUrl` is false. Padding may be missing.
 *
 * @throws MalformedBytesError for anything else
 */
export function base64UrlToUint8Array(base64urlString: string, isUrl = true): Uint8Array {
  const unpadded = base64urlString.replace(/={1,2}$/, "");
  const foreign = isUrl ? /[+/]/ : /[-_]/;
  const bytes = foreign.test(unpadded)
    ? undefined
    : tryFromBase64Url(unpadded.replaceAll("+", "-").replaceAll("/", "_"));
  if (!bytes) throw new MalformedBytesError("The text", `is no ${isUrl ? "base64url" : "base64"}`);
  return bytes;
}
