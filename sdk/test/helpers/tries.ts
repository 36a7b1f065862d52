/**
 * Returns how many inputs a property tries: `PROPERTY_EFFORT` multiplies them.
 *
 * @throws Error unless the variable is a whole number above 0: with any other, fast-check tries nothing and
 * passes
 */
export function tries(count: number): number {
  const effort = process.env.PROPERTY_EFFORT ?? "1";
  if (/^[1-9][0-9]*$/.test(effort)) return count * Number(effort);
  throw new Error(
    `PROPERTY_EFFORT is ${JSON.stringify(effort)}; set it to a whole number above 0, or not at all`,
  );
}
