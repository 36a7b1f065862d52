/** How many arrays and objects of a request body may be inside each other. */
export const MAX_NESTING = 128;

/** Whether a JSON value has more than `levels` arrays and objects inside each other, itself among them. */
export function isNestedDeeperThan(levels: number, value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((inner) => isNestedDeeperThan(levels - 1, inner));
}
