import fc from "fast-check";

/**
 * A list that is always tried in full. If it breaks the property, ever smaller parts of it are tried, so that
 * the counterexample contains only what it needs.
 */
export function shrinkableList<T>(items: readonly T[]): fc.Arbitrary<readonly T[]> {
  return new ShrinkableList(items);
}

class ShrinkableList<T> extends fc.Arbitrary<readonly T[]> {
  readonly #items: readonly T[];

  constructor(items: readonly T[]) {
    super();
    this.#items = items;
  }

  override generate(): fc.Value<readonly T[]> {
    return new fc.Value(this.#items, undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is readonly T[] {
    return Array.isArray(value);
  }

  override shrink(value: readonly T[]): fc.Stream<fc.Value<readonly T[]>> {
    return fc.stream(without(value)).map((part) => new fc.Value(part, undefined));
  }
}

/** Returns the list without all of it, without each half, each quarter, and so on to each item. */
function* without<T>(list: readonly T[]): IterableIterator<readonly T[]> {
  for (let size = list.length; size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < list.length; from += size) {
      yield [...list.slice(0, from), ...list.slice(from + size)];
    }
  }
}
