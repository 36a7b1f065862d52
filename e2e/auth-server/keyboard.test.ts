import { expect } from "chai";
import type { Page } from "playwright-core";
import { inBrowser } from "../browser/in-browser.js";
import type { Person } from "../browser/person.js";
import { sharedAuthStage, type AuthStage } from "./auth-stage.js";
import { ExamplePage } from "./example-page.js";
import { NodeInFront } from "./node-in-front.js";
import { armed } from "./popup-page.js";

/** More controls than any of these pages has. */
const MANY = 30;

describe("A person without a mouse", () => {
  let stage: AuthStage;

  before(async () => {
    stage = await sharedAuthStage();
  });

  /** Goes to a button with the Tab key, and checks that its focus is visible. */
  const reach = async (page: Page, name: string): Promise<void> => {
    const button = page.getByRole("button", { name, exact: true });
    await button.waitFor();
    for (let i = 0; i < MANY; i++) {
      await page.keyboard.press("Tab");
      if (!(await button.evaluate((element) => element === document.activeElement))) continue;
      const outline = await button.evaluate((element) => getComputedStyle(element).outlineStyle);
      expect(outline, `${name} shows that it has the focus`).to.not.equal("none");
      return;
    }
    throw new Error(`${name} is not reached by the Tab key`);
  };

  /** Waits for a screen's heading to have the focus, so that a screen reader announces the screen. */
  const focused = (page: Page, heading: RegExp): Promise<void> =>
    page.locator("h1:focus").filter({ hasText: heading }).waitFor();

  it(
    "signs on, lowers a limit, tips, and confirms what the session does not allow, with the keyboard alone",
    inBrowser(async (person) => {
      const app = await ExamplePage.open(person, stage.sites.example.url);
      await reach(app.page, "Connect");
      const popup = await person.popupOf(app.page, () => app.page.keyboard.press("Enter"));
      await reach(popup, "Create account");
      await popup.keyboard.press("Enter");
      await focused(popup, /act for you until/);
      await reach(popup, "Lower the limits");
      await popup.keyboard.press("Space");
      for (let i = 0; i < MANY; i++) {
        await popup.keyboard.press("Tab");
        if (await popup.getByLabel("ETH to send").evaluate((field) => field === document.activeElement))
          break;
      }
      await popup.keyboard.type("0.004");
      await reach(popup, "Use these limits");
      await popup.keyboard.press("Enter");
      await reach(popup, "Approve and make a passkey");
      await popup.locator("button[aria-disabled=false]").waitFor();
      popup.keyboard.press("Space").catch(() => undefined);
      const account = await app.account();
      await app.left("Tips", "0.004 ETH of 0.004 ETH");

      await stage.chain.testClient.setBalance({ address: account, value: 10n ** 17n });
      await reach(app.page, "Tip 0.001 ETH");
      await app.page.keyboard.press("Enter");
      await app.page.getByText("Tipped 0.001 ETH.").waitFor();
      await reach(app.page, "Tip 0.006 ETH, more than approved at once");
      const confirm = await person.popupOf(app.page, () => app.page.keyboard.press("Enter"));
      await reach(confirm, "Do it with your passkey");
      await confirm.locator("button[aria-disabled=false]").waitFor();
      confirm.keyboard.press("Space").catch(() => undefined);
      await app.page.getByText("Tipped 0.006 ETH.").waitFor();
    }),
  );
});

describe("A person who prefers reduced motion", () => {
  let stage: AuthStage;

  before(async () => {
    stage = await sharedAuthStage();
  });

  /** Goes through the popup's screens, including waiting and failing, and lists what has moved. */
  const moved = async (person: Person): Promise<string[]> => {
    person.problems.expect(/ERR_CONNECTION_REFUSED/);
    await person.context.addInitScript(() => {
      const seen: string[] = [];
      Object.assign(window, { moved: seen });
      document.addEventListener("animationstart", ({ animationName }) => seen.push(animationName), true);
      document.addEventListener("transitionrun", ({ propertyName }) => seen.push(propertyName), true);
    });
    const node = await NodeInFront.of(person, stage.chain.url);
    const app = await ExamplePage.open(person, stage.sites.example.url);
    const letGo = node.slowDown();
    const popup = await app.opens("Connect");
    await popup.locator(".busy .dot").waitFor();
    letGo();
    await popup.getByRole("button", { name: "What is a passkey?" }).click();
    await popup.getByRole("button", { name: "Create account" }).hover();
    await popup.getByRole("button", { name: "Create account" }).click();
    await armed(popup, "Approve and make a passkey");
    node.goDown();
    await popup.getByRole("button", { name: "Approve and make a passkey" }).click();
    await popup.getByRole("alert").waitFor();
    return popup.evaluate(() => (window as unknown as { moved: string[] }).moved);
  };

  it(
    "sees nothing move in the popup",
    inBrowser(
      async (person) => {
        expect(await moved(person)).to.deep.equal([]);
      },
      { motion: "reduced" },
    ),
  );

  it(
    "would otherwise see screens fade in and waiting indicators pulse",
    inBrowser(
      async (person) => {
        expect(await moved(person)).to.include.members(["appear", "breathe"]);
      },
      { motion: "full" },
    ),
  );
});
