import { LimitType as limitType } from "../session/limit-type.js";

/** How a limit counts, by name. */
export const LimitType = limitType;

/** How a limit counts: a value of `LimitType`. */
export type LimitType = (typeof limitType)[keyof typeof limitType];
