import { expect } from "chai";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { showPage } from "../../src/ui/show-page.tsx";

describe("A page whose own part is loaded", () => {
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let root: HTMLElement;
  let leave: () => void;

  beforeEach(async () => {
    page = await openReactPage();
    root = document.createElement("div");
  });
  afterEach(async () => {
    await page.act(() => {
      leave();
    });
    await page.close();
  });

  it("is shown when that is there", async () => {
    const App = () => "Your account";
    await page.act(async () => {
      leave = await showPage(root, () => Promise.resolve({ App }));
    });
    expect(root.textContent).to.equal("Your account");
  });

  it("says so where that cannot be loaded, and what to do: it stayed blank", async () => {
    const missing = new TypeError("Failed to fetch dynamically imported module: https://auth.example/a.js");
    await page.act(async () => {
      leave = await showPage(root, () => Promise.reject(missing));
    });
    expect(root.querySelector("[role=alert]")?.textContent).to.equal(
      "A part of this page could not be loaded. Check your connection, and load this page again.",
    );
    let reloads = 0;
    Object.defineProperty(window, "location", { value: { reload: () => reloads++ }, configurable: true });
    const button = root.querySelector("button");
    expect(button?.textContent).to.equal("Load it again");
    // React hears of what happens in the page.
    document.body.append(root);
    await page.act(() => button?.click());
    expect(reloads).to.equal(1);
  });
});
