/** Limits the time between blocks, in seconds, to what timers can count in milliseconds. */
export const MAX_BLOCK_INTERVAL = 2_147_483;

/** When blocks are made: at once, on request, or every so many seconds, a fraction of one at least a millisecond. */
export type Sealing =
  | { readonly mode: "automatic" }
  | { readonly mode: "manual" }
  | { readonly mode: "interval"; readonly seconds: number };
