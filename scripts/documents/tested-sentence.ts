/** A sentence that something must hold to, and the tests that hold it to it. */
export interface TestedSentence {
  readonly sentence: string;
  /** Titles of tests as Mocha prints them, by file, from the project's root. */
  readonly tests: Readonly<Record<string, readonly string[]>>;
}
