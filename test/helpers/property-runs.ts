/**
 * How often a property is tried: `few` times, or as many times more as the variable `PROPERTY_EFFORT` says. `npm test` sets
 * it to 2; a fast run between two changes does without.
 */
export function propertyRuns(few: number): number {
  return few * Number(process.env.PROPERTY_EFFORT ?? 1);
}
