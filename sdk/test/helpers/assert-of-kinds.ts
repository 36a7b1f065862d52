import fc from "fast-check";

const MOST_ROUNDS = 50;

/**
 * Checks a property, in rounds of the given parameters until each kind of case has come up often enough: which of them one
 * round brings is chance.
 *
 * @param kinds the cases so far, by kind; the property counts them
 * @param enough how many there have to be of each kind
 * @throws Error with the cases of each kind if fifty rounds bring too few of one
 */
export function assertOfKinds<Kind extends string, Values>(
  kinds: Readonly<Record<Kind, number>>,
  enough: Readonly<Record<NoInfer<Kind>, number>>,
  property: fc.IProperty<Values>,
  parameters: fc.Parameters<Values> = {},
): void {
  const names = Object.keys(kinds) as Kind[];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    fc.assert(property, parameters);
    if (names.every((name) => kinds[name] >= enough[name])) return;
  }
  throw new Error(`${MOST_ROUNDS} rounds bring too few cases of a kind: ${JSON.stringify(kinds)}`);
}
