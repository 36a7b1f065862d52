/** What the page was left for, and what the auth server answered. */
export interface Resumed {
  readonly method: string;
  readonly result: unknown;
}
