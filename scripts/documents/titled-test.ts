/** A test, as Mocha names it once its file is loaded. */
export interface TitledTest {
  /** Path from the project's root. */
  readonly file: string;
  /** Titles of the suites around it, outermost first, and its own. */
  readonly titles: readonly string[];
}
