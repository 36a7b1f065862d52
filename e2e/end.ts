import { closeSharedBrowser } from "./browser/test-browser.js";

/** Ends what tests of all files share, after the last of them. */
export const mochaHooks = { afterAll: closeSharedBrowser };
