import fc from "fast-check";

const MOST_ROUNDS = 50;

/**
 * Checks a property, in rounds of the given parameters until each kind of case has come up `times` times: which of them
 * one round brings is chance.
 *
 * @param kinds the cases so far, by kind; the property counts them
 * @throws Error that names a kind if rounds bring too few of it
 */
export function assertOfKinds<Values>(
  kinds: Readonly<Record<string, number>>,
  times: number,
  property: fc.IProperty<Values>,
  parameters: fc.Parameters<Values> = {},
): void {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    fc.assert(property, parameters);
    if (Object.values(kinds).every((count) => count >= times)) return;
  }
  throw new Error(`${MOST_ROUNDS} rounds bring too few cases of a kind: ${JSON.stringify(kinds)}`);
}
