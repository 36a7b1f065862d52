import type { Page } from "playwright-core";
import { inBrowser } from "../browser/in-browser.js";
import type { PersonOptions } from "../browser/person.js";
import { sharedAuthStage, type AuthStage } from "./auth-stage.js";
import { checkScreenInAllLooks } from "./check-screen.js";
import { SCREEN_WALKS } from "./screens/screen-walks.js";

for (const { name, sizes, walk } of SCREEN_WALKS.filter(({ isTestedElsewhere }) => !isTestedElsewhere))
  describe(name, () => {
    let stage: AuthStage;

    before(async () => {
      stage = await sharedAuthStage();
    });

    const look: PersonOptions = { size: sizes[0], colorScheme: "light" };
    it(
      "are accessible and fit, light and dark, in their window and on a phone",
      inBrowser(async (person) => {
        const show = (page: Page, screen: string) => checkScreenInAllLooks(page, screen, look);
        await walk(person, stage, show, look);
      }, look),
    );
  });
