import { guardianRecoveryModuleAbi, webAuthnModuleAbi } from "@zksync-sso/sdk/abi";
import { expect } from "chai";
import { createElement } from "react";
import { decodeFunctionData, encodeFunctionResult, zeroAddress, zeroHash } from "viem";
import { openPage } from "../../../sdk/test/helpers/browser-page.ts";
import { makePasskey, ORIGIN } from "../../../sdk/test/helpers/passkey-account.ts";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { toBase64 } from "../../src/account/base64.ts";
import { rememberAccount } from "../../src/account/known-account.ts";
import type { RequestProps } from "../../src/guard/answer-props.ts";
import { RequestPage } from "../../src/guard/request-page.tsx";
import { requestedPasskey } from "../../src/recovery/new-passkey.ts";
import { isTaskRunning } from "../../src/ui/use-task.ts";
import { calldataOf, CHAIN, fakeNode, nodeReceipt, type NodeRequest } from "../fake-node.ts";
import { fakeStorage } from "../fake-storage.ts";
import { SPENDER, TARGET } from "../session.ts";

describe("What a guardian is asked by a link", () => {
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let shown: HTMLElement | undefined;
  let leave: (() => void)[];
  /** Lets the time go by after which the page looks again. */
  let tick: () => void;
  /** What the node was asked: methods. */
  let asked: string[];
  let isDown: boolean;
  let show: () => Promise<void>;
  /** What the node knows: it is behind, perhaps. */
  let knows: { isGuardian: boolean; hasBegun: boolean };

  beforeEach(async () => {
    const lost = await makePasskey();
    const own = await makePasskey();
    const publicKey = (passkey: typeof own) => toBase64(passkey.credentialPublicKey);
    const passkey = requestedPasskey({
      address: TARGET,
      credentialId: lost.credentialId,
      publicKey: publicKey(lost),
    });
    knows = { isGuardian: true, hasBegun: false };
    [asked, isDown] = [[], false];
    const call = (request: NodeRequest): unknown => {
      const abi = [...guardianRecoveryModuleAbi, ...webAuthnModuleAbi];
      const { functionName } = decodeFunctionData({ abi, data: calldataOf(request) });
      const begun = knows.hasBegun && { ...passkey, timestamp: 16n };
      const answers: Readonly<Record<string, unknown>> = {
        credentialOwner: zeroAddress,
        guardiansFor: knows.isGuardian ? [{ addr: SPENDER, isReady: true, addedAt: 1n }] : [],
        getPendingRecoveryData: begun || {
          hashedCredentialId: zeroHash,
          rawPublicKey: [zeroHash, zeroHash],
          timestamp: 0n,
        },
        REQUEST_DELAY_TIME: 86_400n,
        REQUEST_VALIDITY_TIME: 259_200n,
      };
      return encodeFunctionResult({ abi, functionName, result: answers[functionName] } as never);
    };
    const answers: Readonly<Record<string, (request: NodeRequest) => unknown>> = {
      eth_call: call,
      eth_getBlockByNumber: () => ({ timestamp: "0x10", transactions: [] }),
      eth_chainId: () => "0x144",
      eth_blockNumber: () => "0x1",
      eth_estimateGas: () => "0x10000",
      eth_gasPrice: () => "0x1",
      eth_getTransactionCount: () => "0x0",
      eth_sendRawTransaction: () => zeroHash,
      eth_getTransactionReceipt: () => nodeReceipt(),
    };
    page = await openReactPage();
    leave = [
      fakeStorage(),
      openPage(ORIGIN, own.authenticator),
      fakeNode((request) => {
        asked.push(request.method);
        if (isDown) throw new Error("down");
        return answers[request.method]?.(request);
      }),
    ];
    rememberAccount(CHAIN.id, {
      address: SPENDER,
      credentialId: own.credentialId,
      publicKey: publicKey(own),
    });
    const request = { chainId: CHAIN.id, account: TARGET, passkey } as const;
    show = () => showWith({ chain: CHAIN, request });
    await show();
  });

  const showWith = async (props: RequestProps): Promise<void> => {
    const { setInterval } = globalThis;
    globalThis.setInterval = ((look: () => void) => {
      tick = look;
      return 0;
    }) as unknown as typeof setInterval;
    const ref = (element: HTMLElement | null): void => {
      shown = element ?? undefined;
    };
    await page.show(createElement("div", { ref }, createElement(RequestPage, props)));
    globalThis.setInterval = setInterval;
  };
  afterEach(async () => {
    for (const each of leave) each();
    await page.close();
  });

  const says = (text: string) => page.until(() => shown?.textContent.includes(text) === true);

  it("is shown as done once the node knows of it, however far it is behind", async () => {
    await says("I have heard their voice");
    await page.act(() => shown?.querySelector("input")?.click());
    // A button takes no press in its first half second.
    await page.act(() => new Promise((resolve) => setTimeout(resolve, 600)));
    await page.act(() => shown?.querySelector<HTMLElement>(".button.main")?.click());
    await page.until(() => asked.includes("eth_getTransactionReceipt") && !isTaskRunning());
    expect(shown?.textContent).not.to.include("They are on their way in.");
    knows = { ...knows, hasBegun: true };
    await page.act(() => tick());
    await says("They are on their way in.");
  });

  it("is there to be answered once the node knows that they are the guardian", async () => {
    await page.show(null);
    knows = { ...knows, isGuardian: false };
    await show();
    await says("This account has no guardian on");
    knows = { ...knows, isGuardian: true };
    await page.act(() => tick());
    await says("Which of your addresses did they choose");
  });

  it("says that the node does not answer until it does: the way to try again stays under the finger", async () => {
    await page.show(null);
    isDown = true;
    await show();
    await says("The chain does not answer.");
    const again = shown?.querySelector("button");
    const before = asked.length;
    await page.act(() => tick());
    await page.until(() => asked.length > before);
    await page.act(() => new Promise((resolve) => setImmediate(resolve)));
    expect([again?.textContent, shown?.contains(again ?? null)]).to.deep.equal(["Try again", true]);
    isDown = false;
    await page.act(() => tick());
    await says("I have heard their voice");
    expect(shown?.textContent).not.to.include("The chain does not answer.");
  });
});
