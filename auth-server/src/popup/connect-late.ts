import type { connectAs } from "./connect-as.ts";

const load = () => import("./connect-as.ts");

/** Loads what connects somebody, once the screen that asks them is there: their press then waits for nothing. */
export function preloadConnecting(): void {
  // What is wrong is said when it is needed.
  load().catch(() => undefined);
}

/** Connects somebody as `connectAs` does, which the page is not loaded with. */
export const connectLate: typeof connectAs = async (...connection) => (await load()).connectAs(...connection);
