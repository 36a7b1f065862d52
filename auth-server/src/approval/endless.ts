/** So many units no token has: an amount up here, such as the largest number of its type, is everything. */
export const ENDLESS = 2n ** 128n;
