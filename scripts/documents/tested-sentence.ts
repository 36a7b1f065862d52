/** A sentence about the project, and the tests that prove it. */
export interface TestedSentence {
  readonly sentence: string;
  /** Titles of tests as Mocha prints them, by file, from the project's root. */
  readonly tests: Readonly<Record<string, readonly string[]>>;
}
