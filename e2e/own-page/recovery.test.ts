import { expect } from "chai";
import { inBrowser } from "../browser/in-browser.js";
import type { PersonOptions } from "../browser/person.js";
import { sharedAuthStage, type AuthStage } from "../auth-server/auth-stage.js";
import { bookmark, pass } from "../auth-server/chain-time.js";
import { checkScreen } from "../auth-server/check-screen.js";
import { LostPage } from "../auth-server/lost-page.js";
import { OwnPage } from "../auth-server/own-page.js";
import { pressWhenArmed } from "../auth-server/popup-page.js";
import { ScriptedKey } from "../auth-server/scripted-key.js";

const DAY = 86_400;
const LIGHT: PersonOptions = { size: "desktop", colorScheme: "light" };
const DARK: PersonOptions = { size: "phone", colorScheme: "dark" };

describe("A person who has lost their passkey", () => {
  let stage: AuthStage;
  let goBack: () => Promise<void>;

  before(async () => {
    stage = await sharedAuthStage();
    goBack = await bookmark(stage.chain);
  });
  after(() => goBack());

  it(
    "gets back in a day later with a guardian who has an account here, and the lost passkey is removed",
    inBrowser(async (person) => {
      const { url } = stage.sites.authServer;
      // Nobody has a passkey yet: each person's stays off the others' devices.
      const [guardian, elsewhere] = [await person.secondDevice(LIGHT), await person.secondDevice(LIGHT)];
      const own = await OwnPage.create(person, url);
      const friend = await OwnPage.create(guardian, url);
      const asking = await guardian.openTab(await own.askGuardian(friend.address));
      await asking.getByRole("button", { name: "Agree with your passkey" }).waitFor();
      await checkScreen(asking, "guard-agree");
      await pressWhenArmed(asking, "Agree with your passkey");
      await asking.getByText("You are their guardian now.").waitFor();

      const lost = await LostPage.open(elsewhere, url);
      await checkScreen(lost.page, "recover-find");
      await lost.find(friend.address);
      await lost.page.getByText("Is this yours?").waitFor();
      await checkScreen(lost.page, "recover-found");
      await lost.makePasskey(own.address);
      await checkScreen(lost.page, "recover-waiting");
      const [link, digits] = [await lost.link(), await lost.digits()];
      await lost.page.reload();
      await lost.heading("Send this link to your guardian.").waitFor();
      expect(await lost.link()).to.equal(link);
      expect(await elsewhere.device.prompts()).to.deep.equal({ made: 1, used: 0 });

      const guard = await guardian.openTab(link);
      await guard.getByText(digits, { exact: true }).waitFor();
      expect(await guard.getByRole("button", { name: "Let them in with your passkey" }).count()).to.equal(0);
      await guard.getByLabel("I have heard their voice, and their digits are the same.").check();
      await checkScreen(guard, "guard-begin");
      await pressWhenArmed(guard, "Let them in with your passkey");
      await guard.getByText("They are on their way in.").waitFor();
      await checkScreen(guard, "guard-begun");
      await lost.heading("Your guardian has begun.").waitFor();
      await lost.page.getByText("24 hours", { exact: true }).waitFor();
      await checkScreen(lost.page, "recover-begun");
      await own.page.reload();
      await own.page.getByText("A guardian is adding a new passkey to your account. In 24 hours").waitFor();

      await pass(stage.chain, DAY);
      await lost.heading("You can get in now.").waitFor();
      await checkScreen(lost.page, "recover-open");
      await lost.page.getByRole("button", { name: "Get back in" }).click();
      await lost.heading("You are back in.").waitFor();
      await checkScreen(lost.page, "recover-done");
      await lost.page.getByRole("link", { name: "Go to your account" }).click();
      expect((await OwnPage.of(lost.page)).address).to.equal(own.address);
      await lost.page.getByRole("button", { name: "Remove the passkey of another device" }).click();
      await pressWhenArmed(lost.page, "Remove it with your passkey");
      await lost.page.getByText("This is the only one.").waitFor();
      expect(await elsewhere.device.prompts()).to.deep.equal({ made: 1, used: 1 });
    }, LIGHT),
  );

  it(
    "gets back in with a guardian's key in a browser, after the owner has stopped it once, and with a key that pays",
    inBrowser(async (person) => {
      const { url } = stage.sites.authServer;
      const [guardian, elsewhere] = [await person.secondDevice(DARK), await person.secondDevice(DARK)];
      const key = await ScriptedKey.add(guardian, stage.chain);
      const own = await OwnPage.create(person, url);
      const agreeing = await guardian.openTab(await own.askGuardian(key.address));
      key.agrees = false;
      await agreeing.getByRole("button", { name: "One in “Test Key”" }).click();
      await agreeing.getByText("“Test Key” was told no.").waitFor();
      await checkScreen(agreeing, "guard-choice");
      key.agrees = true;
      await agreeing.getByRole("button", { name: "One in “Test Key”" }).click();
      key.chainId = 1;
      await pressWhenArmed(agreeing, "Agree with “Test Key”");
      await agreeing.getByText("You are their guardian now.").waitFor();
      expect(key.asked.map(({ method }) => method)).to.include("wallet_addEthereumChain");

      const lost = await LostPage.open(elsewhere, url);
      await lost.find(own.address);
      await lost.makePasskey(own.address);
      await checkScreen(lost.page, "recover-waiting");
      const link = await lost.link();
      const begin = async (): Promise<void> => {
        const guard = await guardian.openTab(link);
        await guard.getByRole("button", { name: "One in “Test Key”" }).click();
        await guard.getByLabel("I have heard their voice, and their digits are the same.").check();
        await checkScreen(guard, "guard-begin");
        await pressWhenArmed(guard, "Let them in with “Test Key”");
        await guard.getByText("They are on their way in.").waitFor();
      };
      await begin();
      await lost.heading("Your guardian has begun.").waitFor();
      await checkScreen(lost.page, "recover-begun");
      await own.page.reload();
      await own.page.getByRole("button", { name: "Stop it" }).click();
      await pressWhenArmed(own.page, "Stop it with your passkey");
      await own.page.getByText("A guardian is adding").waitFor({ state: "detached" });
      await lost.page.getByText("What your guardian had begun was stopped").waitFor();
      await checkScreen(lost.page, "recover-stopped");

      await begin();
      await lost.heading("Your guardian has begun.").waitFor();
      await pass(stage.chain, DAY);
      const { testClient, contracts } = stage.chain;
      await testClient.setBalance({ address: contracts.accountPaymaster, value: 0n });
      const payer = await ScriptedKey.add(elsewhere, stage.chain);
      await lost.page.reload();
      await lost.page.getByRole("button", { name: "Get back in" }).click();
      await lost.page.getByText("Your account has too little ETH for the network fee.").waitFor();
      await checkScreen(lost.page, "recover-unpaid");
      await lost.page.getByRole("button", { name: "Pay the network fee with “Test Key”" }).click();
      await lost.heading("You are back in.").waitFor();
      expect(payer.asked.map(({ method }) => method)).to.include("eth_sendTransaction");
      await testClient.setBalance({ address: contracts.accountPaymaster, value: 10n ** 18n });
      await lost.page.getByRole("link", { name: "Go to your account" }).click();
      expect((await OwnPage.of(lost.page)).address).to.equal(own.address);
    }, DARK),
  );

  it(
    "has a separate page, which the windows that apps open do not load",
    inBrowser(async (person) => {
      const scriptsOf = async (path: string, says: string): Promise<string> => {
        const page = await person.openTab();
        const loaded: Promise<string>[] = [];
        page.on("response", (response) => {
          if (response.url().endsWith(".js")) loaded.push(response.text());
        });
        await page.goto(stage.sites.authServer.url + path, { waitUntil: "networkidle" });
        await page.getByRole("heading", { name: says }).waitFor();
        return (await Promise.all(loaded)).join("\n");
      };
      const words = ["A guardian can let you back in.", "Send this link to your guardian.", "Get back in"];
      const own = await scriptsOf("/recover", "A guardian can let you back in.");
      expect(words.filter((each) => own.includes(each))).to.deep.equal(words);
      const popup = await scriptsOf("/confirm", "Nobody is asking for anything.");
      expect(popup.length).to.be.greaterThan(100_000);
      expect(words.filter((each) => popup.includes(each))).to.deep.equal([]);
    }),
  );

  it(
    "is told if no guardian can let them in, and starts over",
    inBrowser(async (person) => {
      const { url } = stage.sites.authServer;
      const elsewhere = await person.secondDevice();
      const key = await ScriptedKey.add(person, stage.chain);
      const own = await OwnPage.create(person, url);
      const link = await own.askGuardian(key.address);
      const lost = await LostPage.open(elsewhere, url);
      await lost.find(own.address);
      // Asked is not agreed.
      await lost.page.getByText("No account with a guardian was found there.").waitFor();
      const agreeing = await person.openTab(link);
      await agreeing.getByRole("button", { name: "One in “Test Key”" }).click();
      await pressWhenArmed(agreeing, "Agree with “Test Key”");
      await agreeing.getByText("You are their guardian now.").waitFor();
      await lost.find(own.address);
      await lost.makePasskey(own.address);
      const first = await lost.link();
      await lost.page.getByRole("button", { name: "Start over" }).click();
      await lost.page.getByRole("dialog").getByRole("button", { name: "Start over" }).click();
      await lost.find(own.address);
      await lost.makePasskey(own.address);
      expect(await lost.link()).to.not.equal(first);
    }),
  );
});
