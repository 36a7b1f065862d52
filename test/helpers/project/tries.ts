/**
 * Returns a number of tries that an environment variable may set.
 *
 * @throws Error unless the variable is a whole number above 0: with any other, fast-check tries nothing and
 * passes.
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
 * Returns how often to try a property: `few` times, multiplied by the variable `PROPERTY_EFFORT` for a longer
 * run.
 */
export function propertyRuns(few: number): number {
  return few * triesFrom("PROPERTY_EFFORT", 1);
}
