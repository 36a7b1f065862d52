import { windowStorage } from "../storage/window-storage.ts";

/** Where a passkey is kept whose account is being made: until that is there, it is given up, or the person has another account. */
export const keptUnfinished = windowStorage("zksync-sso.unfinished");
