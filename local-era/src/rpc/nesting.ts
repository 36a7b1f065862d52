/** Limits how deeply arrays and objects may be nested in a request body. */
export const MAX_NESTING = 128;

/** Tells whether a JSON value nests more than `levels` arrays and objects, counting itself. */
export function isNestedDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((inner) => isNestedDeeperThan(levels - 1, inner));
}
