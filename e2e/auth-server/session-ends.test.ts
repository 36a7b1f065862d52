import { expect } from "chai";
import { encodeFunctionData, erc20Abi, parseAbi, parseEther } from "viem";
import { inBrowser } from "../browser/in-browser.js";
import type { Person } from "../browser/person.js";
import { bookmark, pass } from "./chain-time.js";
import { sharedAuthStage, TIP_JAR, type AuthStage } from "./auth-stage.js";
import { ExamplePage } from "./example-page.js";
import { InsistentScript } from "./insistent-script.js";
import { approve, pressAndLeave, pressWhenArmed, signUp } from "./popup-page.js";

const SOMEBODY = "0x45E6dC995113fd3d1A3b1964493105B9AA9a9A42";
const MINT_ABI = parseAbi(["function mint(address to, uint256 amount)"]);
/** Seconds for which the example's session lasts. */
const DAY = 86_400;

describe("A session in the example", () => {
  let stage: AuthStage;

  before(async () => {
    stage = await sharedAuthStage();
  });

  const arrive = async (person: Person): Promise<ExamplePage> => {
    const app = await ExamplePage.open(person, stage.sites.example.url);
    await signUp(await app.opens("Connect"));
    await app.fill();
    return app;
  };

  /** Expects a tip to ask the person, who declines; the app says that nothing was sent. */
  const expectAsked = async (app: ExamplePage): Promise<void> => {
    const popup = await app.opens("Tip 0.001 ETH");
    await popup.getByRole("button", { name: "Do it with your passkey" }).waitFor();
    await pressAndLeave(popup, "Decline");
    expect(await app.page.getByRole("alert").textContent()).to.equal("Not approved: nothing was sent.");
  };

  /** Expects tips and mints to continue after one more prompt, with no other window. */
  const expectGoesOn = async (person: Person, app: ExamplePage, button: string): Promise<void> => {
    const { used } = await person.device.prompts();
    await approve(await app.opens(button), "Approve with your passkey");
    const windows = person.popups.length;
    await app.left("Tips", "0.01 ETH of 0.01 ETH");
    await app.press("Tip 0.001 ETH", "Tipped 0.001 ETH.");
    await app.left("Tips", "0.009 ETH of 0.01 ETH");
    expect(person.popups).to.have.length(windows);
    expect(await person.device.prompts()).to.deep.equal({ made: 1, used: used + 1 });
  };

  it(
    "has the person asked for the next tip once it is used up, and is extended with one prompt",
    inBrowser(async (person) => {
      const app = await ExamplePage.open(person, stage.sites.example.url);
      const popup = await app.opens("Connect");
      await popup.getByRole("button", { name: "Create account" }).click();
      await popup.getByRole("button", { name: "Lower the limits" }).click();
      await popup.getByLabel("ETH to send").fill("0.001");
      await popup.getByRole("button", { name: "Use these limits" }).click();
      await approve(popup, "Approve and make a passkey");
      await app.fill();
      await app.press("Tip 0.001 ETH", "Tipped 0.001 ETH.");
      await app.left("Tips", "0 ETH of 0.001 ETH");
      await expectAsked(app);
      const script = await InsistentScript.in(app.page, stage.chain.url);
      expect(await script.send({ to: TIP_JAR, value: "1" })).to.equal("ValueLimitExceeded");
      await expectGoesOn(person, app, "Extend");
    }),
  );

  it(
    "is reported as over when the person ends it on their own page, and can be replaced",
    inBrowser(async (person) => {
      const app = await arrive(person);
      const own = await person.openTab(stage.sites.authServer.url);
      const { host } = new URL(stage.sites.example.url);
      await own.getByRole("button", { name: `End what ${host} may do` }).click();
      await pressWhenArmed(own, "End it with your passkey");
      await app.page.getByText("You have ended the session.").waitFor();
      await expectAsked(app);
      const script = await InsistentScript.in(app.page, stage.chain.url);
      expect(await script.send({ to: TIP_JAR, value: "1" })).to.equal("SessionNotActive");
      await expectGoesOn(person, app, "Ask for a session");
    }),
  );

  it(
    "is reported as over when it expires on the chain, and can be replaced",
    inBrowser(async (person) => {
      const app = await arrive(person);
      const goBack = await bookmark(stage.chain);
      try {
        await pass(stage.chain, DAY + 1);
        await app.page.getByText("The session has expired.").waitFor();
        await expectAsked(app);
        await expectGoesOn(person, app, "Ask for a session");
      } finally {
        await goBack();
      }
    }),
  );

  it(
    "tells a person without ETH, in ETH, how much is missing",
    inBrowser(async (person) => {
      const app = await ExamplePage.open(person, stage.sites.example.url);
      await signUp(await app.opens("Connect"));
      await app.button("Tip 0.001 ETH").click();
      const alert = app.page.getByRole("alert");
      await alert.waitFor();
      expect(await alert.textContent()).to.match(
        /^Get test ETH first: 0\.001\d* ETH more is needed for this\.$/,
      );
      expect(person.popups).to.have.length(1);
    }),
  );

  it(
    "allows nothing beyond its limits to a script that has its key and bypasses the SDK",
    inBrowser(async (person) => {
      const app = await arrive(person);
      const script = await InsistentScript.in(app.page, stage.chain.url);
      const account = await app.account();
      const { token } = stage.demo;
      const ofToken = (data: `0x${string}`) => ({ to: token, value: "0", data });
      const mint = (amount: bigint) =>
        encodeFunctionData({ abi: MINT_ABI, functionName: "mint", args: [account, amount] });
      const approval = encodeFunctionData({ abi: erc20Abi, functionName: "approve", args: [SOMEBODY, 1n] });
      const before = await stage.chain.publicClient.getBalance({ address: SOMEBODY });

      const tip = (eth: string) => ({ to: TIP_JAR, value: String(parseEther(eth)) }) as const;
      expect(await script.send(tip("0.006")), "more than at once").to.equal("MaxValuePerUseExceeded");
      expect(await script.send({ to: SOMEBODY, value: "1" }), "to another").to.equal("TransferNotAllowed");
      expect(await script.send(ofToken(mint(parseEther("2")))), "too much").to.equal("ConditionFailed");
      expect(await script.send(ofToken(approval)), "another function").to.equal("CallNotAllowed");
      expect(await stage.chain.publicClient.getBalance({ address: SOMEBODY })).to.equal(before);
      // What the session allows goes through: the session refuses, rather than the script being wrong.
      expect(await script.send(tip("0.001"))).to.equal("accepted");
      await app.left("Tips", "0.009 ETH of 0.01 ETH");
      expect(await script.send(ofToken(mint(parseEther("1"))))).to.equal("accepted");
      await app.left("Mints", "4 of 5");
    }),
  );

  it(
    "mints with the fee paid by the account or by a sponsor, and counts both",
    inBrowser(async (person) => {
      const app = await arrive(person);
      const account = await app.account();
      const balance = () => stage.chain.publicClient.getBalance({ address: account });
      const before = await balance();
      await app.press("Mint 1 TEST, sponsored", "Minted 1 TEST, and the sponsor paid.");
      expect(await balance()).to.equal(before);
      await app.left("Fees", "0.01 ETH of 0.01 ETH");
      await app.press("Mint 1 TEST", "Minted 1 TEST.");
      expect((await balance()) < before).to.equal(true);
      await app.left("Mints", "3 of 5");
      expect(person.popups).to.have.length(1);
    }),
  );
});
