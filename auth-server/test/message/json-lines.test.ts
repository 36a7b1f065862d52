import { expect } from "chai";
import { createElement } from "react";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { JsonLines } from "../../src/message/json-lines.tsx";

const json = JSON.stringify({ to: "Bob", deep: { list: [{ note: ".".repeat(90) }] } }, null, 2);

describe("JSON that an app wants signed", () => {
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let shown: HTMLElement | undefined;

  beforeEach(async () => {
    page = await openReactPage();
    const ref = (element: HTMLElement | null): void => {
      shown = element ?? undefined;
    };
    await page.show(createElement("div", { ref }, createElement(JsonLines, { json })));
  });
  afterEach(() => page.close());

  it("is shown as it is", () => {
    expect(shown?.textContent).to.equal(json);
  });

  it("goes on in another line of the window behind where its own began: no text reads as another member there", () => {
    const lines = [...(shown?.querySelectorAll("span") ?? [])];
    expect(lines.map(({ textContent }) => textContent.replace("\n", ""))).to.deep.equal(json.split("\n"));
    for (const { textContent, style } of lines) {
      const indent = textContent.length - textContent.trimStart().length;
      expect(style.paddingLeft, textContent).to.equal(`${indent + 4}ch`);
      expect(style.textIndent, "its first line begins where it did").to.equal(`-${indent + 4}ch`);
    }
  });
});
