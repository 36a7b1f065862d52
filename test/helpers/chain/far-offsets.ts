/**
 * Offsets and lengths that are out of range for every calldata: where EraVM ends a frame that loads from
 * there (2^32 - 33 is the last place with 32 bytes before 2^32), and where sums of them wrap around.
 */
export const FAR_OFFSETS: readonly bigint[] = [
  2n ** 32n - 33n,
  2n ** 32n - 32n,
  2n ** 32n,
  2n ** 64n,
  2n ** 255n,
  2n ** 256n - 32n,
  2n ** 256n - 1n,
];
