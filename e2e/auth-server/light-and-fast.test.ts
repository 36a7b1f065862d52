import { expect } from "chai";
import { FIGURES, noteFigure } from "../../scripts/test/figures.js";
import { inBrowser } from "../browser/in-browser.js";
import { sharedAuthStage, type AuthStage } from "./auth-stage.js";
import { ExamplePage } from "./example-page.js";
import { msToDecision, noteFirstDecisions, scriptsUntilDecision } from "./first-decision.js";
import { armed, pressWhenArmed } from "./popup-page.js";
import { ScriptWeight } from "./script-weight.js";

describe("The approval screen", () => {
  let stage: AuthStage;

  before(async () => {
    stage = await sharedAuthStage();
  });

  // The times are recorded for `npm run test:e2e`, which compares them: here, the machine may be busy.
  it(
    "needs little script, appears soon for a returning person, and leads to an account in a moment",
    inBrowser(async (person) => {
      await noteFirstDecisions(person.context);
      const weight = new ScriptWeight(person.context, stage.sites.authServer.url);
      const app = await ExamplePage.open(person, stage.sites.example.url);
      const popup = await app.opens("Connect");
      await popup.getByRole("button", { name: "Create account" }).click();
      await popup.getByText("If this key leaks, you can lose at most").waitFor();
      const gzipKb = Math.round(await weight.gzipKb(await scriptsUntilDecision(popup)));
      await noteFigure("gzipKb", gzipKb);
      // Without its libraries it would weigh next to nothing, and nothing would have been measured.
      expect(gzipKb).to.be.within(60, FIGURES.gzipKb.bar);

      await armed(popup, "Approve and make a passkey");
      const clicked = performance.now();
      await Promise.all([
        app.account(),
        pressWhenArmed(popup, "Approve and make a passkey").catch(() => undefined),
      ]);
      await noteFigure("signUpMs", Math.round(performance.now() - clicked));

      // From the navigation of a window whose files are cached, with the app's request on its way, until the
      // screen's decision appears; the half second during which it takes no click is not counted.
      await app.button("Disconnect").click();
      const back = await app.opens("Connect");
      await noteFigure("interactiveMs", await msToDecision(back));
    }),
  );
});
