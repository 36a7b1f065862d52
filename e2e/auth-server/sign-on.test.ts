import { expect } from "chai";
import type { Page } from "playwright-core";
import { parseEther } from "viem";
import { noteFigure } from "../../scripts/test/figures.js";
import { inBrowser } from "../browser/in-browser.js";
import { allPrompts } from "../browser/device.js";
import type { PersonOptions } from "../browser/person.js";
import { sharedAuthStage, TIP_JAR, type AuthStage } from "./auth-stage.js";
import { ExamplePage } from "./example-page.js";
import { approve, armed, pressAndLeave, pressWhenArmed, signUp } from "./popup-page.js";

/** What most people do, they do on pages that move. */
const MOVING: PersonOptions = { motion: "full" };

describe("A person who signs on", () => {
  let stage: AuthStage;

  before(async () => {
    stage = await sharedAuthStage();
  });

  const balanceOf = (address: `0x${string}`): Promise<bigint> =>
    stage.chain.publicClient.getBalance({ address });

  it(
    "gets account, passkey and session with one prompt, and spends with none",
    inBrowser(async (person) => {
      const app = await ExamplePage.open(person, stage.sites.example.url);
      const popup = await app.opens("Connect");
      await signUp(popup);
      expect(await app.account()).to.match(/^0x[0-9a-fA-F]{40}$/);
      await noteFigure("promptsSignUp", allPrompts(await person.device.prompts()));
      expect(await person.device.prompts()).to.deep.equal({ made: 1, used: 0 });
      await app.fill();
      const before = await balanceOf(TIP_JAR);
      await app.press("Tip 0.001 ETH", "Tipped 0.001 ETH.");
      await app.press("Mint 1 TEST", "Minted 1 TEST.");
      await app.press("Mint 1 TEST, sponsored", "Minted 1 TEST, and the sponsor paid.");
      expect((await balanceOf(TIP_JAR)) - before).to.equal(parseEther("0.001"));
      await app.left("Tips", "0.009 ETH of 0.01 ETH");
      await app.left("Mints", "3 of 5");
      expect(person.popups).to.have.length(1);
      expect(await person.device.prompts()).to.deep.equal({ made: 1, used: 0 });
    }, MOVING),
  );

  it(
    "sees everything they decide on at once, in the window that the app opens",
    inBrowser(async (person) => {
      const app = await ExamplePage.open(person, stage.sites.example.url);
      const opened = async (): Promise<Page> => {
        const popup = await app.opens("Connect");
        await popup.setViewportSize({ width: 420, height: 760 });
        return popup;
      };
      const expectToFit = async (popup: Page): Promise<void> => {
        await popup.locator("button[aria-disabled=false]").waitFor();
        await person.screenshot(popup, "auth-server/approve-fit");
        expect(await popup.evaluate(() => document.documentElement.scrollHeight)).to.be.at.most(760);
      };
      const first = await opened();
      await first.getByRole("button", { name: "Create account" }).click();
      await first.getByRole("button", { name: "Approve and make a passkey" }).waitFor();
      await expectToFit(first);
      await approve(first, "Approve and make a passkey");
      await app.account();
      await app.button("Disconnect").click();
      // Somebody who comes back is shown their account, and may take another one.
      const second = await opened();
      await second.getByRole("button", { name: "Approve with your passkey" }).waitFor();
      await expectToFit(second);
    }),
  );

  it(
    "comes back with one prompt on the same device",
    inBrowser(async (person) => {
      const app = await ExamplePage.open(person, stage.sites.example.url);
      await signUp(await app.opens("Connect"));
      const account = await app.account();
      await app.button("Disconnect").click();
      const before = allPrompts(await person.device.prompts());
      await approve(await app.opens("Connect"), "Approve with your passkey");
      expect(await app.account()).to.equal(account);
      await noteFigure("promptsReturn", allPrompts(await person.device.prompts()) - before);
      expect(await person.device.prompts()).to.deep.equal({ made: 1, used: 1 });
    }, MOVING),
  );

  it(
    "gets in on another device, to which the passkey was synced, with two prompts",
    inBrowser(async (person) => {
      const app = await ExamplePage.open(person, stage.sites.example.url);
      await signUp(await app.opens("Connect"));
      const account = await app.account();
      const second = await person.secondDevice({ size: "phone" });
      const elsewhere = await ExamplePage.open(second, stage.sites.example.url);
      const popup = await elsewhere.opens("Connect");
      await popup.getByRole("button", { name: "I have an account" }).click();
      await approve(popup, "Approve with your passkey");
      expect(await elsewhere.account()).to.equal(account);
      await noteFigure("promptsNewDevice", allPrompts(await second.device.prompts()));
      expect((await second.device.prompts()).made).to.equal(0);
      expect((await second.device.prompts()).used).to.be.at.most(2);
    }),
  );

  it(
    "is asked in a window for what the session does not allow, and then pays it",
    inBrowser(async (person) => {
      const app = await ExamplePage.open(person, stage.sites.example.url);
      await signUp(await app.opens("Connect"));
      await app.fill();
      const before = await balanceOf(TIP_JAR);
      const popup = await app.opens("Tip 0.006 ETH, more than approved at once");
      await popup.getByText("0.006 ETH", { exact: true }).waitFor();
      await approve(popup, "Do it with your passkey");
      await app.page.getByText("Tipped 0.006 ETH.").waitFor();
      expect((await balanceOf(TIP_JAR)) - before).to.equal(parseEther("0.006"));
    }),
  );

  it(
    "lowers the limits before approving, and the app gets no more",
    inBrowser(async (person) => {
      const app = await ExamplePage.open(person, stage.sites.example.url);
      const popup = await app.opens("Connect");
      await popup.getByRole("button", { name: "Create account" }).click();
      await popup.getByRole("button", { name: "Lower the limits" }).click();
      await popup.getByLabel("ETH to send").fill("0.02");
      await popup.getByText("At most 0.01: it asked for that.").waitFor();
      await popup.getByLabel("ETH to send").fill("0.003");
      await popup.getByRole("button", { name: "Use these limits" }).click();
      await popup.getByText("0.013 ETH").waitFor();
      await approve(popup, "Approve and make a passkey");
      await app.left("Tips", "0.003 ETH of 0.003 ETH");
    }),
  );

  it(
    "finds the same screen after a cancelled prompt, and continues with the same button",
    inBrowser(async (person) => {
      const app = await ExamplePage.open(person, stage.sites.example.url);
      const popup = await app.opens("Connect");
      await popup.getByRole("button", { name: "Create account" }).click();
      await person.device.decline();
      await pressWhenArmed(popup, "Approve and make a passkey");
      await popup.getByRole("alert").waitFor();
      await person.device.agree();
      await approve(popup, "Approve and make a passkey");
      expect(await app.account()).to.match(/^0x/);
    }),
  );

  it(
    "approves nothing by Enter or by a click that comes too early, and declines by Escape",
    inBrowser(async (person) => {
      const app = await ExamplePage.open(person, stage.sites.example.url);
      const popup = await app.opens("Connect");
      await popup.getByRole("button", { name: "Create account" }).click();
      const button = popup.getByRole("button", { name: "Approve and make a passkey" });
      await button.waitFor();
      // Whenever the window comes back into view, a click is meant for something else.
      await popup.evaluate(() => {
        window.dispatchEvent(new Event("focus"));
        document.querySelector<HTMLElement>("button.main")?.click();
      });
      await armed(popup, "Approve and make a passkey");
      await button.press("Enter");
      expect(await popup.getByRole("status").count()).to.equal(0);
      const closed = popup.waitForEvent("close");
      popup.keyboard.press("Escape").catch(() => undefined);
      await closed;
      expect(await person.device.prompts()).to.deep.equal({ made: 0, used: 0 });
    }),
  );

  it(
    "approves nothing of which a part has not been in view: the button shows them that part instead",
    inBrowser(async (person) => {
      const app = await ExamplePage.open(person, stage.sites.example.url);
      const popup = await app.opens("Connect");
      await popup.setViewportSize({ width: 420, height: 600 });
      await popup.getByRole("button", { name: "Create account" }).click();
      const button = popup.getByRole("button", { name: "Approve and make a passkey" });
      const most = popup.getByRole("region", { name: "The most you can lose" });
      const rest = popup.getByRole("button", { name: "Read the rest first" });
      await rest.waitFor();
      const isHidden = async (): Promise<boolean> => {
        const [box, over] = [await most.boundingBox(), await button.boundingBox()];
        return box!.y + box!.height > over!.y;
      };
      expect(await isHidden()).to.equal(true);
      // Checked once the half second is over: whatever is not seen enables nothing.
      await popup.evaluate(() => new Promise((resolve) => setTimeout(resolve, 600)));
      expect(await button.getAttribute("aria-disabled")).to.equal("true");
      await button.dispatchEvent("click");
      await rest.waitFor({ state: "detached" });
      expect(await isHidden()).to.equal(false);
      expect(await person.device.prompts()).to.deep.equal({ made: 0, used: 0 });
      await approve(popup, "Approve and make a passkey");
      expect(await person.device.prompts()).to.deep.equal({ made: 1, used: 0 });
    }),
  );

  it(
    "reveals nothing but the decision when they decline",
    inBrowser(async (person) => {
      const app = await ExamplePage.open(person, stage.sites.example.url);
      const popup = await app.opens("Connect");
      await popup.getByRole("button", { name: "Create account" }).click();
      await pressAndLeave(popup, "Decline");
      await app.page.getByRole("alert").getByText("You closed the window: nothing was approved.").waitFor();
      expect(await person.device.prompts()).to.deep.equal({ made: 0, used: 0 });
    }),
  );
});
