import { expect } from "chai";
import { parseEther } from "viem";
import { accessibilityProblems } from "../browser/accessibility.js";
import { inBrowser } from "../browser/in-browser.js";
import type { PersonOptions } from "../browser/person.js";
import { sharedAuthStage, type AuthStage } from "./auth-stage.js";
import { ExamplePage } from "./example-page.js";
import { pressWhenArmed, signUp } from "./popup-page.js";

const LOOKS: PersonOptions[] = [
  { size: "desktop", colorScheme: "light", reducedMotion: true },
  { size: "phone", colorScheme: "dark", reducedMotion: true },
];

describe("A person's own page", () => {
  let stage: AuthStage;

  before(async () => {
    stage = await sharedAuthStage();
  });

  for (const look of LOOKS)
    it(
      `makes an account, shows all of it, and can be used by everybody, as ${look.size}-${look.colorScheme}`,
      inBrowser(async (person) => {
        const page = await person.openTab(stage.sites.authServer.url);
        const check = async (screen: string): Promise<void> => {
          await person.screenshot(page, `auth-server/${screen}-${look.size}-${look.colorScheme}`);
          expect(await accessibilityProblems(page), screen).to.deep.equal([]);
          const isWide = await page.evaluate(
            () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
          );
          expect(isWide, `${screen} is wider than its window`).to.equal(false);
        };
        await page.getByRole("button", { name: "Create account" }).waitFor();
        await check("welcome");
        await page.getByRole("button", { name: "Create account" }).click();
        await page.getByText("This device", { exact: true }).waitFor();
        for (const text of [
          "Nothing yet. What somebody sends you will be here.",
          "None now. An app that you let act for you will be here, with its limits.",
          "Nobody yet. A guardian is somebody you trust",
          "The newest release",
        ])
          await page.getByText(text).waitFor();
        await check("account");
        await page.getByRole("button", { name: "Receive" }).click();
        await check("receive");
        await page.getByRole("button", { name: "Close" }).click();
        await page.getByRole("button", { name: "Choose a guardian" }).click();
        await page.getByLabel("Their address").fill("0x12");
        await page.getByRole("button", { name: "Look at it once more" }).click();
        await page.getByText("An address is 0x and 40 digits").waitFor();
        await check("guardian");
        expect(await person.device.prompts()).to.deep.equal({ made: 1, used: 0 });
      }, look),
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

      await page.getByRole("button", { name: "Send" }).click();
      await page.getByLabel("To (an address)").fill("0x45e6dc995113fd3d1a3b1964493105b9aa9a9a42");
      await page.getByLabel(/^How much/).fill("0.01");
      await page.getByRole("button", { name: "Look at it once more" }).click();
      await pressWhenArmed(page, "Send with your passkey");
      await page.getByText("It is sent.").waitFor();
      const received = await stage.chain.publicClient.getBalance({
        address: "0x45E6dC995113fd3d1A3b1964493105B9AA9a9A42",
      });
      expect(received).to.equal(parseEther("0.01"));
      await page.getByRole("button", { name: "Close" }).click();

      const happened = page.getByRole("region", { name: "What happened" });
      await page.getByRole("button", { name: "Look again" }).click();
      await happened.getByText(/^To 0x 45E6 dC99 /).waitFor();
      const rows = await happened.getByRole("listitem").allInnerTexts();
      const whats = rows.map((row) => row.split("\n")[0]);
      expect(whats).to.deep.equal(["Sent", "Ended what an app may do", "Received", "Added a passkey"]);
      expect(rows[0]).to.match(/0\.01 ETH[^]*today, [^]*network fee 0\.\d+ ETH/);
      expect(rows[3]).to.include("Let an app act for you").and.to.include(host);

      const other = await person.openTab(stage.sites.authServer.url);
      await other.getByText("This device", { exact: true }).waitFor();
      await page.getByRole("button", { name: "Log out of this device" }).click();
      await page.getByRole("button", { name: "Log out", exact: true }).click();
      await other.getByRole("button", { name: "I have one already" }).click();
      await page.getByText("This device", { exact: true }).waitFor();
    }),
  );
});
