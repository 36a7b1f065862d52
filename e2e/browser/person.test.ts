import { access } from "node:fs/promises";
import { resolve } from "node:path";
import { expect } from "chai";
import type { Page } from "playwright-core";
import { inBrowser } from "./in-browser.js";
import type { Person } from "./person.js";
import { servePages, type PageSite } from "./serve-pages.js";
import { SIZES } from "./sizes.js";

/**
 * A page that creates a passkey, or signs with one, on a click. As soon as its script ran would be too early: a busy Chromium
 * may still be committing the document to its window then, and tell it for good that passkeys are not supported.
 */
const passkeyPage = (call: string): string => `<title>passkeys</title>
<button onclick="ask()">ask</button><output></output>
<script>
const challenge = new Uint8Array(32);
const said = (text) => { document.querySelector("output").textContent = text; };
const make = () => navigator.credentials.create({ publicKey: {
  rp: { name: "test" }, user: { id: new Uint8Array(8), name: "alice", displayName: "Alice" }, challenge,
  pubKeyCredParams: [{ alg: -7, type: "public-key" }],
  authenticatorSelection: { residentKey: "required", userVerification: "required" } } });
const sign = (rpId) => navigator.credentials.get({ publicKey: { challenge, rpId, userVerification: "required" } });
const ask = () => ${call}.then(({ id }) => said(id), ({ name }) => said(name));
</script>`;

