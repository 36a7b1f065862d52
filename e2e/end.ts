import { closeSharedBrowser } from "./browser/test-browser.js";
import { clearSharedAuthStage } from "./auth-server/auth-stage.js";
import { clearSharedStage } from "./sdk/stage.js";

/** Tears down what the tests of all files share, after the last of them. */
export const mochaHooks = {
  afterAll: async () => {
    await closeSharedBrowser();
    await clearSharedStage();
    await clearSharedAuthStage();
  },
};
