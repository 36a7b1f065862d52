/** What a test, or the hooks of a suite, have run of the contracts. */
export interface Reach {
  readonly title: string;
  /** Whether this is about the hooks of a suite, on which every test of it depends. */
  readonly isSuite: boolean;
  /** Indices of units. */
  readonly units: readonly number[];
  /** Milliseconds of processor time. */
  readonly cpu: number;
}

/** What is known of a file of tests that passed on the contracts as they are. */
export interface FileReach {
  readonly file: string;
  readonly tests: readonly Reach[];
  readonly suites: readonly Reach[];
  /** Milliseconds of processor time of all. */
  readonly cpu: number;
}

/** Names the pieces of the contracts of which can be said whether they ran, in the order in which reach counts them. */
export function unitNames(
  mutants: readonly { file: string; unit: { start: number; end: number } }[],
): string[] {
  return [...new Set(mutants.map(unitName))];
}

/** Names the piece of the contracts that a mutant is in. */
export function unitName({ file, unit }: { file: string; unit: { start: number; end: number } }): string {
  return `${file}:${unit.start}:${unit.end}`;
}
