import { InvalidPreferenceError } from "../errors/session-errors.js";
import { show } from "./show.js";

/** What the objects in session preferences may have. */
const MEMBERS = {
  "session preferences": ["expiresAt", "expiry", "feeLimit", "transfers", "contractCalls"],
  "a transfer policy": ["to", "maxValuePerUse", "valueLimit", "maxUses"],
  "a call policy": [
    "address",
    "abi",
    "functionName",
    "maxValuePerUse",
    "valueLimit",
    "constraints",
    "maxUses",
  ],
  "a constraint": ["index", "value", "condition", "limit"],
  "a limit": ["limitType", "limit", "period"],
  "a number of uses": ["limit", "period"],
} as const;

/**
 * Checks that something is an object of its kind, with nothing in it that nobody would look at: a misspelt limit would be
 * none.
 *
 * @throws InvalidPreferenceError naming the member, and the one that may have been meant
 */
export function checkMembers(value: unknown, kind: keyof typeof MEMBERS, field: string): void {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new InvalidPreferenceError({
      field: field === "" ? "The policy" : field,
      problem: `is no object: ${show(value)}`,
      remedy: `Give ${kind}: an object.`,
    });
  const known: readonly string[] = MEMBERS[kind];
  const unknown = Object.entries(value).find(
    ([name, member]) => member !== undefined && !known.includes(name),
  );
  if (!unknown) return;
  const [name] = unknown;
  const meant = known.find((each) => isAlike(each, name));
  throw new InvalidPreferenceError({
    field: field === "" ? name : `${field}.${name}`,
    problem: `is no member of ${kind}`,
    remedy: meant === undefined ? `It may have ${known.join(", ")}.` : `Did you mean ${meant}?`,
  });
}

/**
 * Returns a list of the preferences, empty if it is left out.
 *
 * @throws InvalidPreferenceError if it is none
 */
export function checkList<item>(list: readonly item[] | undefined, field: string): readonly item[] {
  if (list === undefined || Array.isArray(list)) return list ?? [];
  throw new InvalidPreferenceError({
    field,
    problem: `is no list: ${show(list)}`,
    remedy: "Give an array, or leave it out.",
  });
}

/** Says whether two names differ by case, or by two letters at most. */
function isAlike(a: string, b: string): boolean {
  return distance(a.toLowerCase(), b.toLowerCase().slice(0, 40)) <= 2;
}

/** Counts the letters to insert, drop or replace (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const [replaced = 0, dropped = 0] = [row[j], row[j + 1]];
      next.push(Math.min(dropped + 1, (next[j] ?? 0) + 1, replaced + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
