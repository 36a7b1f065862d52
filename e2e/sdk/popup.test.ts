import { expect } from "chai";
import type { Hex } from "viem";
import { inBrowser } from "../browser/in-browser.js";
import type { Person } from "../browser/person.js";
import { AppPage } from "./app-page.js";
import { Approvals } from "./approvals.js";
import { RECIPIENT } from "./pages/recipient.js";
import type { StoredKey } from "./pages/stored-keys.js";
import { sharedStage, type Sites, type Stage } from "./stage.js";

describe("An app with a session, and the auth server's window", () => {
  let stage: Stage;
  let sites: Sites;

  before(async () => {
    stage = await sharedStage();
    sites = await stage.serve();
  });

  const arrive = async (person: Person): Promise<{ app: AppPage; approvals: Approvals }> => {
    const approvals = await Approvals.of(person, stage.chain);
    return { app: await AppPage.open(person, sites.app), approvals };
  };

  const received = (): Promise<bigint> => stage.chain.publicClient.getBalance({ address: RECIPIENT });

  const expectPayment = async (pay: () => Promise<Hex>): Promise<void> => {
    const before = await received();
    const { status } = await stage.chain.publicClient.waitForTransactionReceipt({ hash: await pay() });
    expect(status).to.equal("success");
    expect(await received()).to.equal(before + 1n);
  };

  it(
    "connects in a click with one window, and pays without any, even after a reload",
    inBrowser(async (person) => {
      const { app, approvals } = await arrive(person);
      const [account] = await app.get<string[]>("Connect");
      expect(account).to.equal(approvals.server.account?.address);
      await expectPayment(() => app.get("Pay"));
      await app.page.reload();
      await app.showsAccount(account);
      await expectPayment(() => app.get("Pay"));
      expect(person.popups).to.have.length(1);
      expect(approvals.server.methods).to.deep.equal(["wallet_connect"]);
    }),
  );

  it(
    "keeps the session's key where no script can read it",
    inBrowser(async (person) => {
      const { app } = await arrive(person);
      await app.get("Connect");
      const keys = await app.get<StoredKey[]>("Show keys");
      expect(keys).to.deep.equal([
        {
          algorithm: { name: "ECDSA", namedCurve: "P-256" },
          extractable: false,
          exported: ["InvalidAccessError", "InvalidAccessError"],
        },
      ]);
    }),
  );

  it(
    "opens a window for what the session cannot sign",
    inBrowser(async (person) => {
      const { app, approvals } = await arrive(person);
      await app.get("Connect");
      const signature = await app.get<Hex>("Sign");
      expect(signature).to.match(/^0x/);
      expect(person.popups).to.have.length(2);
      expect(approvals.server.methods).to.deep.equal(["wallet_connect", "personal_sign"]);
    }),
  );

  it(
    "opens the window in the click that tries again if the browser has blocked it",
    inBrowser(async (person) => {
      const { app } = await arrive(person);
      await person.blockNextPopup(app.page);
      expect(await app.fail("Connect")).to.deep.equal({ name: "PopupBlockedError", code: -32603 });
      expect(person.popups).to.deep.equal([]);
      await app.get("Retry");
      await app.showsAccount();
      expect(person.popups).to.have.length(1);
    }),
  );

  it(
    "sends its request again to a window that is reloaded in the middle",
    inBrowser(async (person) => {
      const { app, approvals } = await arrive(person);
      const approve = approvals.hesitate();
      const popup = await person.popupOf(app.page, () => app.press("Connect"));
      await approvals.receives(1);
      await popup.reload();
      await approvals.receives(2);
      approve();
      expect(await app.outcome()).to.deep.equal({ result: [approvals.server.account?.address] });
      expect(new Set(approvals.received)).to.have.property("size", 1);
      expect(person.popups).to.have.length(1);
    }),
  );

  it(
    "fails with 4001 when the person closes the window, and asks again when they retry",
    inBrowser(async (person) => {
      const { app, approvals } = await arrive(person);
      const approve = approvals.hesitate();
      const popup = await person.popupOf(app.page, () => app.press("Connect"));
      await approvals.receives(1);
      await popup.close({ runBeforeUnload: true });
      expect(await app.failure()).to.deep.equal({ name: "PopupClosedError", code: 4001 });
      approve();
      expect(await app.use("Connect")).to.have.property("result");
      expect(person.popups).to.have.length(2);
    }),
  );

  it(
    "connects and disconnects in all of the app's tabs",
    inBrowser(async (person) => {
      const { app } = await arrive(person);
      const other = await AppPage.open(person, sites.app);
      const [account] = await app.get<string[]>("Connect");
      await other.showsAccount(account);
      await expectPayment(() => other.get("Pay"));
      await other.press("Log out");
      await app.showsAccount(null);
      expect(await app.fail("Pay")).to.deep.equal({ name: "NotConnectedError", code: 4100 });
      expect(await app.get("Show keys")).to.deep.equal([]);
    }),
  );

  it(
    "is found by wallet discovery",
    inBrowser(async (person) => {
      const { app } = await arrive(person);
      const announced = await app.page.evaluate(
        () =>
          new Promise((resolve) => {
            window.addEventListener("eip6963:announceProvider", (event) => {
              const { info, provider } = (event as CustomEvent<{ info: object; provider: object }>).detail;
              resolve({ ...info, requests: typeof (provider as { request?: unknown }).request });
            });
            window.dispatchEvent(new Event("eip6963:requestProvider"));
          }),
      );
      expect(announced).to.include({ rdns: "dev.zksync.sso", requests: "function" });
      expect(announced)
        .to.have.property("icon")
        .that.matches(/^data:image\//);
    }),
  );
});
