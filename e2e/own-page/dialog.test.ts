import { expect } from "chai";
import { inBrowser } from "../browser/in-browser.js";
import { sharedAuthStage, type AuthStage } from "../auth-server/auth-stage.js";
import { OwnPage } from "../auth-server/own-page.js";
import { pressWhenArmed } from "../auth-server/popup-page.js";

const FRIEND = "0x8000000000000000000000000000000000000b0b";

describe("A dialog", () => {
  let stage: AuthStage;

  before(async () => {
    stage = await sharedAuthStage();
  });

  it(
    "stays while something is under way, however often Escape is pressed, and shows what becomes of it",
    inBrowser(async (person) => {
      const { page } = await OwnPage.create(person, stage.sites.authServer.url);
      await page.getByRole("button", { name: "Choose a guardian" }).click();
      await page.getByLabel("Their address").fill(FRIEND);
      await page.getByRole("button", { name: "Review" }).click();
      // Whoever is asked for their passkey takes their time.
      await page.evaluate(() => {
        const { credentials } = navigator;
        const get = credentials.get.bind(credentials);
        credentials.get = async (options) => {
          await new Promise((resolve) => {
            window.addEventListener("passkey", resolve, { once: true });
          });
          return get(options);
        };
      });
      await pressWhenArmed(page, "Ask with your passkey");
      await page.getByText("Waiting for your passkey…").waitFor();
      const dialog = page.getByRole("dialog", { name: "Ask them to be your guardian?" });
      for (let press = 0; press < 4; press++) {
        await page.keyboard.press("Escape");
        await dialog.waitFor();
        expect(await page.locator("dialog:modal").count()).to.equal(1);
      }
      await page.evaluate(() => window.dispatchEvent(new Event("passkey")));
      await page.getByRole("dialog", { name: "Now send them this link." }).waitFor();
      await page.keyboard.press("Escape");
      await page.getByText("Has not agreed yet").waitFor();
      expect(await page.locator("dialog").count()).to.equal(0);
    }),
  );
});
