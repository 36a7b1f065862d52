import { expect } from "chai";
import { createElement } from "react";
import { openPage } from "../../../sdk/test/helpers/browser-page.ts";
import { makePasskey, ORIGIN } from "../../../sdk/test/helpers/passkey-account.ts";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { toBase64 } from "../../src/account/base64.ts";
import { OpenStep } from "../../src/recovery/open-step.tsx";
import { isTaskRunning } from "../../src/ui/use-task.ts";
import { CHAIN, fakeNode, NodeRefusal } from "../fake-node.ts";
import { SPENDER, TARGET } from "../session.ts";

const PAY = "Pay the network fee with an extension";

describe("Somebody who can get back in, and pays with a key of their browser’s", () => {
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let shown: HTMLElement | undefined;
  let leave: (() => void)[];
  /** What the extension was asked for. */
  let asked: string[];
  /** Whether there was a button that stops waiting when the node was asked something. */
  let couldStop: boolean;
  /** Has the extension answer, at last. */
  let answer: (accounts: readonly string[]) => void;
  /** Has it say on which chain it is. */
  let answerChain: (chainId: string) => void;

  beforeEach(async () => {
    const { credentialId, credentialPublicKey, authenticator } = await makePasskey();
    asked = [];
    page = await openReactPage();
    couldStop = false;
    const refuse = (): never => {
      couldStop ||= button("Stop waiting") !== undefined;
      throw new NodeRefusal("insufficient funds");
    };
    leave = [openPage(ORIGIN, authenticator), fakeNode(refuse)];
    const answered = new Promise<readonly string[]>((resolve) => (answer = resolve));
    const ofChain = new Promise<string>((resolve) => (answerChain = resolve));
    const request = ({ method }: { method: string }): Promise<unknown> => {
      asked.push(method);
      return method === "eth_requestAccounts" ? answered : ofChain;
    };
    Object.assign(window, { ethereum: { request } });
    const account = {
      address: SPENDER,
      credentialId,
      publicKey: toBase64(credentialPublicKey),
    } as const;
    const props = {
      chain: CHAIN,
      stored: { chainId: CHAIN.id, account, hasBegun: true },
      progress: { stage: "open", now: 1n, pending: undefined, guardians: [TARGET] },
      onDone: () => undefined,
      onForget: () => undefined,
    } as const;
    const ref = (element: HTMLElement | null): void => {
      shown = element ?? undefined;
    };
    await page.show(createElement("div", { ref }, createElement(OpenStep, props)));
    await press("Get back in");
    await press(PAY);
  });
  afterEach(async () => {
    await page.close();
    for (const each of leave) each();
  });

  const button = (name: string) =>
    [...(shown?.querySelectorAll("button") ?? [])].find(({ textContent }) => textContent === name);
  const press = async (name: string): Promise<void> => {
    await page.until(() => button(name) !== undefined);
    await page.act(() => button(name)?.click());
  };

  it("may stop waiting for an extension that does not answer, and is asked for nothing more by it", async () => {
    await page.until(() => shown?.textContent.includes("Waiting for") === true);
    expect(button("Stop waiting")).not.to.equal(undefined);
    await press("Stop waiting");
    expect(button("Get back in")).not.to.equal(undefined);
    expect(isTaskRunning()).to.equal(false);
    answer([SPENDER]);
    await page.act(() => new Promise((resolve) => setImmediate(resolve)));
    expect(asked).to.deep.equal(["eth_requestAccounts"]);
  });

  it("may stop waiting later on as well, and is not asked to change the extension's chain then", async () => {
    answer([SPENDER]);
    await page.until(() => asked.includes("eth_chainId"));
    await press("Stop waiting");
    answerChain("0x1");
    await page.act(() => new Promise((resolve) => setImmediate(resolve)));
    expect(asked).to.deep.equal(["eth_requestAccounts", "eth_chainId"]);
  });

  it("may not where they get in with their new passkey: what is sent is sent", async () => {
    await page.until(() => shown?.textContent.includes("Waiting for") === true);
    await press("Stop waiting");
    await press("Get back in");
    await page.until(() => shown?.querySelector("[role=alert]") != null);
    expect(couldStop).to.equal(false);
  });
});
