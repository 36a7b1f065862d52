import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { parseAbi, stringToHex } from "viem";
import { generatePrivateKey, privateKeyToAddress } from "viem/accounts";
import type { Page } from "playwright-core";
import { sharedAuthStage } from "../auth-server/auth-stage.js";
import { OwnPage } from "../auth-server/own-page.js";
import { approve, armed, pressAndLeave } from "../auth-server/popup-page.js";
import { inBrowser } from "../browser/in-browser.js";
import type { Person } from "../browser/person.js";
import type { PageSite } from "../browser/serve-pages.js";
import { HostileOpener, newSessionKey, serveHostilePages } from "./hostile-page.js";

const KEY = newSessionKey();
const VICTIM = "0x6cc8cf7f6b488c58aa909b77e6e65c631c204784";
const APPROVE = parseAbi(["function approve(address spender, uint256 amount)"]);

/** Any auth server: `HOSTILE_TARGET` is the address of its page for requests. */
const TARGET = process.env["HOSTILE_TARGET"];

/**
 * Marks each line of the request that comes into view from now on; resolves when those in view are marked.
 */
function markLinesInView(): Promise<void> {
  return new Promise((resolve) => {
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries)
        if (isIntersecting) target.setAttribute("data-seen", "");
      resolve();
    });
    for (const line of document.querySelectorAll(".slip > li")) observer.observe(line);
  });
}

/** Jumps to the end of a page, past everything before it. */
function jumpToEnd(page: Page): Promise<void> {
  return page.evaluate(() => {
    window.scrollTo(0, document.documentElement.scrollHeight);
  });
}

