import type { Deed } from "./activity.ts";

/** Of one transaction: anybody can send next to nothing a thousand times, and any contract log movements that it makes up. */
const MOST = 8;

/** What is shown of a transaction's deeds, and how many are not. */
export interface ShownDeeds {
  readonly shown: readonly Deed[];
  readonly more: number;
}

/** Chooses what is shown of a transaction; of many, what it did to the account itself, all of it, movements of ETH, what tokens say. */
export function shownDeeds(deeds: readonly Deed[]): ShownDeeds {
  if (deeds.length <= MOST) return { shown: deeds, more: 0 };
  // The order of those of one kind stays.
  const ordered = [...deeds].sort((one, other) => rankOf(one) - rankOf(other));
  const own = deeds.filter((deed) => rankOf(deed) === 0);
  const shown = ordered.slice(0, Math.max(MOST, own.length));
  return { shown, more: deeds.length - shown.length };
}

function rankOf(deed: Deed): number {
  if (deed.kind !== "sent" && deed.kind !== "received") return 0;
  return deed.token === undefined ? 1 : 2;
}
