import { expect } from "chai";
import { createElement } from "react";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { AgreeForm } from "../../src/guard/agree-form.tsx";
import { isTaskRunning } from "../../src/ui/use-task.ts";
import { CHAIN } from "../fake-node.ts";
import { SPENDER, TARGET } from "../session.ts";

describe("A guardian who agrees with a key of their browser’s", () => {
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let shown: HTMLElement | undefined;
  /** What the extension was asked for. */
  let asked: string[];
  /** Has the extension say on which chain it is, at last. */
  let answer: (chainId: string) => void;
  /** Has it say that it does not know the chain that it is to change to. */
  let answerUnknown: () => void;

  beforeEach(async () => {
    asked = [];
    page = await openReactPage();
    const answered = new Promise<string>((resolve) => (answer = resolve));
    const switched = new Promise<never>((_, reject) => {
      answerUnknown = () => {
        reject(Object.assign(new Error("unknown chain"), { code: 4902 }));
      };
    });
    const request = ({ method }: { readonly method: string }) => {
      asked.push(method);
      return method === "eth_chainId" ? answered : switched;
    };
    const guardian = { address: SPENDER, isReady: false, since: 1n } as const;
    const props = {
      chain: CHAIN,
      request: { chainId: CHAIN.id, account: TARGET },
      standing: { now: 1n, guardians: [guardian], pending: undefined, isTaken: false },
      actor: { kind: "key", key: { name: "an extension", provider: { request }, address: SPENDER } },
      onAnswered: () => undefined,
      onOther: () => undefined,
    } as const;
    const ref = (element: HTMLElement | null): void => {
      shown = element ?? undefined;
    };
    await page.show(createElement("div", { ref }, createElement(AgreeForm, props)));
    // A button takes no press in its first half second.
    await page.act(() => new Promise((resolve) => setTimeout(resolve, 600)));
    await page.act(() => button("Agree with an extension")?.click());
  });
  afterEach(() => page.close());

  const button = (name: string) =>
    [...(shown?.querySelectorAll("button") ?? [])].find(({ textContent }) => textContent === name);

  it("may stop waiting for an extension that does not answer, and is asked for nothing more by it", async () => {
    expect(isTaskRunning()).to.equal(true);
    expect(button("Stop waiting")).not.to.equal(undefined);
    await page.act(() => button("Stop waiting")?.click());
    expect(button("Agree with an extension")).not.to.equal(undefined);
    expect(isTaskRunning()).to.equal(false);
    // Of another chain, to which it would be asked to change.
    answer("0x1");
    await page.act(() => new Promise((resolve) => setImmediate(resolve)));
    expect(asked).to.deep.equal(["eth_chainId"]);
  });

  it("is not asked to add a chain either, if they stop waiting while it is asked to change to one that it does not know", async () => {
    answer("0x1");
    await page.until(() => asked.includes("wallet_switchEthereumChain"));
    await page.act(() => button("Stop waiting")?.click());
    answerUnknown();
    await page.act(() => new Promise((resolve) => setImmediate(resolve)));
    expect(asked).to.deep.equal(["eth_chainId", "wallet_switchEthereumChain"]);
  });
});
