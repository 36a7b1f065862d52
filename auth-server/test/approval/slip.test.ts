import { expect } from "chai";
import { createElement } from "react";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { Slip } from "../../src/approval/slip.tsx";

describe("The slip of what an app may do", () => {
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let shown: HTMLElement | undefined;

  beforeEach(async () => {
    page = await openReactPage();
  });
  afterEach(() => page.close());

  const show = (...details: readonly string[]): Promise<void> => {
    const ref = (element: HTMLElement | null): void => {
      shown = element ?? undefined;
    };
    const lines = [{ what: "Stake", amount: "once", details, limits: [] }];
    return page.show(createElement("div", { ref }, createElement(Slip, { lines })));
  };

  it("shows nothing of limits that were lowered, where two of them read the same", async () => {
    await show("At most 5 in all", "At most 5 in all");
    await show("At most 3 in all", "At most 3 in all");
    expect(shown?.textContent).to.equal("StakeonceAt most 3 in allAt most 3 in all");
  });
});
