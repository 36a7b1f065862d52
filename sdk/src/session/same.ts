/** Says whether two addresses are one, without regard to the case of their letters. */
export function sameAddress(a: string, b: string): boolean {
  return sameHex(a, b);
}

/** Says whether two hexadecimal strings are the same bytes. */
export function sameHex(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
