import { expect } from "chai";
import { inBrowser } from "../browser/in-browser.js";
import type { Person } from "../browser/person.js";
import { AppPage } from "./app-page.js";
import { Approvals } from "./approvals.js";
import { sharedStage, type SiteOptions, type Stage } from "./stage.js";

const policy = (value: string) => ({ "cross-origin-opener-policy": value });

describe("An app and an auth server with Cross-Origin-Opener-Policy", () => {
  let stage: Stage;

  before(async () => {
    stage = await sharedStage();
  });

  const arrive = async (person: Person, options: SiteOptions): Promise<AppPage> => {
    await Approvals.of(person, stage.chain);
    return AppPage.open(person, (await stage.serve(options)).app);
  };

  it(
    "tells an app with same-origin that its own header isolates it",
    inBrowser(async (person) => {
      const app = await arrive(person, { app: policy("same-origin") });
      expect(await app.fail("Connect")).to.deep.equal({ name: "OpenerCutOffError", code: -32603 });
    }),
  );

  it(
    "tells a cross-origin isolated app that its own header isolates it",
    inBrowser(async (person) => {
      const isolated = { ...policy("same-origin"), "cross-origin-embedder-policy": "require-corp" };
      const app = await arrive(person, { app: isolated });
      expect(await app.page.evaluate(() => crossOriginIsolated)).to.equal(true);
      expect(await app.fail("Connect")).to.deep.equal({ name: "OpenerCutOffError", code: -32603 });
    }),
  );

  // The second is isolated by its own opener, not by the windows it opens.
  for (const value of ["same-origin-allow-popups", "noopener-allow-popups", "unsafe-none"])
    it(
      `connects an app with ${value}`,
      inBrowser(async (person) => {
        const app = await arrive(person, { app: policy(value) });
        await app.get("Connect");
        await app.showsAccount();
      }),
    );

  for (const value of ["same-origin", "same-origin-allow-popups", "noopener-allow-popups"])
    it(
      `reports for an auth server with ${value} that its window closed early`,
      inBrowser(async (person) => {
        const app = await arrive(person, { auth: policy(value) });
        expect(await app.fail("Connect")).to.deep.equal({ name: "PopupClosedEarlyError", code: 4900 });
      }),
    );

  it(
    "reports for an auth server that rejects the app with noopener-allow-popups that its window closed early",
    inBrowser(async (person) => {
      const [app, auth] = [policy("noopener-allow-popups"), policy("same-origin")];
      const page = await arrive(person, { app, auth });
      expect(await page.fail("Connect")).to.deep.equal({ name: "PopupClosedEarlyError", code: 4900 });
    }),
  );
});
