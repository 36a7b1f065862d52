import { formatUnits } from "viem";

/** Digits that a person reads at a glance. */
const DIGITS = 6;

/**
 * Writes an amount with at most six digits that count. What does not fit is rounded up: a limit that is shown is never lower
 * than the real one.
 *
 * @param decimals - of the token; 18 of ETH
 */
export function amountInWords(amount: bigint, decimals = 18): string {
  const digits = amount.toString().length;
  const step = 10n ** BigInt(Math.max(0, digits - DIGITS));
  const rounded = ((amount + step - 1n) / step) * step;
  const [whole = "0", fraction] = formatUnits(rounded, decimals).split(".");
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, "\u202f") : whole;
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Writes an amount of ETH. */
export function ethInWords(wei: bigint): string {
  return `${amountInWords(wei)} ETH`;
}
