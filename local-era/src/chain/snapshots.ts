const MAX_SNAPSHOTS = 100;

/** Signals that no snapshot has an id. */
export class UnknownSnapshot extends Error {
  constructor(id: bigint) {
    super(`no snapshot exists for the id '${id}'`);
    this.name = "UnknownSnapshot";
  }
}

/** Holds snapshots by their ids 1, 2, …; reverting to one removes the later ones too. */
export class Snapshots<T> {
  readonly #taken: T[] = [];

  /** Adds a snapshot and returns its id. Throws an Error when too many are held. */
  push(snapshot: T): bigint {
    if (this.#taken.length >= MAX_SNAPSHOTS) {
      throw new Error(
        `maximum number of '${MAX_SNAPSHOTS}' snapshots exceeded: revert to an earlier one first`,
      );
    }
    return BigInt(this.#taken.push(snapshot));
  }

  /** Removes snapshot `id` and all later ones; returns them, starting with `id`'s. Throws {@link UnknownSnapshot}. */
  take(id: bigint): [T, ...T[]] {
    if (id < 1n || id > BigInt(this.#taken.length)) throw new UnknownSnapshot(id);
    const [first, ...later] = this.#taken.splice(Number(id) - 1);
    return [first!, ...later];
  }

  clear(): void {
    this.#taken.length = 0;
  }
}
