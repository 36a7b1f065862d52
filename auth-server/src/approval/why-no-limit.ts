import { formatUnits, parseUnits } from "viem";

/** Of a limit that a person writes, what the app asked for: the most it may be, and the decimals of its unit. */
interface AskedLimit {
  readonly most: bigint;
  readonly decimals: number;
}

/** Says what is wrong with a limit that a person has written; nothing if it can be used. */
export function whyNoLimit(text: string, { most, decimals }: AskedLimit): string | undefined {
  const number = /^\d{1,78}(?:\.(\d+))?$/.exec(text.trim());
  const places = number?.[1]?.length ?? 0;
  if (decimals === 0 && (!number || places > 0)) return "Write a whole number, such as 5.";
  if (!number) return "Write a number, such as 0.05.";
  // What is left of them would be rounded up.
  if (places > decimals) return `There are at most ${decimals} digits after the dot.`;
  if (parseUnits(text.trim(), decimals) > most)
    return `At most ${formatUnits(most, decimals)}: it asked for that.`;
  return undefined;
}
