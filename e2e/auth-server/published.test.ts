import { expect } from "chai";
import type { Address, Hex } from "viem";
import { inBrowser } from "../browser/in-browser.js";
import { servePages, type PageSite } from "../browser/serve-pages.js";
import { AppPage } from "../sdk/app-page.js";
import { RECIPIENT } from "../sdk/pages/recipient.js";
import { sharedAuthStage, type AuthStage } from "./auth-stage.js";
import { bundleScript } from "./bundle-script.js";
import { approve } from "./popup-page.js";

const PAGE = (script: string): string => `<!doctype html>
<html lang="en">
  <head>
    <title>Published app</title>
    <link rel="icon" href="data:," />
  </head>
  <body>
    <button>Connect</button>
    <button>Pay</button>
    <p>Account: <span id="account"></span></p>
    <output></output>
    <script>${script.replaceAll("</script", "<\\/script")}</script>
  </body>
</html>`;

describe("An app with the published client", () => {
  let stage: AuthStage;
  let site: PageSite;

  before(async () => {
    stage = await sharedAuthStage();
    site = await servePages(
      { "/": PAGE(await bundleScript("published")) },
      { "content-type": "text/html; charset=utf-8" },
    );
  });
  after(() => site.stop());

  it(
    "connects through the auth server's window, which creates its key, and spends its session without one",
    inBrowser(async (person) => {
      const query = new URLSearchParams({
        auth: `${stage.sites.authServer.url}/confirm`,
        rpc: stage.chain.url,
        token: stage.demo.token,
      });
      const app = await AppPage.open(person, `${site.url}/?${query}`);
      const popup = await person.popupOf(app.page, () => app.press("Connect"));
      await popup.getByRole("button", { name: "Create account" }).click();
      await popup.getByText("The app’s key is made on this page, and handed over to it.").waitFor();
      await approve(popup, "Approve and make a passkey");
      await app.showsAccount();
      const [account] = ((await app.outcome()) as { result: Address[] }).result;
      expect(await person.device.prompts()).to.deep.equal({ made: 1, used: 0 });
      await stage.chain.testClient.setBalance({ address: account!, value: 10n ** 17n });
      const before = await stage.chain.publicClient.getBalance({ address: RECIPIENT });
      const hash = await app.get<Hex>("Pay");
      const { status } = await stage.chain.publicClient.waitForTransactionReceipt({ hash });
      expect(status).to.equal("success");
      expect(await stage.chain.publicClient.getBalance({ address: RECIPIENT })).to.equal(before + 1n);
      expect(person.popups).to.have.length(1);
      expect(await person.device.prompts()).to.deep.equal({ made: 1, used: 0 });
    }),
  );
});
