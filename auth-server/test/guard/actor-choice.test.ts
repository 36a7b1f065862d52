import { expect } from "chai";
import { createElement } from "react";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { ActorChoice } from "../../src/guard/actor-choice.tsx";
import type { Actor } from "../../src/guard/actor.ts";
import { isTaskRunning } from "../../src/ui/use-task.ts";
import { CHAIN } from "../fake-node.ts";
import { fakeStorage } from "../fake-storage.ts";
import { SPENDER, TARGET } from "../session.ts";

describe("A guardian who says with what they answer", () => {
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let shown: HTMLElement | undefined;
  let leave: () => void;
  let chosen: Actor[];
  /** Has the extension answer, at last. */
  let answer: (accounts: readonly string[]) => void;

  beforeEach(async () => {
    chosen = [];
    page = await openReactPage();
    leave = fakeStorage();
    const answered = new Promise<readonly string[]>((resolve) => (answer = resolve));
    Object.assign(window, { ethereum: { request: () => answered } });
    const ref = (element: HTMLElement | null): void => {
      shown = element ?? undefined;
    };
    const guardian = { address: SPENDER, isReady: false, since: 1n } as const;
    const props = {
      chain: CHAIN,
      request: { chainId: CHAIN.id, account: TARGET },
      standing: { now: 1n, guardians: [guardian], pending: undefined, isTaken: false },
      onAnswered: () => undefined,
      onActor: (actor: Actor) => chosen.push(actor),
    } as const;
    await page.show(createElement("div", { ref }, createElement(ActorChoice, props)));
    await press("One in an extension");
  });
  afterEach(async () => {
    await page.close();
    leave();
  });

  const button = (name: string) =>
    [...(shown?.querySelectorAll("button") ?? [])].find(({ textContent }) => textContent === name);
  const press = async (name: string): Promise<void> => {
    await page.until(() => button(name) !== undefined);
    await page.act(() => button(name)?.click());
  };

  it("goes on with the key that the extension gives", async () => {
    answer([SPENDER]);
    await page.until(() => chosen.length > 0);
    expect(chosen[0]).to.have.nested.property("key.address", SPENDER);
  });

  it("may stop waiting for an extension that does not answer, and hears no more of it", async () => {
    await press("Stop waiting");
    expect(button("One in an extension")).not.to.equal(undefined);
    expect(isTaskRunning()).to.equal(false);
    answer([SPENDER]);
    await page.act(() => new Promise((resolve) => setImmediate(resolve)));
    expect(chosen).to.deep.equal([]);
    expect(shown?.querySelector("[role=alert]") ?? null).to.equal(null);
  });
});
