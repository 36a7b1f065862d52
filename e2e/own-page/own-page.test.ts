import { expect } from "chai";
import type { Page } from "playwright-core";
import { parseEther } from "viem";
import { accessibilityProblems } from "../browser/accessibility.js";
import { inBrowser } from "../browser/in-browser.js";
import { sharedAuthStage, type AuthStage } from "../auth-server/auth-stage.js";
import { ExamplePage } from "../auth-server/example-page.js";
import { NodeInFront } from "../auth-server/node-in-front.js";
import { OwnPage } from "../auth-server/own-page.js";
import { armed, pressWhenArmed, signUp } from "../auth-server/popup-page.js";

describe("A person's own page", () => {
  let stage: AuthStage;

  before(async () => {
    stage = await sharedAuthStage();
  });

  it(
    "creates an account with one prompt",
    inBrowser(async (person) => {
      const page = await person.openTab(stage.sites.authServer.url);
      await page.getByRole("button", { name: "Create account" }).click();
      await page.getByText("This device", { exact: true }).waitFor();
      expect(await person.device.prompts()).to.deep.equal({ made: 1, used: 0 });
    }),
  );

  it(
    "shows an app's session and ends it, sends ETH, and logs out in every tab",
    inBrowser(async (person) => {
      const app = await ExamplePage.open(person, stage.sites.example.url);
      await signUp(await app.opens("Connect"));
      await app.fill();
      const page = await person.openTab(stage.sites.authServer.url);
      const { host } = new URL(stage.sites.example.url);
      const apps = page.getByRole("region", { name: "Apps that may act for you" });
      await apps.getByText(host, { exact: true }).waitFor();
      await page.getByRole("button", { name: `End what ${host} may do` }).click();
      await pressWhenArmed(page, "End it with your passkey");
      await page.getByText("None now. An app that you let act for you").waitFor();
      const happened = page.getByRole("region", { name: "What happened" });
      await happened.getByText("Ended what an app may do").waitFor();

      await page.getByRole("button", { name: "Send" }).click();
      await page.getByLabel("To (an address)").fill("0x7777777777777777777777777777777777777777");
      await page.getByLabel(/^How much/).fill("0.01");
      await page.getByRole("button", { name: "Review" }).click();
      await pressWhenArmed(page, "Send with your passkey");
      await page.getByText("It is sent.").waitFor();
      const received = await stage.chain.publicClient.getBalance({
        address: "0x7777777777777777777777777777777777777777",
      });
      expect(received).to.equal(parseEther("0.01"));
      await page.getByRole("button", { name: "Close" }).click();

      await happened.getByText(/^To 0x 7777 7777 /).waitFor();
      const rows = await happened.getByRole("listitem").allInnerTexts();
      const whats = rows.map((row) => row.split("\n")[0]);
      expect(whats).to.deep.equal(["Sent", "Ended what an app may do", "Received", "Added a passkey"]);
      expect(rows[0]).to.match(/0\.01 ETH[^]*today, [^]*network fee 0\.\d+ ETH/);
      expect(rows[3]).to.include("Let an app act for you").and.to.include(host);

      const other = await person.openTab(stage.sites.authServer.url);
      await other.getByText("This device", { exact: true }).waitFor();
      await other.getByText("Ended what an app may do").waitFor();
      expect(await keptActivities(page)).to.equal(1);
      await page.getByRole("button", { name: "Log out of this device" }).click();
      await page.getByRole("button", { name: "Log out", exact: true }).click();
      await other.getByRole("button", { name: "I have an account" }).waitFor();
      expect(await keptActivities(page), "what says whose account it was").to.equal(0);
      await other.getByRole("button", { name: "I have an account" }).click();
      await page.getByText("This device", { exact: true }).waitFor();
    }),
  );

  it(
    "says what it costs to end an app's session where no sponsor pays",
    inBrowser(async (person) => {
      const { testClient, publicClient, contracts } = stage.chain;
      const app = await ExamplePage.open(person, stage.sites.example.url);
      await signUp(await app.opens("Connect"));
      await app.fill();
      const page = await person.openTab(stage.sites.authServer.url);
      const end = page.getByRole("button", {
        name: `End what ${new URL(stage.sites.example.url).host} may do`,
      });
      await end.click();
      const dialog = page.getByRole("dialog");
      const cost = dialog.getByText(/^Your account pays the network fee: about 0\.\d+ ETH\.$/);
      await armed(page, "End it with your passkey");
      expect(await cost.count()).to.equal(0);
      await dialog.getByRole("button", { name: "Keep it" }).click();

      const address = contracts.accountPaymaster;
      const left = await publicClient.getBalance({ address });
      await testClient.setBalance({ address, value: 0n });
      try {
        await end.click();
        await cost.waitFor();
        await pressWhenArmed(page, "End it with your passkey");
        await page.getByText("None now. An app that you let act for you").waitFor();
      } finally {
        await testClient.setBalance({ address, value: left });
      }
    }),
  );

  it(
    "sends ETH once though no answer came, and says what may have happened before it sends more",
    inBrowser(async (person) => {
      person.problems.expect(/ERR_CONNECTION_(RESET|REFUSED)/);
      const { chain, sites } = stage;
      const to = "0x8888888888888888888888888888888888888888";
      const node = await NodeInFront.of(person, chain.url);
      const { page, address } = await OwnPage.create(person, sites.authServer.url);
      await chain.testClient.setBalance({ address, value: parseEther("1") });
      await page.reload();
      await page.getByRole("button", { name: "Send" }).click();
      await page.getByLabel("To (an address)").fill(to);
      await page.getByLabel(/^How much/).fill("0.01");
      await page.getByRole("button", { name: "Review" }).click();
      const lost = node.loseNextAnswer();
      await pressWhenArmed(page, "Send with your passkey");
      await lost;
      await page.getByText("You may have sent 0.01 ETH to").waitFor();
      await person.screenshot(page, "auth-server/sent-perhaps");
      expect(await accessibilityProblems(page)).to.deep.equal([]);
      node.comeBack();
      await page.getByText("Look under “What happened” whether it is done already").waitFor();
      await page.getByRole("button", { name: "Send once more with your passkey" }).waitFor();
      expect(await chain.publicClient.getBalance({ address: to })).to.equal(parseEther("0.01"));
    }),
  );
});

/** Returns of how many accounts a page's browser keeps what they did. */
function keptActivities(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const opening = indexedDB.open("zksync-sso.activity");
        opening.onsuccess = () => {
          const { result } = opening;
          const counting = result.transaction("accounts").objectStore("accounts").count();
          counting.onsuccess = () => {
            result.close();
            resolve(counting.result);
          };
        };
      }),
  );
}
