import { expect } from "chai";
import { numberToHex } from "viem";
import { sharedAuthStage, type AuthStage } from "../auth-server/auth-stage.js";
import { inBrowser } from "../browser/in-browser.js";
import type { PageSite } from "../browser/serve-pages.js";
import { HostileOpener, serveHostilePages } from "./hostile-page.js";

const OTHER_CHAIN = 261;

interface RpcCall {
  readonly id: number;
  readonly method: string;
}

describe("A node that lies", () => {
  let stage: AuthStage;
  let site: PageSite;

  before(async () => {
    stage = await sharedAuthStage();
    site = await serveHostilePages();
  });
  after(() => site.stop());

  it(
    "is found out if it is another chain's, before the person is asked for anything",
    inBrowser(async (person) => {
      await person.context.route(`${stage.chain.url}/**`, async (route) => {
        const call = route.request().postDataJSON() as RpcCall;
        if (call.method !== "eth_chainId") return route.continue();
        return route.fulfill({
          headers: { "access-control-allow-origin": "*" },
          json: { jsonrpc: "2.0", id: call.id, result: numberToHex(OTHER_CHAIN) },
        });
      });
      const opener = await HostileOpener.open(person, site, `${stage.sites.authServer.url}/confirm`);
      await opener.ask("wallet_connect", [{ version: "1", capabilities: { metadata: { name: "App" } } }]);
      await opener.popup.getByText("answers for chain 261").waitFor();
      expect(await opener.popup.getByRole("button", { name: "Create account" }).count()).to.equal(0);
      expect(await person.device.prompts()).to.deep.equal({ made: 0, used: 0 });
    }),
  );
});
