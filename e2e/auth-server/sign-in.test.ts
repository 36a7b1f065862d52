import { expect } from "chai";
import type { Page } from "playwright-core";
import { parseEther, toFunctionSelector } from "viem";
import { parseSiweMessage } from "viem/siwe";
import { listSessions } from "@zksync-sso/sdk/client";
import { inBrowser } from "../browser/in-browser.js";
import type { Person } from "../browser/person.js";
import type { PageSite } from "../browser/serve-pages.js";
import { HostileOpener, newSessionKey, serveHostilePages } from "../hostile/hostile-page.js";
import { sharedAuthStage, type AuthStage } from "./auth-stage.js";
import { approve, pressAndLeave, pressWhenArmed } from "./popup-page.js";

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

/** The factory's function, in a call's data: it is asked what accounts are made of. */
const MADE_OF = toFunctionSelector("beaconProxyBytecodeHash()").slice(2);

describe("A new person who signs in with Ethereum", () => {
  let stage: AuthStage;
  let site: PageSite;

  before(async () => {
    stage = await sharedAuthStage();
    site = await serveHostilePages();
  });
  after(() => site.stop());

  it(
    "gets one account, even if the prompt for the message was cancelled at first",
    inBrowser(async (person) => {
      const stopping = await stopAgreeing(person);
      const auth = `${stage.sites.authServer.url}/confirm`;
      const opener = await HostileOpener.open(person, site, auth);
      const signInWithEthereum = { nonce: "12345678", chainId: "0x104", statement: "Welcome" };
      const id = await opener.ask("wallet_connect", [
        { version: "1", capabilities: { signInWithEthereum, metadata: { name: "App" } } },
      ]);
      await opener.popup.getByText("Welcome", { exact: true }).waitFor();
      await opener.popup.getByRole("button", { name: "Create account" }).click();
      await stopping.untilCancelled(opener.popup);
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

  it(
    "gets no session if that prompt was cancelled, and afterwards the one that they lowered",
    inBrowser(async (person) => {
      const stopping = await stopAgreeing(person);
      const auth = `${stage.sites.authServer.url}/confirm`;
      const opener = await HostileOpener.open(person, site, auth);
      const key = newSessionKey();
      const preferences = { feeLimit: 0n, transfers: [{ to: key.address, valueLimit: parseEther("5") }] };
      const session = { key, preferences };
      const signInWithEthereum = { nonce: "12345678", chainId: "0x104" };
      const capabilities = { session, signInWithEthereum, metadata: { name: "App" } };
      const id = await opener.ask("wallet_connect", [{ version: "1", capabilities }]);
      await opener.popup.getByRole("button", { name: "Create account" }).click();
      await pressWhenArmed(opener.popup, "Approve and make a passkey");
      await stopping.untilCancelled(opener.popup);
      await opener.popup.getByRole("button", { name: "Lower the limits" }).click();
      await opener.popup.getByLabel("ETH to send").fill("0.001");
      await opener.popup.getByRole("button", { name: "Use these limits" }).click();
      await approve(opener.popup, "Approve and make a passkey");

      const { accounts } = (await opener.answer(id)).result as Connected;
      const { contracts } = stage.chain;
      const account = accounts[0].address;
      const sessions = await listSessions(stage.chain.publicClient, { account, contracts });
      expect(sessions.map((each) => each.session.transferPolicies[0]?.valueLimit.limit)).to.deep.equal([
        parseEther("0.001"),
      ]);
      expect(await person.device.prompts()).to.deep.equal({ made: 1, used: 1 });
    }),
  );

  /** Has the person agree to make a passkey and to nothing after it, until the outcome is shown. */
  async function stopAgreeing(person: Person) {
    const node = `${stage.chain.url}/**`;
    let stop: () => void = () => undefined;
    const hasStopped = new Promise<void>((resolve) => (stop = resolve));
    const sent: string[] = [];
    await person.context.route(node, async (route) => {
      const text = route.request().postData() ?? "";
      if (text.includes("eth_sendRawTransaction")) sent.push(text);
      // The passkey is there when its account's address is computed.
      if (text.includes(MADE_OF)) {
        await person.device.decline();
        stop();
      }
      await route.continue();
    });
    return {
      untilCancelled: async (popup: Page) => {
        await hasStopped;
        await popup.getByRole("alert").waitFor();
        expect(sent).to.deep.equal([]);
        await person.context.unroute(node);
        await person.device.agree();
      },
    };
  }
});
