import { ASKING } from "./asking.js";
import { CONNECTING } from "./connecting.js";
import { KEYS_AND_CODE } from "./keys-and-code.js";
import { LOST_ACCOUNT } from "./lost-account.js";
import { OWN_PAGE } from "./own-page.js";
import type { ScreenWalk } from "./screen-walk.js";
import { TROUBLE } from "./trouble.js";
import { USED_ACCOUNT } from "./used-account.js";

/** All screens: `npm run screenshots` takes pictures of them, and tests check them. */
export const SCREEN_WALKS: readonly ScreenWalk[] = [
  CONNECTING,
  ASKING,
  TROUBLE,
  OWN_PAGE,
  USED_ACCOUNT,
  KEYS_AND_CODE,
  LOST_ACCOUNT,
];
