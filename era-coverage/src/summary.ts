import type { FileCoverage } from "./measure.ts";

/** A count and its total. */
export interface Share {
  readonly covered: number;
  readonly total: number;
}

export interface Summary {
  readonly lines: Share;
  /** Outcomes of branches. */
  readonly branches: Share;
  readonly functions: Share;
}

/** Counts what is covered in files. */
export function summarize(files: readonly FileCoverage[]): Summary {
  return {
    lines: share(files.flatMap(({ lines }) => [...lines.values()])),
    branches: share(
      files.flatMap(({ branches }) => branches.flatMap(({ outcomes }) => outcomes.map(({ times }) => times))),
    ),
    functions: share(files.flatMap(({ functions }) => functions.map(({ times }) => times))),
  };
}

/** Returns the percentage with two decimals, rounded down, so that only complete coverage is 100; with nothing to cover it is complete. */
export function percentage({ covered, total }: Share): number {
  return total === 0 ? 100 : Math.floor((covered * 10_000) / total) / 100;
}

function share(times: readonly number[]): Share {
  return { covered: times.filter((count) => count > 0).length, total: times.length };
}
