import { expect } from "chai";
import { parseEther } from "viem";
import { inBrowser } from "../browser/in-browser.js";
import { sharedAuthStage, TIP_JAR, type AuthStage } from "./auth-stage.js";
import { ExamplePage } from "./example-page.js";
import { NodeInFront } from "./node-in-front.js";
import { approve, pressAndLeave, pressWhenArmed, signUp } from "./popup-page.js";

describe("A page that is reloaded in the middle", () => {
  let stage: AuthStage;

  before(async () => {
    stage = await sharedAuthStage();
  });

  it(
    "leaves one account with one passkey, at whichever point of a sign-up",
    inBrowser(async (person) => {
      const node = await NodeInFront.of(person, stage.chain.url);
      const app = await ExamplePage.open(person, stage.sites.example.url);
      const popup = await app.opens("Connect");
      await popup.getByRole("button", { name: "Create account" }).waitFor();
      await popup.reload();
      await popup.getByRole("button", { name: "Create account" }).click();
      await person.device.hesitate();
      await pressWhenArmed(popup, "Approve and make a passkey");
      await popup.getByText("Making your passkey…").waitFor();
      await popup.reload();
      await popup.getByRole("button", { name: "Create account" }).click();
      await person.device.agree();
      const sent = node.keepNextAnswer();
      await pressWhenArmed(popup, "Approve and make a passkey");
      await sent;
      // The key of its session is used by now: the app requests a fresh one, in another window.
      const next = await person.popupOf(app.page, () => popup.reload().catch(() => undefined));
      await approve(next, "Approve with your passkey");
      const account = await app.account();
      expect(await person.device.prompts()).to.deep.equal({ made: 1, used: 1 });
      await app.page.reload();
      expect(await app.account()).to.equal(account);
      await app.fill();
      await app.press("Tip 0.001 ETH", "Tipped 0.001 ETH.");
    }),
  );

  it(
    "leaves one account with one passkey on the person's own page, too",
    inBrowser(async (person) => {
      const node = await NodeInFront.of(person, stage.chain.url);
      const page = await person.openTab(stage.sites.authServer.url);
      const sent = node.keepNextAnswer();
      await page.getByRole("button", { name: "Create account" }).click();
      await sent;
      await page.reload();
      await page.getByRole("button", { name: "Create account" }).click();
      await page.getByText("This device", { exact: true }).waitFor();
      expect(await person.device.prompts()).to.deep.equal({ made: 1, used: 0 });
    }),
  );

  it(
    "warns before what was approved and sent, or never answered, is approved once more",
    inBrowser(async (person) => {
      person.problems.expect(/ERR_CONNECTION_(RESET|REFUSED)/);
      const node = await NodeInFront.of(person, stage.chain.url);
      const app = await ExamplePage.open(person, stage.sites.example.url);
      await signUp(await app.opens("Connect"));
      await app.fill();
      const received = () => stage.chain.publicClient.getBalance({ address: TIP_JAR });
      const before = await received();
      const popup = await app.opens("Tip 0.006 ETH, more than approved at once");
      await popup.getByRole("button", { name: "Do it with your passkey" }).waitFor();
      await popup.reload();
      const sent = node.keepNextAnswer();
      await pressWhenArmed(popup, "Do it with your passkey");
      await sent;
      await popup.reload();
      const warning = "You have approved this before, and your account has sent something since.";
      await popup.getByRole("alert").getByText(warning).waitFor();
      await pressAndLeave(popup, "Decline");
      await app.page.getByRole("alert").waitFor();
      expect(await received()).to.equal(before + parseEther("0.006"));

      const again = await app.opens("Tip 0.006 ETH, more than approved at once");
      const lost = node.loseNextAnswer();
      await pressWhenArmed(again, "Do it with your passkey");
      await lost;
      await again.getByText("We could not try out what it would do.").waitFor();
      node.comeBack();
      await again.getByRole("button", { name: "Try again" }).click();
      await again.getByRole("alert").getByText(warning).waitFor();
      await pressAndLeave(again, "Decline");
      expect(await received()).to.equal(before + parseEther("0.012"));
    }),
  );

  it(
    "is connected like the app's other tab, and so are windows that two tabs opened at once",
    inBrowser(async (person) => {
      const app = await ExamplePage.open(person, stage.sites.example.url);
      const other = await ExamplePage.open(person, stage.sites.example.url);
      await signUp(await app.opens("Connect"));
      const account = await app.account();
      await other.page.reload();
      expect(await other.account()).to.equal(account);
      await other.button("Disconnect").click();
      await app.button("Connect").waitFor();
      // Two windows at once: the account is the device's, each answer its tab's.
      const [first, second] = [await app.opens("Connect"), await other.opens("Connect")];
      await approve(second, "Approve with your passkey");
      expect(await other.account()).to.equal(account);
      await approve(first, "Approve with your passkey");
      expect(await app.account()).to.equal(account);
      await app.left("Tips", "0.01 ETH of 0.01 ETH");
      await other.page.reload();
      await other.left("Tips", "0.01 ETH of 0.01 ETH");
    }),
  );
});
