/** Returns so many of a list, in an order that the seed decides: the same for the same list, on every machine. */
export function sample<T>(all: readonly T[], size: number, seed: number): T[] {
  const random = generator(seed);
  const rest = [...all];
  const chosen: T[] = [];
  while (chosen.length < size && rest.length > 0)
    chosen.push(...rest.splice(Math.floor(random() * rest.length), 1));
  return chosen;
}

/** Returns numbers from 0 up to 1, as the generator "mulberry32" makes them. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
