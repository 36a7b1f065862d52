import { randomUUID } from "node:crypto";
import { encodeMessage } from "@zksync-sso/sdk/messages";
import { expect } from "chai";
import { parseEther, type Address, type Hex } from "viem";
import { inBrowser } from "../browser/in-browser.js";
import type { Person } from "../browser/person.js";
import { newSessionKey } from "../hostile/hostile-page.js";
import { AppPage } from "../sdk/app-page.js";
import { RECIPIENT } from "../sdk/pages/recipient.js";
import { sharedStage, type Sites } from "../sdk/stage.js";
import { sharedAuthStage, type AuthStage } from "./auth-stage.js";
import { NodeInFront } from "./node-in-front.js";
import { armed, pressWhenArmed } from "./popup-page.js";

describe("An app whose tab goes to the auth server and comes back", () => {
  let stage: AuthStage;
  let sites: Sites;
  let auth: string;

  before(async () => {
    stage = await sharedAuthStage();
    sites = await (await sharedStage()).serve();
    auth = `${stage.sites.authServer.url}/confirm`;
  });

  /** The app's address, with the real auth server and its chain. */
  const appAddress = (): string => {
    const url = new URL(sites.redirectingApp);
    url.searchParams.set("auth", auth);
    url.searchParams.set("rpc", stage.chain.url);
    return url.href;
  };

  /** Starts at the app, and waits for what the auth server shows once it has asked back. */
  const leave = async (person: Person): Promise<AppPage> => {
    const app = await AppPage.open(person, appAddress());
    await app.press("Connect");
    await app.page.getByRole("button", { name: "Create account" }).waitFor();
    return app;
  };

  it(
    "is connected when the person has signed up there, even if they reload the page, and pays with its session",
    inBrowser(async (person) => {
      const app = await leave(person);
      const { page } = app;
      await page.reload();
      await page.getByRole("button", { name: "Create account" }).click();
      await pressWhenArmed(page, "Approve and make a passkey");
      await app.showsAccount();
      const address = (await page.locator("#account").textContent()) as Address;
      await stage.chain.testClient.setBalance({ address, value: parseEther("0.1") });
      const before = await stage.chain.publicClient.getBalance({ address: RECIPIENT });
      const hash = await app.get<Hex>("Pay");
      const { status } = await stage.chain.publicClient.waitForTransactionReceipt({ hash });
      expect(status).to.equal("success");
      expect(await stage.chain.publicClient.getBalance({ address: RECIPIENT })).to.equal(before + 1n);
      const own = await person.openTab(stage.sites.authServer.url);
      expect(await own.evaluate(() => Object.keys(sessionStorage))).to.deep.equal([]);
    }),
  );

  it(
    "is told that the person declined, and is one step back in the history",
    inBrowser(async (person) => {
      const app = await leave(person);
      await app.page.getByRole("button", { name: "Decline" }).click();
      expect(await app.failure()).to.include({ code: 4001 });
      await app.page.goBack();
      await app.showsAccount(null);
      expect(app.page.url()).to.equal(appAddress());
    }),
  );

  it(
    "has its answer once the person has declined: the page says that it goes back, and offers nothing more",
    inBrowser(async (person) => {
      const app = await leave(person);
      let letGo = (): void => undefined;
      const released = new Promise<void>((resolve) => (letGo = resolve));
      const { origin, host } = new URL(sites.redirectingApp);
      await app.page.route(
        (url) => url.origin === origin,
        async (route) => {
          await released;
          await route.continue();
        },
      );
      // In the page itself: Playwright looks at none whose successor is on its way.
      const shown = app.page.evaluate(
        () =>
          new Promise<{ readonly text: string; readonly buttons: number }>((resolve) => {
            new MutationObserver(() => {
              const text = document.querySelector("main")?.textContent ?? "";
              if (!text.startsWith("Going back")) return;
              resolve({ text, buttons: document.querySelectorAll("button, a").length });
            }).observe(document.body, { childList: true, subtree: true });
          }),
      );
      const clicked = app.page.getByRole("button", { name: "Decline" }).click();
      expect(await shown).to.deep.equal({ text: `Going back to ${host}…`, buttons: 0 });
      letGo();
      await clicked;
      expect(await app.failure()).to.include({ code: 4001 });
    }),
  );

  it(
    "is connected although the person presses Escape while their account is being made",
    inBrowser(async (person) => {
      const node = await NodeInFront.of(person, stage.chain.url);
      const app = await leave(person);
      await app.page.getByRole("button", { name: "Create account" }).click();
      await armed(app.page, "Approve and make a passkey");
      const letGo = node.slowDown();
      await app.page.getByRole("button", { name: "Approve and make a passkey" }).click();
      await app.page.getByText(/^Making your (passkey|account)…$/).waitFor();
      await app.page.keyboard.press("Escape");
      letGo();
      await app.showsAccount();
      expect(await person.device.prompts()).to.deep.equal({ made: 1, used: 0 });
    }),
  );

  it(
    "makes no request that somebody's link on one of the app's pages makes in its name",
    inBrowser(async (person) => {
      const app = await AppPage.open(person, appAddress());
      const session = { key: newSessionKey(), preferences: { transfers: [{ to: RECIPIENT }] } };
      const params = [{ version: "1", capabilities: { session } }];
      const request = encodeMessage({
        id: randomUUID(),
        content: { action: { method: "wallet_connect", params }, chainId: stage.chain.chain.id },
      });
      const link = new URL(auth);
      link.searchParams.set("redirect_uri", appAddress());
      link.searchParams.set("state", randomUUID());
      link.hash = new URLSearchParams({ request }).toString();
      await app.page.evaluate((href) => {
        const comment = document.createElement("a");
        Object.assign(comment, { href, textContent: "Look at this" });
        document.body.append(comment);
      }, link.href);
      const shown: string[] = [];
      app.page.on("framenavigated", (frame) => shown.push(new URL(frame.url()).origin));
      await app.page.getByText("Look at this").click();
      expect(await app.failure()).to.deep.equal({ name: "UnexpectedRedirectError", code: 4100 });
      expect(shown).to.include(new URL(auth).origin);
      expect(app.page.url()).to.equal(appAddress());
    }),
  );
});
