import { formatUnits } from "viem";

/** Digits that a person reads at a glance. */
const DIGITS = 6;

/**
 * Writes how much ETH, or of a token, somebody has: at most six digits that count and six decimals, rounded down. Nobody has
 * less than is shown.
 *
 * @param decimals - of the token; 18 of ETH
 */
export function balanceInWords(amount: bigint, decimals = 18): string {
  const most = Math.max(0, decimals - DIGITS);
  const least = 10n ** BigInt(most);
  if (amount > 0n && amount < least) return `under ${formatUnits(least, decimals)}`;
  const digits = amount.toString().length;
  const step = 10n ** BigInt(Math.min(decimals, Math.max(most, digits - DIGITS)));
  const [whole = "0", fraction] = formatUnits((amount / step) * step, decimals).split(".");
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, "\u202f") : whole;
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
