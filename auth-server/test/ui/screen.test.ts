import { expect } from "chai";
import { createElement } from "react";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { Screen } from "../../src/ui/screen.tsx";

describe("Escape on a screen of the popup", () => {
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let declined: number;

  beforeEach(async () => {
    declined = 0;
    page = await openReactPage();
    const onEscape = (): void => {
      declined++;
    };
    await page.show(createElement(Screen, { onEscape, children: "Let app.example act for you?" }));
  });
  afterEach(() => page.close());

  const press = (key: string, isComposing: boolean) =>
    page.act(() => window.dispatchEvent(Object.assign(new Event("keydown"), { key, isComposing })));

  it("declines", async () => {
    await press("Enter", false);
    expect(declined).to.equal(0);
    await press("Escape", false);
    expect(declined).to.equal(1);
  });

  it("declines nothing while it takes back a letter that is being composed, as in Japanese", async () => {
    await press("Escape", true);
    expect(declined).to.equal(0);
  });
});
