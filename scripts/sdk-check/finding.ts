/** What a check found. */
export interface Finding {
  readonly name: string;
  readonly holds: boolean;
  /** The figure, or what is wrong. */
  readonly figure: string;
}
