/** Digits that can still be counted at a glance. */
const COUNTABLE = 15;
/** As many zeros at the end are written as a power of ten. */
const ZEROS = 12;

/** Writes a whole number exactly; a long one that ends in many zeros as a multiple of a power of ten: nobody counts them. */
export function writeNumber(number: bigint): string {
  const digits = String(number);
  const factor = digits.replace(/0+$/, "");
  const zeros = digits.length - factor.length;
  if (digits.length <= COUNTABLE || zeros < ZEROS) return digits;
  return factor === "1" ? `10^${zeros}` : `${factor} × 10^${zeros}`;
}
