import { expect } from "chai";
import { inBrowser } from "../browser/in-browser.js";
import type { Person } from "../browser/person.js";
import { sharedAuthStage, type AuthStage } from "./auth-stage.js";
import { ExamplePage } from "./example-page.js";
import { NodeInFront } from "./node-in-front.js";
import { approve, pressWhenArmed } from "./popup-page.js";

describe("A node that is down, slow, or another chain's", () => {
  let stage: AuthStage;

  before(async () => {
    stage = await sharedAuthStage();
  });

  const standBefore = async (person: Person): Promise<NodeInFront> => {
    person.problems.expect(/ERR_CONNECTION_REFUSED/);
    return NodeInFront.of(person, stage.chain.url);
  };

  it(
    "is reported in the window, which continues when it is back, with the passkey made before",
    inBrowser(async (person) => {
      const node = await standBefore(person);
      const app = await ExamplePage.open(person, stage.sites.example.url);
      node.goDown();
      const popup = await app.opens("Connect");
      await popup.getByText("The chain does not answer. Check your connection, and try again.").waitFor();
      node.pretendToBe(999);
      await popup.getByRole("button", { name: "Try again" }).click();
      await popup.getByText("answers for chain 999 instead of Era on this machine, chain 260.").waitFor();
      const letGo = node.slowDown();
      await popup.getByRole("button", { name: "Try again" }).click();
      await popup.getByText("Reading what the chain knows…").waitFor();
      letGo();
      await popup.getByRole("button", { name: "Create account" }).click();
      await popup.getByText("If this key leaks, you can lose at most").waitFor();
      node.goDown();
      await pressWhenArmed(popup, "Approve and make a passkey");
      await popup.getByText("The chain does not answer. Check your connection, and try again.").waitFor();
      node.comeBack();
      await approve(popup, "Approve and make a passkey");
      expect(await app.account()).to.match(/^0x/);
      expect(await person.device.prompts()).to.deep.equal({ made: 1, used: 0 });

      const back = await app.opens("Tip 0.006 ETH, more than approved at once");
      await back.getByText("Your account has too little ETH.").waitFor();
      node.goDown();
      await back.getByRole("button", { name: "Try again" }).click();
      await back.getByText("We could not try out what it would do. The chain does not answer.").waitFor();
      node.comeBack();
      await stage.chain.testClient.setBalance({ address: await app.account(), value: 10n ** 17n });
      await back.getByRole("button", { name: "Try again" }).click();
      await approve(back, "Do it with your passkey");
      await app.page.getByText("Tipped 0.006 ETH.").waitFor();

      // In the app itself, where no window opens.
      node.goDown();
      await app.button("Tip 0.001 ETH").click();
      await app.page
        .getByRole("alert")
        .getByText("The chain does not answer. Try again in a moment.")
        .waitFor();
      node.comeBack();
      await app.press("Tip 0.001 ETH", "Tipped 0.001 ETH.");
      const letTipGo = node.slowDown();
      await app.button("Tip 0.001 ETH").click();
      await app.page.getByText("On its way…").waitFor();
      letTipGo();
      await app.page.getByText("Tipped 0.001 ETH.").waitFor();
    }),
  );

  it(
    "is reported on the person's own page, which shows everything when it is back",
    inBrowser(async (person) => {
      const node = await standBefore(person);
      const page = await person.openTab(stage.sites.authServer.url);
      node.goDown();
      await page.getByRole("button", { name: "Create account" }).click();
      await page.getByText("The chain does not answer.").waitFor();
      expect(await person.device.prompts()).to.deep.equal({ made: 0, used: 0 });
      node.comeBack();
      await page.getByRole("button", { name: "Create account" }).click();
      await page.getByText("This device", { exact: true }).waitFor();

      node.goDown();
      await page.reload();
      await page.getByText("The chain does not answer.").waitFor();
      node.pretendToBe(999);
      await page.getByRole("button", { name: "Try again" }).click();
      await page.getByText("answers for chain 999 instead of Era on this machine, chain 260.").waitFor();
      const letGo = node.slowDown();
      await page.getByRole("button", { name: "Try again" }).click();
      await page.getByText("Reading what the chain knows…").waitFor();
      letGo();
      await page.getByText("This device", { exact: true }).waitFor();
      expect(await page.getByRole("alert").count()).to.equal(0);
    }),
  );
});
