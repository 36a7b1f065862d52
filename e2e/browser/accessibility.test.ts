import { expect } from "chai";
import { accessibilityProblems, contrastProblems } from "./accessibility.js";
import { inBrowser } from "./in-browser.js";

const PAGE = `<!doctype html>
<html lang="en">
  <head><title>Page</title></head>
  <body>
    <main>
      <h1>Page</h1>
      <img id="bare" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" />
      <p id="pale" style="background: #fff; color: #ccc">Pale</p>
    </main>
  </body>
</html>`;

describe("The accessibility problems of a page", () => {
  it(
    "are found, with the rule and the place",
    inBrowser(async (person) => {
      const page = await person.openTab();
      await page.setContent(PAGE);
      expect(await accessibilityProblems(page)).to.deep.equal(["color-contrast: #pale", "image-alt: #bare"]);
    }),
  );

  it(
    "are of contrast alone if only the colours have changed",
    inBrowser(async (person) => {
      const page = await person.openTab();
      await page.setContent(PAGE);
      expect(await contrastProblems(page)).to.deep.equal(["color-contrast: #pale"]);
      await page.locator("#pale").evaluate((pale) => pale.setAttribute("style", "color: #000"));
      expect(await contrastProblems(page)).to.deep.equal([]);
    }),
  );
});
