const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Writes bytes as base64url without padding (RFC 4648, section 5). */
export function toBase64Url(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(i, i + 3);
    const digits = [a >> 2, ((a & 3) << 4) | (b >> 4), ((b & 15) << 2) | (c >> 6), c & 63];
    const count = Math.min(bytes.length - i, 3) + 1;
    for (const digit of digits.slice(0, count)) text += ALPHABET[digit];
  }
  return text;
}

/**
 * Reads base64url without padding, and only in the one way in which bytes are written: no white space, no bits left over.
 *
 * @returns nothing if the text is not that
 */
export function tryFromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let [bits, pending, length] = [0, 0, 0];
  for (const character of text) {
    const digit = ALPHABET.indexOf(character);
    if (digit === -1) return undefined;
    [bits, pending] = [((bits << 6) | digit) & 0xfff, pending + 6];
    if (pending < 8) continue;
    pending -= 8;
    bytes[length++] = (bits >> pending) & 0xff;
  }
  return (bits & ((1 << pending) - 1)) === 0 ? bytes : undefined;
}
