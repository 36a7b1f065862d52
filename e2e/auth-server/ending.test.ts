import { expect } from "chai";
import type { Hash } from "viem";
import { listSessions } from "@zksync-sso/sdk/client";
import { accessibilityProblems } from "../browser/accessibility.js";
import { inBrowser } from "../browser/in-browser.js";
import type { PageSite } from "../browser/serve-pages.js";
import { HostileOpener, serveHostilePages } from "../hostile/hostile-page.js";
import { sharedAuthStage, type AuthStage } from "./auth-stage.js";
import { ExamplePage } from "./example-page.js";
import { OwnPage } from "./own-page.js";
import { approve, pressAndLeave, pressWhenArmed, signUp } from "./popup-page.js";

describe("What apps may do for a person", () => {
  let stage: AuthStage;
  let site: PageSite;

  before(async () => {
    stage = await sharedAuthStage();
    site = await serveHostilePages();
  });
  after(() => site.stop());

  const sessionsOf = async (account: `0x${string}`) => {
    const { publicClient, contracts } = stage.chain;
    return listSessions(publicClient, { account, contracts });
  };

  it(
    "is ended all at once, with one prompt",
    inBrowser(async (person) => {
      const app = await ExamplePage.open(person, stage.sites.example.url);
      await signUp(await app.opens("Connect"));
      await app.account();
      await app.button("Disconnect").click();
      await approve(await app.opens("Connect"), "Approve with your passkey");
      await app.account();
      const { page, address } = await OwnPage.of(await person.openTab(stage.sites.authServer.url));
      const before = await person.device.prompts();
      await page.getByRole("button", { name: "End all" }).click();
      const { host } = new URL(stage.sites.example.url);
      await page.getByRole("dialog", { name: `End everything ${host} may do for you?` }).waitFor();
      await pressWhenArmed(page, "End it with your passkey");
      await page.getByText("None now. An app that you let act for you").waitFor();
      expect((await sessionsOf(address)).map(({ status }) => status)).to.deep.equal(["revoked", "revoked"]);
      expect((await person.device.prompts()).used).to.equal(before.used + 1);
    }),
  );

  it(
    "is shown when an app asks to end it: which app's it is, and its limits, even if another app asks",
    inBrowser(async (person) => {
      const app = await ExamplePage.open(person, stage.sites.example.url);
      await signUp(await app.opens("Connect"));
      const account = (await app.account()) as `0x${string}`;
      const [session] = await sessionsOf(account);
      const ask = async (options: object): Promise<{ opener: HostileOpener; id: string }> => {
        const opener = await HostileOpener.open(person, site, `${stage.sites.authServer.url}/confirm`);
        return { opener, id: await opener.ask("wallet_disconnect", [options]) };
      };
      const [own, other] = [new URL(stage.sites.example.url).host, new URL(site.url).host];
      const end = { revoke: true, sessionHash: session?.sessionHash as Hash };

      const first = await ask(end);
      const { popup } = first.opener;
      await popup.getByRole("heading", { name: `End what ${own} may do for you?` }).waitFor();
      await popup.getByText(`It is ${other} that asks you to, and this is another app.`).waitFor();
      await popup.getByText("0 of 0.01 ETH used").first().waitFor();
      await person.screenshot(popup, "auth-server/end");
      expect(await accessibilityProblems(popup)).to.deep.equal([]);
      await pressAndLeave(popup, "Keep it");
      expect((await sessionsOf(account)).map(({ status }) => status)).to.deep.equal(["active"]);

      const second = await ask(end);
      await approve(second.opener.popup, "End it with your passkey");
      expect((await second.opener.answer(second.id)).result).to.equal(null);
      expect((await sessionsOf(account)).map(({ status }) => status)).to.deep.equal(["revoked"]);

      const again = await ask(end);
      await again.opener.popup.getByText(`${own} may not act for you any more.`).waitFor();
      await pressAndLeave(again.opener.popup, "Close");
      expect((await again.opener.answer(again.id)).result).to.equal(null);

      const unknown = await ask({ revoke: true, sessionHash: `0x${"ab".repeat(32)}` });
      await unknown.opener.popup.getByText("Your account has let no app do this.").waitFor();
      await pressAndLeave(unknown.opener.popup, "Close");
      const told = await unknown.opener.received();
      expect(told.filter(({ data }) => data.requestId === unknown.id)).to.deep.equal([]);

      const leaving = await ask({ revoke: false });
      await leaving.opener.popup.getByText("What you have let it do for you stays.").waitFor();
      await approve(leaving.opener.popup, "Leave");
      expect((await leaving.opener.answer(leaving.id)).result).to.equal(null);
    }),
  );
});
