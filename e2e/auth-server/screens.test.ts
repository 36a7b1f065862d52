import { expect } from "chai";
import type { Page } from "playwright-core";
import { accessibilityProblems } from "../browser/accessibility.js";
import { inBrowser } from "../browser/in-browser.js";
import type { PersonOptions } from "../browser/person.js";
import { sharedAuthStage, type AuthStage } from "./auth-stage.js";
import { SCREEN_WALKS } from "./screens/screen-walks.js";

for (const { name, sizes, walk } of SCREEN_WALKS)
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
          await walk(person, stage, async (page, screen) => {
            await person.screenshot(page, `auth-server/${screen}-${described}`);
            await check(page, screen);
          });
        }, look),
      );
    }
  });

async function check(page: Page, screen: string): Promise<void> {
  expect(await accessibilityProblems(page), screen).to.deep.equal([]);
  const isWide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  );
  expect(isWide, `${screen} is wider than its window`).to.equal(false);
}
