import type { PopupHost } from "./popup-environment.js";

/** Says where on the screen a window of a size goes, in pixels. */
export type PositionCalculator = (width: number, height: number) => { left: number; top: number };

/** How large the popup is, in pixels, and where. */
export interface PopupPlacement {
  readonly width?: number;
  readonly height?: number;
  /** The middle of the app's window if not given. */
  readonly calculatePosition?: PositionCalculator;
}

/** Writes the features that `window.open` takes. */
export function popupFeatures(placement: PopupPlacement, { frame }: PopupHost): string {
  const { width = 420, height = 600 } = placement;
  const middle = {
    left: frame.left + (frame.width - width) / 2,
    top: frame.top + (frame.height - height) / 2,
  };
  const { left, top } = placement.calculatePosition?.(width, height) ?? middle;
  return `width=${width}, height=${height}, left=${Math.round(left)}, top=${Math.round(top)}`;
}
