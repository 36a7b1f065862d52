import type { readOpeningFee } from "../approval/read-opening-fee.ts";
import type { connectAs } from "./connect-as.ts";

const load = () => import("./connect-as.ts");

/** Loads what connects somebody, once the screen that asks them is there: their press then waits for nothing. */
export function preloadConnecting(): void {
  // What is wrong is said when it is needed.
  load().catch(() => undefined);
}

/** Connects somebody as `connectAs` does, which the page is not loaded with. */
export const connectLate: typeof connectAs = async (...connection) => (await load()).connectAs(...connection);

/** Estimates a fee as `readOpeningFee` does, which is loaded with what connects. */
export const readOpeningFeeLate: typeof readOpeningFee = async (...opening) =>
  (await load()).readOpeningFee(...opening);
