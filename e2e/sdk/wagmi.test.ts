import { expect } from "chai";
import type { Hex } from "viem";
import { inBrowser } from "../browser/in-browser.js";
import { AppPage } from "./app-page.js";
import { Approvals } from "./approvals.js";
import { sharedStage, type Stage } from "./stage.js";

describe("An app with wagmi", () => {
  let stage: Stage;
  let url: string;

  before(async () => {
    stage = await sharedStage();
    url = (await stage.serve()).wagmiApp;
  });

  it(
    "connects in a click with one window, pays without any, is reconnected after a reload, and logs out",
    inBrowser(async (person) => {
      const approvals = await Approvals.of(person, stage.chain);
      const app = await AppPage.open(person, url);
      const [account] = await app.get<string[]>("Connect");
      expect(account).to.equal(approvals.server.account?.address);
      const pay = async (): Promise<string> => {
        const hash = await app.get<Hex>("Pay");
        return (await stage.chain.publicClient.waitForTransactionReceipt({ hash })).status;
      };
      expect(await pay()).to.equal("success");
      await app.page.reload();
      await app.showsAccount(account);
      expect(await pay()).to.equal("success");
      await app.press("Log out");
      await app.showsAccount(null);
      await app.page.reload();
      await app.showsAccount(null);
      expect(person.popups).to.have.length(1);
      expect(approvals.server.methods).to.deep.equal(["wallet_connect"]);
    }),
  );
});
