import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import sparticuz from "@sparticuz/chromium";
import { expect } from "chai";
import { chromiumFiles } from "./chromium-files.js";
import { inBrowser } from "./in-browser.js";
import { weakeningSwitches } from "./switches.js";
import { sharedBrowser } from "./test-browser.js";
import { servePages } from "./serve-pages.js";

describe("The tests' Chromium", () => {
  it("is unpacked once, and completely, by two processes that start at the same time", async () => {
    const parent = await mkdtemp(join(tmpdir(), "chromium-test-"));
    try {
      const [one, two] = await Promise.all([chromiumFiles(parent), chromiumFiles(parent)]);
      expect(one).to.deep.equal(two);
      expect(await readdir(parent)).to.deep.equal([basename(one.folder)]);
      expect(basename(one.folder)).to.match(/chromium-\d+\.\d+\.\d+-/);
    } finally {
      await rm(parent, { recursive: true });
    }
  });

  it("runs without any switch that weakens the isolation of pages", async () => {
    const running = await (await sharedBrowser()).process.commandLine();
    expect(running).to.include("--no-sandbox").and.to.include("--headless");
    expect(weakeningSwitches(running)).to.deep.equal([]);
  });

  it("is not started with the switches that its package proposes", () => {
    expect(weakeningSwitches(sparticuz.args))
      .to.include("--disable-web-security")
      .and.to.include("--disable-site-isolation-trials");
  });

  it(
    "reaches this machine, and nothing beyond it by name or by number",
    inBrowser(async (person) => {
      person.problems.expect(/ERR_NAME_NOT_RESOLVED/);
      const site = await servePages({ "/": "<title>here</title>", "/near": "near" });
      const page = await person.openTab(site.url);
      const read = (url: string) =>
        page.evaluate((from) => fetch(from).then((answer) => answer.text(), String), url);
      expect(await read(`${site.url}/near`)).to.equal("near");
      expect(await read("http://example.com/")).to.equal("TypeError: Failed to fetch");
      expect(await read("http://192.0.2.1/")).to.equal("TypeError: Failed to fetch");
      await site.stop();
    }),
  );

  it(
    "keeps a page from reading another origin that does not allow it",
    inBrowser(async (person) => {
      person.problems.expect(/blocked by CORS policy/);
      person.problems.expect(/ERR_FAILED/);
      const [one, other] = await Promise.all([servePages({ "/": "one" }), servePages({ "/": "other" })]);
      const page = await person.openTab(one.url);
      const answer = await page.evaluate(
        (url) => fetch(url).then((found) => found.text(), String),
        other.url,
      );
      expect(answer).to.equal("TypeError: Failed to fetch");
      await Promise.all([one.stop(), other.stop()]);
    }),
  );

  it(
    "uses the font that its package carries, on every machine",
    inBrowser(async (person) => {
      const page = await person.openTab();
      await page.setContent("<p style='font-family: sans-serif'>Which font is this?</p>");
      const session = await person.context.newCDPSession(page);
      await session.send("DOM.enable");
      await session.send("CSS.enable");
      const { root } = await session.send("DOM.getDocument");
      const { nodeId } = await session.send("DOM.querySelector", { nodeId: root.nodeId, selector: "p" });
      const { fonts } = await session.send("CSS.getPlatformFontsForNode", { nodeId });
      expect(fonts.map(({ familyName }) => familyName)).to.deep.equal(["Open Sans"]);
    }),
  );
});