describe("A hostile page", () => {
  let auth: string;
  let session: string;
  let site: PageSite;

  before(async () => {
    const stage = await sharedAuthStage();
    auth = TARGET ?? `${stage.sites.authServer.url}/confirm`;
    session = stage.chain.contracts.session;
    site = await serveHostilePages();
  });
  after(() => site.stop());

  /** Creates an account on the person's own page, and returns its address. */
  const newAccount = async (person: Person): Promise<string> =>
    (await OwnPage.create(person, new URL("/", auth).href)).address;

  const askForSession = (opener: HostileOpener, preferences: object, key: object = KEY): Promise<string> =>
    opener.ask("wallet_connect", [
      { version: "1", capabilities: { session: { key, preferences }, metadata: { name: "Bank" } } },
    ]);

  it(
    "is shown by its real origin, whatever it claims, and gets its answer only there",
    inBrowser(async (person) => {
      const opener = await HostileOpener.open(person, site, auth);
      await askForSession(opener, { transfers: [{ to: VICTIM }] });
      const { host } = new URL(site.url);
      await opener.popup.getByText(host, { exact: true }).waitFor();
      await opener.popup.getByText("calls itself “Bank”").waitFor();
    }),
  );

  it(
    "receives nothing if it opens the window as somebody else",
    inBrowser(async (person) => {
      const opener = await HostileOpener.open(person, site, auth, "https://bank.example");
      expect(await opener.received()).to.deep.equal([]);
    }),
  );

  it(
    "cannot send a request to a window that another page has opened",
    inBrowser(async (person) => {
      const opener = await HostileOpener.open(person, site, auth);
      await opener.popup.evaluate(() => {
        // As if posted by a frame or another window: not the opener.
        window.postMessage(
          { id: "forged", content: { action: { method: "personal_sign", params: [] }, chainId: 260 } },
          "*",
        );
      });
      const id = await opener.ask("eth_mine", []);
      expect((await opener.answer(id)).error).to.have.property("code", -32601);
      expect((await opener.received()).filter(({ data }) => data.requestId === "forged")).to.deep.equal([]);
    }),
  );

  it(
    "gets the standard errors for messages that are malformed, too large, or of an unknown method",
    inBrowser(async (person) => {
      const requests: [unknown, number][] = [
        [{ action: { method: "wallet_connect", params: [{ version: "2" }] }, chainId: 260 }, -32602],
        [{ action: { method: "eth_sign", params: [] }, chainId: 260 }, -32601],
        [{ action: { method: "__proto__", params: [] }, chainId: 260 }, -32601],
        [{ action: { method: "personal_sign", params: ["x".repeat(300_000)] }, chainId: 260 }, -32005],
        [{ nothing: true }, -32602],
        [{ action: { method: "personal_sign", params: ["0x00", VICTIM] }, chainId: 1 }, 4902],
      ];
      for (const [content, code] of requests) {
        const opener = await HostileOpener.open(person, site, auth);
        const id = randomUUID();
        await opener.post({ id, content });
        expect((await opener.answer(id)).error, JSON.stringify(content).slice(0, 80)).to.have.property(
          "code",
          code,
        );
        await opener.page.close();
      }
    }),
  );

  it(
    "cannot change what is about to be approved by a second request, with the same id or another",
    inBrowser(async (person) => {
      const opener = await HostileOpener.open(person, site, auth);
      const id = await askForSession(opener, { transfers: [{ to: VICTIM, valueLimit: 5n }] });
      const { popup } = opener;
      await popup.getByRole("button", { name: "Create account" }).click();
      await popup.getByText("0.000000000000000005 ETH", { exact: true }).waitFor();
      const all = { transfers: [{ to: VICTIM, valueLimit: 10n ** 18n }] };
      const connect = { version: "1", capabilities: { session: { key: KEY, preferences: all } } };
      await opener.ask("wallet_connect", [connect], id);
      const second = await opener.ask("wallet_connect", [connect]);
      expect((await opener.answer(second)).error).to.have.property("code", -32002);
      await popup.getByText("0.000000000000000005 ETH", { exact: true }).waitFor();
      expect(await popup.getByText("1 ETH", { exact: true }).count()).to.equal(0);
    }),
  );

  it(
    "shows nothing of the auth server in a frame",
    inBrowser(async (person) => {
      person.problems.expect(/frame-ancestors|X-Frame-Options|Refused to display/);
      const page = await person.openTab(`${site.url}/frame.html?auth=${encodeURIComponent(auth)}`);
      await page.frameLocator("#frame").locator("body").waitFor({ state: "attached" });
      expect(await page.frameLocator("#frame").getByRole("button").count()).to.equal(0);
      expect(await page.frameLocator("#frame").getByRole("main").count()).to.equal(0);
    }),
  );

  it(
    "is refused what nobody could approve knowingly, before the person is asked for anything",
    inBrowser(async (person) => {
      const call = (address: string, constraints: object[] = []) => ({
        contractCalls: [{ address, abi: APPROVE, functionName: "approve", constraints }],
      });
      const asked: [object, RegExp][] = [
        [{ transfers: [{ to: session }] }, /decides who may act for your account/],
        [call(VICTIM), /anybody it likes/],
        [call(VICTIM, [{ index: 0, value: VICTIM }]), /without an upper limit/],
      ];
      for (const [preferences, reason] of asked) {
        const opener = await HostileOpener.open(person, site, auth);
        const id = await askForSession(opener, preferences);
        const { popup } = opener;
        const create = popup.getByRole("button", { name: "Create account" });
        await create.or(popup.getByRole("alert")).waitFor();
        if (await create.isVisible()) await create.click();
        await popup.getByRole("alert").getByText(reason).waitFor();
        await pressAndLeave(popup, "Close");
        expect((await opener.answer(id)).error).to.have.property("code", -32602);
        await opener.page.close();
      }
      expect(await person.device.prompts()).to.deep.equal({ made: 0, used: 0 });
    }),
  );

  it(
    "learns at once that a key is another session's, and the person is asked for nothing",
    inBrowser(async (person) => {
      const preferences = { transfers: [{ to: VICTIM, valueLimit: 5n }] };
      const first = await HostileOpener.open(person, site, auth);
      // Not the one that the other tests use, which is used up.
      const key = newSessionKey();
      await askForSession(first, preferences, key);
      await first.popup.getByRole("button", { name: "Create account" }).click();
      await approve(first.popup, "Approve and make a passkey");
      const second = await HostileOpener.open(person, site, auth);
      const { error } = await second.answer(await askForSession(second, preferences, key));
      expect(error).to.include({ code: -32602 });
      expect(error?.message).to.match(/SignerAlreadyUsed/);
      // Nothing about where in the page's code it was found.
      expect(error).not.to.have.property("stack");
      expect(await person.device.prompts()).to.deep.equal({ made: 1, used: 0 });
    }),
  );

  it(
    "cannot have anybody sign in to another site",
    inBrowser(async (person) => {
      const opener = await HostileOpener.open(person, site, auth);
      const signInWithEthereum = { nonce: "12345678", chainId: "0x104", domain: "bank.example" };
      const id = await opener.ask("wallet_connect", [
        { version: "1", capabilities: { signInWithEthereum, metadata: { name: "Bank" } } },
      ]);
      await opener.popup.getByText("that is another site").waitFor();
      await pressAndLeave(opener.popup, "Close");
      expect((await opener.answer(id)).error).to.have.property("code", -32602);
    }),
  );

  it(
    "cannot write on the page: its texts are in quotation marks, on one line, and not HTML",
    inBrowser(async (person) => {
      const opener = await HostileOpener.open(person, site, auth);
      const name = "<img src=x onerror=alert(1)>\n”Your bank\u202e says yes“";
      await opener.ask("wallet_connect", [
        {
          version: "1",
          capabilities: {
            session: {
              key: KEY,
              preferences: { transfers: [{ to: VICTIM }] },
              justification: `${name} <b>bold</b>`,
            },
            metadata: { name },
          },
        },
      ]);
      await opener.popup.getByRole("button", { name: "Create account" }).click();
      const why = await opener.popup.getByText("It says why:").innerText();
      expect(why).to.match(/^It says why: “[^“”\n\u202e]*”$/);
      expect(await opener.popup.locator("img, b").count()).to.equal(0);
    }),
  );

  for (const height of [600, 440])
    it(
      `gets no approval of what is jumped over in a long list, in a window ${height} px high`,
      inBrowser(async (person) => {
        const opener = await HostileOpener.open(person, site, auth);
        const { popup } = opener;
        await popup.setViewportSize({ width: 420, height });
        const transfers = Array.from({ length: 40 }, (_, i) => ({
          to: privateKeyToAddress(generatePrivateKey()),
          valueLimit: BigInt(i + 1),
        }));
        await askForSession(opener, { feeLimit: 0n, transfers });
        await popup.getByRole("button", { name: "Create account" }).click();
        await popup.getByRole("button", { name: "Approve and make a passkey" }).waitFor();
        await popup.evaluate(markLinesInView);
        await jumpToEnd(popup);
        await popup.getByRole("button", { name: "Read the rest first" }).waitFor();
        await armed(popup, "Approve and make a passkey");
        expect(await popup.locator(".slip > li").count()).to.be.at.least(40);
        expect(await popup.locator(".slip > li:not([data-seen])").count()).to.equal(0);
      }),
    );

  it(
    "does not learn which account the person has: a refusal for that reason looks like declining",
    inBrowser(async (person) => {
      const account = await newAccount(person);
      const call = { chainId: "0x104", version: "2.0.0", atomicRequired: true };
      const key = newSessionKey();
      const ownSession = { session: { key, preferences: { transfers: [{ to: account, valueLimit: 1n }] } } };
      for (const [method, params] of [
        ["personal_sign", [stringToHex("hello"), VICTIM]],
        ["eth_sendTransaction", [{ from: VICTIM, to: VICTIM }]],
        ["wallet_sendCalls", [{ ...call, from: VICTIM, calls: [{ to: VICTIM }] }]],
        ["eth_sendTransaction", [{ to: account, value: "0x1" }]],
        ["wallet_connect", [{ version: "1", capabilities: ownSession }]],
        // A second reason to refuse does not change the answer.
        ["wallet_sendCalls", [{ ...call, calls: [{ to: account }, { to: session }] }]],
        ["eth_sendTransaction", [{ from: account, to: session }]],
      ] as const) {
        const opener = await HostileOpener.open(person, site, auth);
        await opener.ask(method, params);
        await opener.popup.getByText("We said no for you.").waitFor();
        await pressAndLeave(opener.popup, "Close");
        const contents = (await opener.received()).flatMap(({ data }) => data.content ?? []);
        expect(contents, method).to.deep.equal([]);
        await opener.page.close();
      }
    }),
  );

  it(
    "gets no signature of what is below the window's foot: texts and data are shown at full height",
    inBrowser(async (person) => {
      const account = await newAccount(person);
      const long = `I have read the terms.${"\n".repeat(60)}I give all that I have to the attacker.`;
      const members = Array.from({ length: 40 }, (_, i) => ({ name: `member${i}`, type: "uint256" }));
      const data = {
        domain: { name: "Shop", chainId: 260 },
        primaryType: "Order",
        types: { Order: members },
        message: Object.fromEntries(members.map(({ name }) => [name, "1"])),
      };
      for (const [method, params] of [
        ["personal_sign", [stringToHex(long), account]],
        ["eth_signTypedData_v4", [account, JSON.stringify(data)]],
      ] as const) {
        const opener = await HostileOpener.open(person, site, auth);
        await opener.ask(method, params);
        const { popup } = opener;
        await popup.getByRole("button", { name: "Read the rest first" }).waitFor();
        const hidden = await popup
          .locator("pre")
          .evaluateAll(
            (boxes) => boxes.filter(({ scrollHeight, clientHeight }) => scrollHeight > clientHeight).length,
          );
        expect(hidden, method).to.equal(0);
        await opener.page.close();
      }
    }),
  );

  it(
    "gets no signature of a message whose account is not signed in",
    inBrowser(async (person) => {
      const opener = await HostileOpener.open(person, site, auth);
      await opener.ask("personal_sign", [stringToHex("hello"), VICTIM]);
      await opener.popup.getByRole("button", { name: "Use my passkey" }).waitFor();
      expect((await opener.received()).filter(({ data }) => data.content)).to.deep.equal([]);
    }),
  );
});