describe("A person in a browser", () => {
  let site: PageSite;

  before(async () => {
    site = await servePages({
      "/":
        "<title>app</title><button onclick=\"window.open('/make', 'w', 'width=420, height=600')\">make</button>" +
        "<button onclick=\"window.open('/sign', 'w', 'width=420, height=600')\">sign</button>",
      "/make": passkeyPage("make()"),
      "/sign": passkeyPage("sign()"),
      "/foreign": passkeyPage("sign('example.com')"),
      "/error": "<script>console.error('not well')</script>",
      "/throw": "<script>throw new Error('not caught')</script>",
      "/reject": "<script>Promise.reject(new Error('left alone'))</script>",
      "/policy":
        '<meta http-equiv="Content-Security-Policy" content="img-src \'none\'"><img src="http://localhost:9/">',
    });
  });

  after(() => site.stop());

  const saidBy = async (page: Page): Promise<string> => {
    await page.getByRole("button", { name: "ask" }).click();
    return (await page.locator("output:not(:empty)").textContent()) ?? "";
  };
  const press = async (person: Person, page: Page, button: string): Promise<string> =>
    saidBy(await person.popupOf(page, () => page.getByRole("button", { name: button }).click()));

  it(
    "uses a passkey created in a popup in the next popup, in a tab and after a reload",
    inBrowser(async (person) => {
      const app = await person.openTab(site.url);
      const id = await press(person, app, "make");
      await person.popups[0]!.close();
      expect(await press(person, app, "sign")).to.equal(id);
      const tab = await person.openTab(`${site.url}/sign`);
      expect(await saidBy(tab)).to.equal(id);
      await tab.reload();
      expect(await saidBy(tab)).to.equal(id);
      expect(await person.device.prompts()).to.deep.equal({ made: 1, used: 3 });
      expect(person.popups).to.have.length(2);
    }),
  );

  it(
    "uses a passkey in a tab that was open before it was created",
    inBrowser(async (person) => {
      const early = await person.openTab(site.url);
      const made = await saidBy(await person.openTab(`${site.url}/make`));
      await person.device.passkeys();
      expect(await press(person, early, "sign")).to.equal(made);
    }),
  );

  it(
    "has the passkey on a second device, and nothing else of the first",
    inBrowser(async (person) => {
      const tab = await person.openTab(`${site.url}/make`);
      const made = await saidBy(tab);
      await tab.evaluate(() => localStorage.setItem("key", "value"));
      const second = await person.secondDevice({ size: "phone" });
      const other = await second.openTab(`${site.url}/sign`);
      expect(await saidBy(other)).to.equal(made);
      expect(await other.evaluate(() => localStorage.length)).to.equal(0);
      expect(await second.device.prompts()).to.deep.equal({ made: 0, used: 1 });
      expect(await person.device.prompts()).to.deep.equal({ made: 1, used: 0 });
    }),
  );

  it(
    "declines a prompt, and agrees to the next",
    inBrowser(async (person) => {
      await person.device.decline();
      const page = await person.openTab(`${site.url}/make`);
      expect(await saidBy(page)).to.equal("NotAllowedError");
      await person.device.agree();
      await page.reload();
      expect(await saidBy(page)).not.to.equal("NotAllowedError");
      expect(await person.device.prompts()).to.deep.equal({ made: 1, used: 0 });
    }),
  );

  it(
    "cannot use a passkey for a domain other than the page's",
    inBrowser(async (person) => {
      const page = await person.openTab(`${site.url}/foreign`);
      expect(await saidBy(page)).to.equal("SecurityError");
    }),
  );

  it(
    "shares no passkey with anybody else",
    inBrowser(async (person) => {
      await person.device.decline();
      const page = await person.openTab(`${site.url}/sign`);
      expect(await saidBy(page)).to.equal("NotAllowedError");
      expect(await person.device.passkeys()).to.deep.equal([]);
    }),
  );

  it(
    "can use a browser that blocks one window",
    inBrowser(async (person) => {
      const app = await person.openTab(site.url);
      await person.blockNextPopup(app);
      expect(await app.evaluate(() => window.open("/make"))).to.equal(null);
      expect(person.popups).to.deep.equal([]);
      await press(person, app, "make");
      expect(person.popups).to.have.length(1);
    }),
  );

  const problems: [what: string, path: string, text: RegExp][] = [
    ["writes an error to the console", "/error", /not well/],
    ["throws", "/throw", /not caught/],
    ["leaves a rejection unhandled", "/reject", /left alone/],
    ["breaks its own content security policy", "/policy", /img-src/],
  ];
  for (const [what, path, text] of problems) {
    const visit = async (person: Person): Promise<void> => {
      await person.openTab(`${site.url}${path}`);
    };

    it(`fails the test in which a page ${what}, and reports the problem`, async () => {
      const failure = await inBrowser(visit)().then(
        () => "",
        (error: Error) => error.message,
      );
      expect(failure).to.match(text).and.to.contain(path);
    });

    it(
      `passes the test that expects a page that ${what}`,
      inBrowser(async (person) => {
        person.problems.expect(text);
        await visit(person);
      }),
    );
  }

  it("fails the test in which an expected problem does not happen", async () => {
    const test = inBrowser(async (person) => {
      person.problems.expect(/never/);
      await person.openTab(site.url);
    });
    const failure = await test().then(
      () => "",
      (error: Error) => error.message,
    );
    expect(failure).to.contain("did not happen: /never/");
  });

  it("reports the browser's problems if the test fails anyway", async () => {
    const test = inBrowser(async (person) => {
      await person.openTab(`${site.url}/error`);
      throw new Error("of itself");
    });
    const failure = await test().then(
      () => "",
      (error: Error) => error.message,
    );
    expect(failure).to.match(/^of itself\n.*\n.*not well/);
  });

  for (const size of ["desktop", "phone", "popup"] as const)
    it(
      `has a window of the size of a ${size}`,
      inBrowser(
        async (person) => {
          const page = await person.openTab(site.url);
          expect(page.viewportSize()).to.deep.equal(SIZES[size]);
        },
        { size },
      ),
    );

  it(
    "prefers dark colours and less motion, and takes a picture of the page",
    inBrowser(
      async (person) => {
        const page = await person.openTab(site.url);
        const prefers = (query: string) => page.evaluate((asked) => matchMedia(asked).matches, query);
        expect(await prefers("(prefers-color-scheme: dark)")).to.equal(true);
        expect(await prefers("(prefers-reduced-motion: reduce)")).to.equal(true);
        await person.screenshot(page, "harness/dark");
        await access(resolve(import.meta.dirname, "../screenshots/harness/dark.png"));
      },
      { colorScheme: "dark" },
    ),
  );

  it(
    "prefers light colours and as much motion as there is",
    inBrowser(
      async (person) => {
        const page = await person.openTab(site.url);
        const prefers = (query: string) => page.evaluate((asked) => matchMedia(asked).matches, query);
        expect(await prefers("(prefers-color-scheme: light)")).to.equal(true);
        expect(await prefers("(prefers-reduced-motion: reduce)")).to.equal(false);
      },
      { motion: "full" },
    ),
  );
});
