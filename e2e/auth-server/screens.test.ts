import { expect } from "chai";
import type { Page } from "playwright-core";
import { accessibilityProblems } from "../browser/accessibility.js";
import { inBrowser } from "../browser/in-browser.js";
import type { Person, PersonOptions } from "../browser/person.js";
import { sharedAuthStage, type AuthStage } from "./auth-stage.js";
import { ExamplePage } from "./example-page.js";
import { signUp } from "./popup-page.js";

/** How people look at it; the popup itself is as large as the app opens it. */
const LOOKS: PersonOptions[] = [
  { size: "popup", colorScheme: "light", reducedMotion: true },
  { size: "phone", colorScheme: "dark", reducedMotion: true },
];

describe("The popup's screens", () => {
  let stage: AuthStage;

  before(async () => {
    stage = await sharedAuthStage();
  });

  for (const look of LOOKS) {
    const name = `${look.size}-${look.colorScheme}`;
    const check = async (person: Person, page: Page, screen: string): Promise<void> => {
      await person.screenshot(page, `auth-server/${screen}-${name}`);
      expect(await accessibilityProblems(page), screen).to.deep.equal([]);
      const isWide = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      expect(isWide, `${screen} is wider than its window`).to.equal(false);
    };

    it(
      `can be used by everybody, and fit, as ${name}`,
      inBrowser(async (person) => {
        const app = await ExamplePage.open(person, stage.sites.example.url);
        const popup = await app.opens("Connect");
        await popup.getByRole("button", { name: "Create account" }).waitFor();
        await check(person, popup, "sign-up");
        await popup.getByRole("button", { name: "Create account" }).click();
        await popup.getByText("If this key leaks, you can lose at most").waitFor();
        await check(person, popup, "approve");
        await popup.getByRole("button", { name: "Lower the limits" }).click();
        await popup.getByRole("button", { name: "Use these limits" }).waitFor();
        await check(person, popup, "lower-limits");
        await popup.close({ runBeforeUnload: true });
        await app.page.getByRole("alert").waitFor();

        await signUp(await app.opens("Connect"));
        await app.fill();
        const confirm = await app.opens("Tip 0.006 ETH, more than approved at once");
        await confirm.getByRole("button", { name: "Do it with your passkey" }).waitFor();
        const [change] = await confirm
          .getByRole("list", { name: "Tried out: what you have now, and then" })
          .getByRole("listitem")
          .allInnerTexts();
        const [, before, after] = /^ETH\s+([\d.]+)[^\d]+([\d.]+)$/.exec(change ?? "") ?? [];
        expect(Number(before) - Number(after), change).to.be.closeTo(0.006, 1e-6);
        await check(person, confirm, "transaction");
      }, look),
    );
  }
});
