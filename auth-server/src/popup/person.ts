import type { KnownAccount } from "../account/known-account.ts";

/** Who connects: an account that there is, or one that is to be made. */
export type Person = KnownAccount | "new";
