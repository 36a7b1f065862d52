import { expect } from "chai";
import { hexToNumber, numberToHex, type Hex } from "viem";
import { sharedAuthStage, type AuthStage } from "../auth-server/auth-stage.js";
import { inBrowser } from "../browser/in-browser.js";
import type { PageSite } from "../browser/serve-pages.js";
import { HostileOpener, newSessionKey, serveHostilePages } from "./hostile-page.js";

const OTHER_CHAIN = 261;
const THIEF = "0x45e6dc995113fd3d1a3b1964493105b9aa9a9a42";

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
    "cannot make a session of years look like one of hours, or its possible loss look smaller",
    inBrowser(async (person) => {
      const ahead = 4 * 366 * 86_400;
      await person.context.route(`${stage.chain.url}/**`, async (route) => {
        const call = route.request().postDataJSON() as RpcCall;
        const response = await route.fetch();
        if (call.method !== "eth_getBlockByNumber") return route.fulfill({ response });
        const answer = (await response.json()) as { result: { timestamp: Hex } };
        const timestamp = numberToHex(hexToNumber(answer.result.timestamp) + ahead);
        return route.fulfill({ response, json: { ...answer, result: { ...answer.result, timestamp } } });
      });
      const opener = await HostileOpener.open(person, site, `${stage.sites.authServer.url}/confirm`);
      const daily = { limit: 10n ** 15n, period: 86_400n };
      const preferences = { expiresAt: "1 day", feeLimit: 0n, transfers: [{ to: THIEF, valueLimit: daily }] };
      const key = newSessionKey();
      const capabilities = { metadata: { name: "App" }, session: { key, preferences } };
      await opener.ask("wallet_connect", [{ version: "1", capabilities }]);
      await opener.popup.getByRole("button", { name: "Create account" }).click();
      const question = await opener.popup.getByRole("heading", { name: /act for you until/ }).innerText();
      expect(question).to.include(String(new Date(Date.now() + (ahead + 86_400) * 1000).getFullYear()));
      const most = await opener.popup.getByRole("region", { name: "The most you can lose" }).innerText();
      // 0.001 ETH a day, over four years.
      expect(Number(/([\d.]+) ETH/.exec(most)?.[1]), most).to.be.greaterThan(1.4);
      await opener.popup
        .getByText("That is a lot of ETH.")
        .or(opener.popup.getByText("That is a long time."))
        .waitFor();
    }),
  );

  it(
    "is detected if it is another chain's, before the person is asked for anything",
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
