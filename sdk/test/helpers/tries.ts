/** How many inputs a property tries: `PROPERTY_EFFORT` multiplies them. */
export function tries(count: number): number {
  return Math.ceil(count * Number(process.env.PROPERTY_EFFORT ?? 1));
}
