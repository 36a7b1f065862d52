import type { PopupHost } from "./popup-environment.js";

/** Says where on the screen a window of a size goes, in pixels. */
export type PositionCalculator = (width: number, height: number) => { left: number; top: number };

/** How large the popup is, in pixels, and where. */
export interface PopupPlacement {
  readonly width?: number;
  /** As much as most approvals take, where the screen has room for it, if not given. */
  readonly height?: number;
  /** The middle of the app's window if not given. */
  readonly calculatePosition?: PositionCalculator;
}

/** What most approvals take, in pixels, and the published height, which is for small screens. */
const [TALL, SMALL] = [760, 600];
/** Pixels of a screen that the window's frame and title take, and a little besides. */
const AROUND = 80;

/** Writes the features that `window.open` takes. */
export function popupFeatures(placement: PopupPlacement, { frame, screenHeight }: PopupHost): string {
  const { width = 420, height = Math.min(TALL, Math.max(SMALL, screenHeight - AROUND)) } = placement;
  const middle = {
    left: frame.left + (frame.width - width) / 2,
    top: frame.top + (frame.height - height) / 2,
  };
  const { left, top } = placement.calculatePosition?.(width, height) ?? middle;
  return `width=${width}, height=${height}, left=${Math.round(left)}, top=${Math.round(top)}`;
}
