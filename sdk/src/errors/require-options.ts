import { MissingOptionError } from "./option-errors.js";

/**
 * Checks that a function was given what it cannot do without, before it becomes a TypeError far from where it is missing.
 *
 * @param caller - the function's name
 * @param given - what it was given
 * @param options - names, those of members with a dot: `contracts.session`
 * @throws MissingOptionError naming the first that is missing
 */
export function requireOptions(caller: string, given: unknown, options: readonly string[]): void {
  for (const option of options) {
    const path = option.split(".");
    path.reduce((value: unknown, name, i) => {
      const member = (value as Record<string, unknown> | null | undefined)?.[name];
      if (member === undefined || member === null)
        throw new MissingOptionError(caller, path.slice(0, i + 1).join("."));
      return member;
    }, given);
  }
}
