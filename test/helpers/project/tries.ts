/**
 * A number of tries that an environment variable may set.
 *
 * @throws Error unless the variable is a whole number above 0: fast-check tries nothing with any other, and passes.
 */
export function triesFrom(variable: string, otherwise: number): number {
  const text = process.env[variable];
  if (text === undefined) return otherwise;
  if (!/^[1-9][0-9]*$/.test(text)) {
    throw new Error(
      `${variable} is ${JSON.stringify(text)}; set it to a whole number above 0, or not at all`,
    );
  }
  return Number(text);
}

/**
 * How often a property is tried: `few` times, or as many times more as the variable `PROPERTY_EFFORT` says, for a longer look.
 */
export function propertyRuns(few: number): number {
  return few * triesFrom("PROPERTY_EFFORT", 1);
}
