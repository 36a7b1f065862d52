/** Numbers of NFTs, both ends included. */
export interface IdRange {
  readonly from: bigint;
  readonly to: bigint;
}

/** Writes numbers as ranges that are in order and apart. */
export function mergeRanges(ranges: readonly IdRange[]): IdRange[] {
  const sorted = [...ranges].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const merged: IdRange[] = [];
  for (const { from, to } of sorted) {
    const last = merged.at(-1);
    if (!last || from > last.to + 1n) merged.push({ from, to });
    else if (to > last.to) merged[merged.length - 1] = { from: last.from, to };
  }
  return merged;
}

/** Leaves numbers out of a range. */
export function rangesWithout({ from, to }: IdRange, excluded: Iterable<bigint>): IdRange[] {
  const holes = [...excluded].filter((hole) => from <= hole && hole <= to);
  holes.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const starts = [from, ...holes.map((hole) => hole + 1n)];
  const ends = [...holes.map((hole) => hole - 1n), to];
  return starts
    .map((start, i) => ({ from: start, to: ends[i] ?? to }))
    .filter((range) => range.from <= range.to);
}

/** Counts the numbers in ranges that are apart. */
export function sizeOfRanges(ranges: readonly IdRange[]): bigint {
  return ranges.reduce((sum, { from, to }) => sum + (to - from + 1n), 0n);
}
