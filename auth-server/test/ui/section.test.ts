import { expect } from "chai";
import { createElement, Fragment } from "react";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { Section } from "../../src/ui/section.tsx";

describe("A part of a page that cannot be shown", () => {
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let shown: HTMLElement | undefined;
  let leave: () => void;
  /** Whether what is read has in it what no page could show. */
  let isHostile: boolean;

  beforeEach(async () => {
    isHostile = true;
    page = await openReactPage();
    const { error } = console;
    // React says it there, too.
    console.error = () => undefined;
    leave = () => {
      console.error = error;
    };
    const Hostile = () => {
      if (isHostile) throw new RangeError("Invalid string length");
      return "0 of everything";
    };
    const ref = (element: HTMLElement | null): void => {
      shown = element ?? undefined;
    };
    const sections = createElement(
      Fragment,
      null,
      createElement(Section, { title: "What happened", children: createElement(Hostile) }),
      createElement(Section, { title: "Your keys", children: "One passkey" }),
    );
    await page.show(createElement("div", { ref }, sections));
  });
  afterEach(async () => {
    await page.close();
    leave();
  });

  it("says so in its place, and hides nothing of the others", async () => {
    expect(shown?.textContent).to.include("One passkey");
    const alert = shown?.querySelector("[role=alert]");
    expect(alert?.textContent).to.equal("Something went wrong. The reason given is “Invalid string length”.");
    isHostile = false;
    await page.act(() => shown?.querySelector("button")?.click());
    expect(shown?.textContent).to.include("0 of everything");
  });
});
