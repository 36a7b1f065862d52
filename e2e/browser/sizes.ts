/** Sizes of windows, in CSS pixels. */
export const SIZES = {
  desktop: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
  popup: { width: 420, height: 760 },
} as const;

/** The name of a window's size. */
export type Size = keyof typeof SIZES;
