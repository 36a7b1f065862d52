/** Times from here on (Unix time in seconds) are 3,000 years away at least; of those that are farther still, no date can be made. */
export const FAR_TIME = 100_000_000_000n;
