import { inBrowser } from "../browser/in-browser.js";
import type { PersonOptions } from "../browser/person.js";
import { sharedAuthStage, type AuthStage } from "./auth-stage.js";
import { checkScreen } from "./check-screen.js";
import { SCREEN_WALKS } from "./screens/screen-walks.js";

for (const { name, sizes, walk } of SCREEN_WALKS.filter(({ isTestedElsewhere }) => !isTestedElsewhere))
  describe(name, () => {
    let stage: AuthStage;

    before(async () => {
      stage = await sharedAuthStage();
    });

    const looks: PersonOptions[] = [
      { size: sizes[0], colorScheme: "light", reducedMotion: true },
      { size: sizes.at(-1)!, colorScheme: "dark", reducedMotion: true },
    ];
    for (const look of looks) {
      const described = `${look.size}-${look.colorScheme}`;
      it(
        `can be used by everybody, and fit, as ${described}`,
        inBrowser(async (person) => {
          await walk(person, stage, (page, screen) => checkScreen(person, page, screen, look), look);
        }, look),
      );
    }
  });
