import { formatUnits } from "viem";

/** Digits that a person reads at a glance. */
const DIGITS = 6;
const DECIMALS = 18;

/**
 * Writes how much ETH somebody has: at most six digits that count and six decimals, rounded down. Nobody has less than is
 * shown.
 */
export function balanceInWords(wei: bigint): string {
  const least = 10n ** BigInt(DECIMALS - DIGITS);
  if (wei > 0n && wei < least) return `under ${formatUnits(least, DECIMALS)}`;
  const digits = wei.toString().length;
  const step = 10n ** BigInt(Math.min(DECIMALS, Math.max(DECIMALS - DIGITS, digits - DIGITS)));
  const [whole = "0", fraction] = formatUnits((wei / step) * step, DECIMALS).split(".");
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, "\u202f") : whole;
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
