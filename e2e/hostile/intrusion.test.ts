import { expect } from "chai";
import type { Page } from "playwright-core";
import { sharedAuthStage } from "../auth-server/auth-stage.js";
import { inBrowser } from "../browser/in-browser.js";
import type { Person } from "../browser/person.js";
import { serveHostilePages } from "./hostile-page.js";
import type { PageSite } from "../browser/serve-pages.js";

/** Any auth server: `HOSTILE_TARGET` is the address of its page for requests. */
const TARGET = process.env["HOSTILE_TARGET"];

/** The error when the page's policy is violated. */
const BREACH = /Content Security Policy|Trusted/;

describe("Code injected into the auth server's page", () => {
  let auth: string;
  let site: PageSite;

  before(async () => {
    auth = TARGET ?? `${(await sharedAuthStage()).sites.authServer.url}/confirm`;
    site = await serveHostilePages();
  });
  after(() => site.stop());

  const enter = async (person: Person): Promise<Page> => {
    person.problems.expect(BREACH);
    const page = await person.openTab(auth);
    await page.getByRole("main").waitFor();
    return page;
  };

  it(
    "runs no script, whichever way it is written into the page",
    inBrowser(async (person) => {
      const page = await enter(person);
      const written = await page.evaluate((elsewhere) => {
        // In a list: named functions would be compiled to more than a page knows.
        const ways: [string, () => void][] = [
          ["html", () => (document.body.innerHTML = "<img src=x onerror='window.ran = true'>")],
          [
            "text",
            () => {
              const script = document.createElement("script");
              script.append("window.ran = true");
              document.body.append(script);
            },
          ],
          [
            "address",
            () => {
              const script = document.createElement("script");
              script.src = elsewhere;
              document.body.append(script);
            },
          ],
          ["handler", () => document.body.setAttribute("onclick", "window.ran = true")],
          [
            "frame",
            () => {
              const frame = document.createElement("iframe");
              frame.srcdoc = "<script>parent.ran = true</script>";
              document.body.append(frame);
            },
          ],
        ];
        return ways.map(([way, write]) => {
          try {
            write();
            return `${way}: written`;
          } catch (error) {
            return `${way}: ${(error as Error).name}`;
          }
        });
      }, `${site.url}/opener.html`);
      expect(written).to.include.members(["html: TypeError", "address: TypeError", "frame: TypeError"]);
      await page.locator("body").dispatchEvent("click");
      expect(await page.evaluate(() => Reflect.get(window, "ran"))).to.equal(undefined);
    }),
  );

  it(
    "sends nothing to a stranger: no request, no image, no form",
    inBrowser(async (person) => {
      const page = await enter(person);
      const reached: string[] = [];
      await person.context.route(`${site.url}/**`, (route) => {
        reached.push(route.request().url());
        return route.fulfill({ status: 200, headers: { "access-control-allow-origin": "*" }, body: "" });
      });
      const sent = await page.evaluate(async (elsewhere) => {
        const image = new Promise<string>((resolve) => {
          const element = new Image();
          element.onload = () => resolve("picture: sent");
          element.onerror = () => resolve("picture: kept");
          element.src = `${elsewhere}/picture`;
        });
        const form = document.createElement("form");
        form.action = `${elsewhere}/form`;
        form.method = "post";
        document.body.append(form);
        form.submit();
        return Promise.all([
          fetch(`${elsewhere}/request`).then(
            () => "request: sent",
            () => "request: kept",
          ),
          image,
        ]);
      }, site.url);
      expect(sent).to.deep.equal(["request: kept", "picture: kept"]);
      expect(page.url()).to.equal(auth);
      expect(reached).to.deep.equal([]);
    }),
  );
});
