import { expect } from "chai";
import { createElement } from "react";
import { zeroHash } from "viem";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { StatusScreen } from "../../src/popup/status-screen.tsx";
import { CHAIN } from "../fake-node.ts";
import { refuse, scriptedNode, type Methods } from "../scripted-node.ts";

const RECEIPT = { transactionHash: zeroHash, logs: [], l2ToL1Logs: [] };

describe("What became of a transaction", () => {
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let leave: () => void = () => undefined;
  let shown: HTMLElement | undefined;
  let answers: unknown[];

  beforeEach(async () => {
    answers = [];
    page = await openReactPage();
  });
  afterEach(async () => {
    await page.close();
    leave();
  });

  /** Shows it by what a node knows. */
  const show = (methods: Methods): Promise<void> => {
    leave = scriptedNode({}, methods);
    const asked = {
      origin: "https://app.example",
      answer: (result: unknown) => answers.push(result),
      fail: (error: unknown) => answers.push(error),
      decline: () => answers.push("declined"),
    };
    const request = {
      id: "1-2-3-4-5",
      chainId: CHAIN.id,
      method: "wallet_showCallsStatus",
      params: [zeroHash],
    };
    const ref = (element: HTMLElement | null): void => {
      shown = element ?? undefined;
    };
    const props = { asked: { ...asked, request }, request, chain: CHAIN, chains: [CHAIN], now: 1n };
    return page.show(createElement("div", { ref }, createElement(StatusScreen, props as never)));
  };
  const says = (text: string) => page.until(() => shown?.textContent.includes(text) === true);
  const close = () =>
    page.act(() => {
      [...(shown?.querySelectorAll("button") ?? [])]
        .find(({ textContent }) => textContent === "Close")
        ?.click();
    });

  for (const [status, words] of [
    ["0x1", "It is done."],
    ["0x0", "It failed, and changed nothing."],
  ] as const)
    it(`is known by its receipt: “${words}”`, async () => {
      await show({ eth_getTransactionReceipt: () => ({ ...RECEIPT, status }) });
      await says(words);
      await close();
      expect(answers).to.deep.equal([null]);
    });

  it("is on its way only if the node has the transaction", async () => {
    await show({ eth_getTransactionByHash: () => ({ hash: zeroHash }) });
    await says("It is on its way.");
    await close();
    expect(answers).to.deep.equal([null]);
  });

  it("is told of no transaction that the chain does not know, and the app is told so, too", async () => {
    await show({});
    await says("The chain knows no such transaction.");
    expect(shown?.textContent).not.to.include("on its way");
    await close();
    expect(answers).to.have.length(1);
    expect(answers[0]).to.have.property("code", 5730);
  });

  it("is not known while the node does not answer, and can be looked for again", async () => {
    await show({ eth_getTransactionReceipt: refuse });
    await says("The chain refused it.");
    await says("Try again");
    expect(shown?.textContent).not.to.include("on its way");
    await close();
    expect(answers).to.deep.equal([null]);
  });
});
