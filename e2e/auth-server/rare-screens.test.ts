import { expect } from "chai";
import { pad, stringToHex } from "viem";
import { accessibilityProblems } from "../browser/accessibility.js";
import { inBrowser } from "../browser/in-browser.js";
import type { PageSite } from "../browser/serve-pages.js";
import { HostileOpener, serveHostilePages } from "../hostile/hostile-page.js";
import { sharedAuthStage, type AuthStage } from "./auth-stage.js";
import { ExamplePage } from "./example-page.js";
import { NodeInFront } from "./node-in-front.js";
import { signUp } from "./popup-page.js";

const TYPED_DATA = {
  domain: { name: "Shop", chainId: 260 },
  primaryType: "Order",
  types: {
    EIP712Domain: [
      { name: "name", type: "string" },
      { name: "chainId", type: "uint256" },
    ],
    Order: [{ name: "item", type: "string" }],
  },
  message: { item: "a lamp" },
};

describe("The popup's rarer screens", () => {
  let stage: AuthStage;
  let site: PageSite;

  before(async () => {
    stage = await sharedAuthStage();
    site = await serveHostilePages();
  });
  after(() => site.stop());

  it(
    "can be used by everybody",
    inBrowser(
      async (person) => {
        person.problems.expect(/ERR_CONNECTION_REFUSED/);
        const auth = `${stage.sites.authServer.url}/confirm`;
        const node = await NodeInFront.of(person, stage.chain.url);
        const check = async (method: string, params: unknown, heading: string | RegExp): Promise<void> => {
          const opener = await HostileOpener.open(person, site, auth);
          await opener.ask(method, params);
          const { popup, page } = opener;
          await popup.getByRole("heading", { name: heading }).waitFor();
          expect(await accessibilityProblems(popup), `${method}: ${String(heading)}`).to.deep.equal([]);
          await Promise.all([popup.close(), page.close()]);
        };
        const hello = stringToHex("Hello");
        const stranger = pad("0x1234", { size: 20 });
        await check("personal_sign", [hello, stranger], "First, show us that it is you.");
        node.goDown();
        await check("personal_sign", [hello, stranger], "We cannot show you what is asked for.");
        node.comeBack();

        const app = await ExamplePage.open(person, stage.sites.example.url);
        await signUp(await app.opens("Connect"));
        const account = await app.account();
        await check("personal_sign", [hello, account], /your word on this/);
        await check("eth_signTypedData_v4", [account, JSON.stringify(TYPED_DATA)], /your word on this/);
        await check("personal_sign", [hello, stranger], "We said no for you.");
        await check("eth_signTransaction", [{ to: stranger }], /do this later on/);
        await check(
          "wallet_disconnect",
          [{ revoke: true, sessionHash: pad("0x12") }],
          "Your account has let no app do this.",
        );
        await check("wallet_showCallsStatus", [pad("0x12")], "It is on its way.");
        await check(
          "wallet_connect",
          [{ version: "1", capabilities: { metadata: { name: "App" } } }],
          /^Sign in to/,
        );
        const alone = await person.openTab(auth);
        await alone.getByRole("heading", { name: "Nobody is asking for anything." }).waitFor();
        expect(await accessibilityProblems(alone)).to.deep.equal([]);
      },
      { size: "popup", reducedMotion: true },
    ),
  );
});
