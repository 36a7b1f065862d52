import { expect } from "chai";
import { createElement } from "react";
import { zeroAddress, type Hex } from "viem";
import { parseEip712Transaction } from "viem/zksync";
import { openPage } from "../../../sdk/test/helpers/browser-page.ts";
import { makePasskey, ORIGIN } from "../../../sdk/test/helpers/passkey-account.ts";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { toBase64 } from "../../src/account/base64.ts";
import type { KnownAccount } from "../../src/account/known-account.ts";
import { TransactionScreen } from "../../src/transaction/transaction-screen.tsx";
import { cancelNextPasskey } from "../cancel-next-passkey.ts";
import { CHAIN, NodeRefusal, nodeReceipt } from "../fake-node.ts";
import { fakeStorage } from "../fake-storage.ts";
import { scriptedNode } from "../scripted-node.ts";
import { SPENDER, TARGET } from "../session.ts";

describe("A transaction that an app asks for", () => {
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let leave: (() => void)[];
  let shown: HTMLElement | undefined;
  let answers: unknown[];
  /** What the node was given. */
  let sent: Hex[];
  /** How many transactions of the account the node knows, and how often it was asked. */
  let known: number;
  let asked: number;
  /** Is called when the node keeps what it says that it refuses. */
  let keeps: () => void;
  let account: KnownAccount;

  beforeEach(async () => {
    const { credentialId, credentialPublicKey, authenticator } = await makePasskey();
    [answers, sent, known, asked] = [[], [], 5, 0];
    keeps = () => undefined;
    page = await openReactPage();
    // All is in view at once.
    const value = class {
      constructor(look: () => void) {
        queueMicrotask(look);
      }
      observe = (): void => undefined;
      disconnect = (): void => undefined;
    };
    Object.defineProperty(globalThis, "ResizeObserver", { value, configurable: true });
    const node = scriptedNode(
      { firstModuleOf: () => zeroAddress },
      {
        eth_getTransactionCount: () => {
          asked++;
          return `0x${known.toString(16)}`;
        },
        eth_sendRawTransaction: ([raw]) => {
          sent.push(raw as Hex);
          if (sent.length > 1) return nodeReceipt().transactionHash;
          keeps();
          throw new NodeRefusal("busy");
        },
      },
    );
    leave = [fakeStorage(), openPage(ORIGIN, authenticator), node];
    account = { address: SPENDER, credentialId, publicKey: toBase64(credentialPublicKey) };
    await ask();
  });
  afterEach(async () => {
    await page.close();
    for (const each of leave) each();
    Reflect.deleteProperty(globalThis, "ResizeObserver");
  });

  /** Shows what an app asks for. */
  const ask = async (method = "eth_sendTransaction", more: object = {}): Promise<void> => {
    const params = [{ from: SPENDER, to: TARGET, value: "0x1", ...more }];
    const request = { id: "1-2-3-4-5", chainId: CHAIN.id, method, params };
    const appRequest = {
      origin: "https://app.example",
      request,
      answer: (result: unknown) => answers.push(result),
      decline: () => answers.push("declined"),
    };
    const props = { asked: appRequest, request, account, chain: CHAIN, chains: [CHAIN], now: 1n };
    const ref = (element: HTMLElement | null): void => {
      shown = element ?? undefined;
    };
    await page.show(null);
    await page.show(createElement("div", { ref }, createElement(TransactionScreen, props as never)));
  };
  const says = (text: string) => page.until(() => shown?.textContent.includes(text) === true);
  const approve = async (): Promise<void> => {
    await page.until(() => shown?.querySelector(".button.main") != null);
    // A button takes no press in its first half second.
    await page.act(() => new Promise((resolve) => setTimeout(resolve, 600)));
    await page.act(() => shown?.querySelector<HTMLElement>(".button.main")?.click());
  };
  const nonces = () => sent.map((each) => parseEip712Transaction(each as `0x71${string}`).nonce);

  /** Waits until the page has looked, signed and looked once more. */
  const looksAgain = () => page.until(() => asked === 3 && shown?.querySelector(".button.main") != null);

  it("happens once if a node keeps what it says that it refuses, and comes to know of it when the person has looked", async () => {
    await approve();
    await says("The chain refused it.");
    await looksAgain();
    known = 6;
    await approve();
    await page.until(() => answers.length > 0);
    expect(nonces()).to.deep.equal([5, 5]);
  });

  it("is not offered again as if nothing had been sent, if a node keeps what it says that it refuses", async () => {
    keeps = () => (known = 6);
    await approve();
    await says("You have approved this before, and your account has sent something since.");
    await approve();
    await page.until(() => answers.length > 0);
    expect(nonces(), "asked for once more").to.deep.equal([5, 6]);
  });

  it("counts as not approved if the person cancels: what their account sends meanwhile is no reason to warn, nor is its nonce taken", async () => {
    cancelNextPasskey();
    await approve();
    await page.until(() => shown?.querySelector("[role=alert]") != null);
    known = 6;
    await approve();
    await says("The chain refused it.");
    expect(nonces()).to.deep.equal([6]);
  });

  it("is looked at anew where what was approved before may be done meanwhile, though nothing more is sent", async () => {
    await approve();
    await says("The chain refused it.");
    await looksAgain();
    known = 6;
    cancelNextPasskey();
    await approve();
    await says("You have approved this before, and your account has sent something since.");
    expect(nonces()).to.deep.equal([5]);
  });

  it("is signed with no less gas than it takes, whether it is sent or given to the app", async () => {
    await ask("eth_sendTransaction", { gas: "0x1" });
    await approve();
    await says("The chain refused it.");
    await ask("eth_signTransaction", { gas: "0x1" });
    await approve();
    await page.until(() => answers.length > 0);
    for (const signed of [...sent, ...answers])
      expect(parseEip712Transaction(signed as `0x71${string}`).gas).to.equal(0x10000n);
    expect(sent).to.have.length(1);
  });
});
