import { ASKING } from "./asking.js";
import { CONNECTING } from "./connecting.js";
import { OWN_PAGE } from "./own-page.js";
import type { ScreenWalk } from "./screen-walk.js";
import { USED_ACCOUNT } from "./used-account.js";

/** All screens there are: those that tests look at, and those that `npm run screenshots` takes pictures of. */
export const SCREEN_WALKS: readonly ScreenWalk[] = [CONNECTING, ASKING, OWN_PAGE, USED_ACCOUNT];
