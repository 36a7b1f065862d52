import { expect } from "chai";
import { parseSiweMessage } from "viem/siwe";
import { inBrowser } from "../browser/in-browser.js";
import type { PageSite } from "../browser/serve-pages.js";
import { HostileOpener, serveHostilePages } from "../hostile/hostile-page.js";
import { sharedAuthStage, type AuthStage } from "./auth-stage.js";
import { pressAndLeave } from "./popup-page.js";

interface Connected {
  readonly accounts: readonly [
    {
      readonly address: `0x${string}`;
      readonly capabilities: {
        readonly signInWithEthereum: { readonly message: string; readonly signature: `0x${string}` };
      };
    },
  ];
}

describe("Somebody new who signs in with Ethereum", () => {
  let stage: AuthStage;
  let site: PageSite;

  before(async () => {
    stage = await sharedAuthStage();
    site = await serveHostilePages();
  });
  after(() => site.stop());

  it(
    "gets one account, though the prompt for the message was cancelled at first",
    inBrowser(async (person) => {
      // The account is not sent for before the person has stopped agreeing.
      let stopAgreeing: () => void = () => undefined;
      const hasStopped = new Promise<void>((resolve) => (stopAgreeing = resolve));
      await person.context.route(`${stage.chain.url}/**`, async (route) => {
        if (route.request().postData()?.includes("eth_sendRawTransaction")) {
          await person.device.decline();
          stopAgreeing();
        }
        await route.continue();
      });
      const auth = `${stage.sites.authServer.url}/confirm`;
      const opener = await HostileOpener.open(person, site, auth);
      const signInWithEthereum = { nonce: "12345678", chainId: "0x104", statement: "Welcome" };
      const id = await opener.ask("wallet_connect", [
        { version: "1", capabilities: { signInWithEthereum, metadata: { name: "App" } } },
      ]);
      await opener.popup.getByText("You say: “Welcome”").waitFor();
      await opener.popup.getByRole("button", { name: "Create account" }).click();
      await hasStopped;
      await opener.popup.getByRole("alert").waitFor();
      await person.context.unroute(`${stage.chain.url}/**`);
      await person.device.agree();
      await pressAndLeave(opener.popup, "Create account");

      const { accounts } = (await opener.answer(id)).result as Connected;
      const { message, signature } = accounts[0].capabilities.signInWithEthereum;
      expect(parseSiweMessage(message)).to.include({
        domain: new URL(site.url).host,
        address: accounts[0].address,
        statement: "Welcome",
      });
      expect(signature).to.match(/^0x[0-9a-f]{200,}$/);
      expect(await person.device.prompts()).to.deep.equal({ made: 1, used: 1 });
    }),
  );
});
