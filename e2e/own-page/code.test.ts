import { expect } from "chai";
import { parseAbi } from "viem";
import { getAccountVersion } from "@zksync-sso/sdk/client";
import { accessibilityProblems } from "../browser/accessibility.js";
import { inBrowser } from "../browser/in-browser.js";
import { sharedAuthStage, type AuthStage } from "../auth-server/auth-stage.js";
import { bookmark } from "../auth-server/chain-time.js";
import { OwnPage } from "../auth-server/own-page.js";
import { pressWhenArmed } from "../auth-server/popup-page.js";

const BEACON = parseAbi(["function upgradeTo(address implementation)"]);

describe("A new release of the account's code", () => {
  let stage: AuthStage;
  let goBack: () => Promise<void>;

  before(async () => {
    stage = await sharedAuthStage();
    goBack = await bookmark(stage.chain);
  });
  after(() => goBack());

  it(
    "is announced, shown, and adopted with the passkey, but not before",
    inBrowser(async (person) => {
      const { chain, sites } = stage;
      const { page, address } = await OwnPage.create(person, sites.authServer.url);
      await page.getByText("The newest release").waitFor();
      const latest = await chain.deploy("ERC7579Account");
      const hash = await chain.rich.writeContract({
        address: chain.contracts.beacon,
        abi: BEACON,
        functionName: "upgradeTo",
        args: [latest],
      });
      await chain.publicClient.waitForTransactionReceipt({ hash });
      await chain.testClient.setBalance({ address, value: 10n ** 17n });
      const current = async (): Promise<string> =>
        (await getAccountVersion(chain.publicClient, { account: address, contracts: chain.contracts }))
          .current;
      await page.reload();
      await page.getByText("A new release is out.").waitFor();
      expect(await current()).to.equal(chain.contracts.accountImplementation);
      await page.getByRole("button", { name: "See what changes" }).click();
      await page.getByRole("dialog").getByText("The new release").waitFor();
      await person.screenshot(page, "auth-server/upgrade");
      expect(await accessibilityProblems(page)).to.deep.equal([]);
      await pressWhenArmed(page, "Update with your passkey");
      await page.getByText("The newest release").waitFor();
      expect(await current()).to.equal(latest);
    }),
  );
});
