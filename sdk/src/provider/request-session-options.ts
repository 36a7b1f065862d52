/** How a session is asked for, besides what it may do. */
export interface RequestSessionOptions {
  /** Whether the person may lower limits and shorten the session; they may if not given. */
  readonly isAdjustmentAllowed?: boolean;
  /** Why the app asks, in its own words. */
  readonly justification?: string;
}
