import { expect } from "chai";
import { createElement, type ReactNode } from "react";
import { zeroHash } from "viem";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import type { Actor } from "../../src/guard/actor.ts";
import { AgreeForm, type DecisionProps } from "../../src/guard/agree-form.tsx";
import { BeginForm } from "../../src/guard/begin-form.tsx";
import type { RequestedPasskey } from "../../src/guardians/guardian-request.ts";
import { isTaskRunning } from "../../src/ui/use-task.ts";
import { CHAIN } from "../fake-node.ts";
import { SPENDER, TARGET } from "../session.ts";

describe("A guardian who answers with a key of their browser’s", () => {
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let shown: HTMLElement | undefined;
  /** What the extension was asked for. */
  let asked: string[];
  let actor: Actor;
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
    actor = { kind: "key", key: { name: "an extension", provider: { request }, address: SPENDER } };
  });
  afterEach(() => page.close());

  const show = (form: ReactNode): Promise<void> => {
    const ref = (element: HTMLElement | null): void => {
      shown = element ?? undefined;
    };
    return page.show(createElement("div", { ref }, form));
  };
  const approve = async (name: string): Promise<void> => {
    // A button takes no press in its first half second.
    await page.act(() => new Promise((resolve) => setTimeout(resolve, 600)));
    await page.act(() => button(name)?.click());
  };
  /** What is decided, by a guardian who has agreed before, or has not. */
  const propsOf = (isReady: boolean, passkey?: RequestedPasskey): DecisionProps => ({
    chain: CHAIN,
    request: { chainId: CHAIN.id, account: TARGET, ...(passkey && { passkey }) },
    standing: {
      now: 1n,
      guardians: [{ address: SPENDER, isReady, since: 1n }],
      pending: undefined,
      isTaken: false,
    },
    actor,
    onAnswered: () => undefined,
    onOther: () => undefined,
  });
  const agree = async (): Promise<void> => {
    await show(createElement(AgreeForm, propsOf(false)));
    await approve("Agree with an extension");
  };
  const button = (name: string) =>
    [...(shown?.querySelectorAll("button") ?? [])].find(({ textContent }) => textContent === name);

  it("may stop waiting for an extension that does not answer, and is asked for nothing more by it", async () => {
    await agree();
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
    await agree();
    answer("0x1");
    await page.until(() => asked.includes("wallet_switchEthereumChain"));
    await page.act(() => button("Stop waiting")?.click());
    answerUnknown();
    await page.act(() => new Promise((resolve) => setImmediate(resolve)));
    expect(asked).to.deep.equal(["eth_chainId", "wallet_switchEthereumChain"]);
  });

  it("sends nothing for somebody who has stopped waiting, though it is on the right chain", async () => {
    await agree();
    await page.act(() => button("Stop waiting")?.click());
    answer("0x144");
    await page.act(() => new Promise((resolve) => setImmediate(resolve)));
    expect(asked).to.deep.equal(["eth_chainId"]);
  });

  it("may stop waiting as well where they let somebody in", async () => {
    const passkey = { hashedCredentialId: zeroHash, rawPublicKey: [zeroHash, zeroHash] } as const;
    await show(createElement(BeginForm, { ...propsOf(true, passkey), passkey }));
    await page.act(() => shown?.querySelector("input")?.click());
    await approve("Let them in with an extension");
    await page.act(() => button("Stop waiting")?.click());
    expect(button("Let them in with an extension")).not.to.equal(undefined);
    expect(isTaskRunning()).to.equal(false);
  });
});
