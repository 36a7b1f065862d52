import type { SessionSpec } from "@zksync-sso/sdk/session";
import { expect } from "chai";
import { createElement } from "react";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { lowerLimit } from "../../src/approval/limit-place.ts";
import { LowerLimits } from "../../src/approval/lower-limits.tsx";
import { sessionOf } from "../session.ts";

const PLACE = { kind: "fees" } as const;

describe("Lowering limits", () => {
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let shown: HTMLElement | undefined;

  beforeEach(async () => {
    page = await openReactPage();
  });
  afterEach(() => page.close());

  /** Shows a limit of some units, of which so many decimals make one. */
  const show = (asked: SessionSpec, decimals: number, spec = asked): Promise<void> => {
    const limit = { place: PLACE, path: "feeLimit", label: "Amount", unit: "", decimals };
    const lines = [{ what: "Pay", amount: "", details: [], limits: [limit] }];
    const ref = (element: HTMLElement | null): void => {
      shown = element ?? undefined;
    };
    const props = { asked, spec, lines, now: 1_800_000_000n, onDone: () => undefined };
    return page.show(createElement("div", { ref }, createElement(LowerLimits, props)));
  };
  const asking = (limit: bigint): SessionSpec => {
    const session = sessionOf();
    return { ...session, feeLimit: { ...session.feeLimit, limit } };
  };
  const use = () =>
    [...(shown?.querySelectorAll("button") ?? [])].find(
      ({ textContent }) => textContent === "Use these limits",
    );

  it("takes the limit as the app asked for it, however many decimals its token has", async () => {
    await show(asking(10n ** 24n + 1n), 24);
    expect(shown?.querySelector("input")?.value).to.equal(`1.${"0".repeat(23)}1`);
    expect(use()?.disabled).to.equal(false);
  });

  it("says what is kept: what was asked for or, if they are lowered already, what the person chose", async () => {
    const asked = asking(10n);
    await show(asked, 0);
    expect(shown?.textContent).to.include("Keep what was asked for");
    await show(asked, 0, lowerLimit(asked, PLACE, 5n));
    expect(shown?.textContent).to.include("Keep what you chose");
    expect(shown?.textContent).not.to.include("Keep what was asked for");
  });
});
