import * as v from "valibot";

/** An object as it is, whatever its members are called. */
export const AnyRecordSchema = v.custom<Record<string, unknown>>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  "it is no object",
);

/**
 * Makes the schema of an object whose members may have any names. valibot's own records leave out `__proto__`,
 * `constructor` and `prototype`, so that something else would be shown and signed than was asked for.
 */
export function recordOf<output>(values: v.GenericSchema<unknown, output>) {
  return v.pipe(
    AnyRecordSchema,
    v.transform((record) => Object.entries(record)),
    v.array(v.tuple([v.string(), values])),
    // Defines each member: an assignment to `__proto__` would be none.
    v.transform((entries): Record<string, output> => Object.fromEntries(entries)),
  );
}

/**
 * Refuses an object with a member that valibot's objects with a rest would leave out: what is not known has to be seen to
 * be refused.
 */
export const NoLostNamesSchema = v.pipe(
  AnyRecordSchema,
  v.check(
    (value) => !LOST_NAMES.some((name) => Object.hasOwn(value, name)),
    "a member is called __proto__, constructor or prototype",
  ),
);

const LOST_NAMES = ["__proto__", "constructor", "prototype"];
