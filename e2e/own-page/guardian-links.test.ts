import { expect } from "chai";
import type { Address } from "viem";
import { inBrowser } from "../browser/in-browser.js";
import { sharedAuthStage, type AuthStage } from "../auth-server/auth-stage.js";
import { LostPage } from "../auth-server/lost-page.js";
import { OwnPage } from "../auth-server/own-page.js";
import { pressWhenArmed } from "../auth-server/popup-page.js";
import { ScriptedKey } from "../auth-server/scripted-key.js";

/** A passkey of an attacker's: the base point of P-256 (SEC 2), whose private key is 1. */
const PASSKEY = [
  `passkey=0x${"ab".repeat(32)}`,
  "x=0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
  "y=0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5",
].join("&");
const NOBODY: Address = "0x45E6dC995113fd3d1A3b1964493105B9AA9a9A42";

describe("A link that a guardian is sent", () => {
  let stage: AuthStage;

  before(async () => {
    stage = await sharedAuthStage();
  });

  const guard = (fragment: string): string => `${stage.sites.authServer.url}/guard${fragment}`;

  it(
    "leads to nothing if it is malformed, too long, about another chain or about an account without a guardian",
    inBrowser(async (person) => {
      const key = await ScriptedKey.add(person, stage.chain);
      const page = await person.openTab();
      const whole = `#chain=260&account=${NOBODY}&${PASSKEY}`;
      const malformed = [
        "",
        "#",
        whole.slice(0, -1),
        `${whole}&${"y=1&".repeat(200_000)}`,
        whole.replace(NOBODY, NOBODY.toLowerCase()),
        whole.replace("chain=260", "chain=260%20"),
        `#${encodeURIComponent('<img src=x onerror="alert(1)">')}`,
      ];
      for (const fragment of malformed) {
        await page.goto("about:blank");
        await page.goto(guard(fragment));
        await page.getByText("Something of it is missing or was changed.").waitFor();
        expect(await page.getByRole("button").count()).to.equal(0);
      }
      await page.goto(guard(whole.replace("260", "324")));
      await page.getByText("It is about chain 324, which this page does not serve.").waitFor();
      expect(await page.getByRole("button").count()).to.equal(0);
      await page.goto(guard(whole));
      await page.getByText("This account has no guardian on").waitFor();
      expect(await page.getByRole("button").count()).to.equal(0);
      expect(key.asked).to.deep.equal([]);
    }),
  );

  it(
    "lets nobody start who is not a guardian of the account or has not agreed, whether with an account or a key",
    inBrowser(async (person) => {
      const owner = await person.secondDevice();
      const key = await ScriptedKey.add(person, stage.chain);
      const own = await OwnPage.create(owner, stage.sites.authServer.url);
      const stranger = await OwnPage.create(person, stage.sites.authServer.url);
      const begin = guard(`#chain=260&account=${own.address}&${PASSKEY}`);
      const useKey = { name: "One in “Test Key”" };

      await own.askGuardian(key.address);
      const page = await person.openTab(begin);
      await page.getByText("This account has no guardian on").waitFor();
      const agree = await person.openTab(guard(`#chain=260&account=${own.address}`));
      await agree.getByText("The account on this device").waitFor();
      await agree.getByRole("button", { name: "That of my account here" }).click();
      await agree.getByText("You are no guardian of this account with this address.").waitFor();
      await agree.getByRole("button", useKey).click();
      await pressWhenArmed(agree, "Agree with “Test Key”");
      await agree.getByText("You are their guardian now.").waitFor();
      await agree.reload();
      await agree.getByRole("button", useKey).click();
      await agree.getByText("You are their guardian already.").waitFor();

      await own.askGuardian(stranger.address);
      await page.reload();
      // Asked is not agreed.
      await page.getByText("You have not agreed to be a guardian of this account.").waitFor();
      expect(await page.getByRole("checkbox").count()).to.equal(0);
      const { asked } = key;
      expect(asked.filter(({ method }) => method === "eth_sendTransaction")).to.have.length(1);
    }),
  );

  it(
    "is not taken for the person's own if it carries somebody else's passkey, by them or by a guardian",
    inBrowser(async (person) => {
      const { url } = stage.sites.authServer;
      const [owner, elsewhere] = [await person.secondDevice(), await person.secondDevice()];
      const key = await ScriptedKey.add(person, stage.chain);
      const own = await OwnPage.create(owner, url);
      const agree = await person.openTab(await own.askGuardian(key.address));
      await agree.getByRole("button", { name: "One in “Test Key”" }).click();
      await pressWhenArmed(agree, "Agree with “Test Key”");
      await agree.getByText("You are their guardian now.").waitFor();
      const lost = await LostPage.open(elsewhere, url);
      await lost.find(own.address);
      await lost.makePasskey(own.address);

      const deceived = await person.openTab(guard(`#chain=260&account=${own.address}&${PASSKEY}`));
      await deceived.getByRole("button", { name: "One in “Test Key”" }).click();
      expect(await deceived.locator(".digits").textContent()).to.not.equal(await lost.digits());
      await deceived.getByRole("checkbox").check();
      await pressWhenArmed(deceived, "Let them in with “Test Key”");
      await deceived.getByText("They are on their way in.").waitFor();
      await lost.page.getByText("Another new passkey is on its way into your account.").waitFor();
      const right = await person.openTab(await lost.link());
      await right.getByText("Another new passkey is on its way into this account.").waitFor();
      expect(await right.getByRole("checkbox").count()).to.equal(0);
    }),
  );
});
