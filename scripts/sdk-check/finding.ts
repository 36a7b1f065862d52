/** The result of a check. */
export interface Finding {
  readonly name: string;
  readonly holds: boolean;
  /** The figure, or what is wrong. */
  readonly figure: string;
}
