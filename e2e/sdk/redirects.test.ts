import { expect } from "chai";
import { inBrowser } from "../browser/in-browser.js";
import type { Person } from "../browser/person.js";
import { AppPage } from "./app-page.js";
import { Approvals } from "./approvals.js";
import { sharedStage, type Sites, type Stage } from "./stage.js";

describe("An app that cannot open a window", () => {
  let stage: Stage;
  let sites: Sites;

  before(async () => {
    stage = await sharedStage();
    sites = await stage.serve();
  });

  const arrive = async (person: Person): Promise<{ app: AppPage; approvals: Approvals }> => {
    const approvals = await Approvals.of(person, stage.chain);
    return { app: await AppPage.open(person, sites.redirectingApp), approvals };
  };

  it(
    "is connected when the person comes back, pays without leaving, and has nothing left in its address",
    inBrowser(async (person) => {
      const { app, approvals } = await arrive(person);
      await app.press("Connect");
      await app.page.waitForURL(({ origin }) => origin === sites.auth.url);
      await app.page.waitForURL(({ origin, hash }) => origin !== sites.auth.url && hash === "");
      await app.showsAccount(approvals.server.account?.address);
      expect(app.page.url()).to.equal(sites.redirectingApp);
      const hash = await app.get<`0x${string}`>("Pay");
      const { status } = await stage.chain.publicClient.waitForTransactionReceipt({ hash });
      expect(status).to.equal("success");
      expect(person.popups).to.deep.equal([]);
      expect(approvals.server.methods).to.deep.equal(["wallet_connect"]);
    }),
  );

  it(
    "receives the auth server's answer to a second request",
    inBrowser(async (person) => {
      const { app } = await arrive(person);
      await app.press("Connect");
      await app.showsAccount();
      await app.press("Sign");
      const resumed = await app.outcome();
      expect(resumed).to.have.property("result").that.includes({ method: "personal_sign" });
    }),
  );

  it(
    "refuses an answer that it did not request",
    inBrowser(async (person) => {
      const answer = new URLSearchParams({ state: crypto.randomUUID(), response: "{}" });
      const app = await AppPage.open(person, `${sites.redirectingApp}#${answer}`);
      expect(await app.failure()).to.deep.equal({ name: "UnexpectedRedirectError", code: 4100 });
      expect(app.page.url()).to.equal(sites.redirectingApp);
    }),
  );

  it(
    "may ask again after the person went back to a reloaded page",
    inBrowser(async (person) => {
      const { app, approvals } = await arrive(person);
      const approve = approvals.hesitate();
      await app.press("Connect");
      await approvals.receives(1);
      await app.page.goBack();
      await app.showsAccount(null);
      approve();
      await app.press("Connect");
      await app.showsAccount();
    }),
  );

  it(
    "fails with 4001 when the person goes back to the page as it was left",
    inBrowser(async (person) => {
      const { app } = await arrive(person);
      // Headless, Chromium has no back/forward cache. Here the page never leaves, and receives the event it
      // would get.
      await app.page.route(`${sites.auth.url}/**`, (route) => route.fulfill({ status: 204 }));
      const leaves = app.page.waitForRequest(`${sites.auth.url}/**`);
      await app.press("Connect");
      await leaves;
      await app.page.evaluate(() =>
        window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })),
      );
      expect(await app.failure()).to.deep.equal({ name: "RedirectAbandonedError", code: 4001 });
    }),
  );
});
