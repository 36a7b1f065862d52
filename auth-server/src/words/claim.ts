/** Longest text of an app's that is shown. */
const LONGEST = 60;

/**
 * Cleans a text that an app or a contract says of itself: no line breaks, no marks that turn the direction of what follows,
 * no more than fits. It is shown in quotation marks, as a claim.
 */
export function claim(text: string): string {
  const cleaned = text
    .normalize("NFKC")
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu, "")
    .replace(/["“”„«»]/g, "'")
    .replace(/\s+/g, " ")
    .trim();
  return cleaned.length > LONGEST ? `${cleaned.slice(0, LONGEST - 1)}…` : cleaned;
}

/** Puts a claim in quotation marks. */
export function quoted(text: string): string {
  return `“${claim(text)}”`;
}
