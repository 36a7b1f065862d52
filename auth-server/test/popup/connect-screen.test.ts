import { sessionKeyModuleAbi } from "@zksync-sso/sdk/abi";
import { expect } from "chai";
import { createElement } from "react";
import { decodeFunctionData, getAddress, type Address, type Hex } from "viem";
import { openPage } from "../../../sdk/test/helpers/browser-page.ts";
import { makePasskey, ORIGIN } from "../../../sdk/test/helpers/passkey-account.ts";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { toBase64 } from "../../src/account/base64.ts";
import { rememberAccount } from "../../src/account/known-account.ts";
import { ConnectScreen } from "../../src/popup/connect-screen.tsx";
import { ethInWords } from "../../src/words/amount.ts";
import { untilInWords } from "../../src/words/time.ts";
import { CHAIN } from "../fake-node.ts";
import { fakeStorage } from "../fake-storage.ts";
import { scriptedNode } from "../scripted-node.ts";
import { SPENDER, TARGET } from "../session.ts";

const NOW = 1_800_000_000n;
const HOUR = 3600n;

describe("An app that asks for a session when it connects", () => {
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let leave: (() => void)[] = [];
  let shown: HTMLElement | undefined;
  /** The calls that the node was asked to estimate. */
  let estimated: unknown[];

  beforeEach(async () => {
    page = await openReactPage();
    estimated = [];
    const eth_estimateGas = ([call]: readonly unknown[]): string => {
      estimated.push(call);
      return "0x10000";
    };
    leave = [fakeStorage(), scriptedNode({}, { eth_estimateGas })];
    Object.defineProperty(globalThis, "ResizeObserver", {
      value: window.ResizeObserver,
      configurable: true,
    });
    const { credentialId, credentialPublicKey, authenticator } = await makePasskey();
    leave.push(openPage(ORIGIN, authenticator));
    rememberAccount(CHAIN.id, { address: TARGET, credentialId, publicKey: toBase64(credentialPublicKey) });
    const session = {
      key: { type: "secp256k1", address: SPENDER },
      preferences: { expiresAt: "24 hours", transfers: [{ to: SPENDER, valueLimit: 5n }] },
    };
    const request = {
      id: "1-2-3-4-5",
      chainId: CHAIN.id,
      method: "wallet_connect",
      params: [{ version: "1", capabilities: { session } }],
    };
    const asked = { origin: "https://app.example", request, decline: () => undefined };
    const ref = (element: HTMLElement | null): void => {
      shown = element ?? undefined;
    };
    const situation = { asked, request, chain: CHAIN, chains: [CHAIN], now: NOW };
    await page.show(createElement("div", { ref }, createElement(ConnectScreen, situation as never)));
  });
  afterEach(async () => {
    await page.close();
    Reflect.deleteProperty(globalThis, "ResizeObserver");
    for (const each of leave) each();
  });

  const says = (text: string) => page.until(() => shown?.textContent.includes(text) === true);
  const press = async (name: string): Promise<void> => {
    const button = () =>
      [...(shown?.querySelectorAll("button") ?? [])].find(({ textContent }) => textContent === name);
    await page.until(() => button() !== undefined);
    await page.act(() => button()?.click());
  };

  it("costs its network fee, which the person sees before they approve it", async () => {
    // 0x10000 gas at 0.1 gwei: what the node says.
    const fee = `Your network fee: about ${ethInWords(0x10000n * 10n ** 8n)}`;
    await says(fee);
    const button = shown?.querySelector(".button.main");
    expect(button?.textContent, "on the button").to.equal(`Approve with your passkey ${fee}`);
    const [{ from, to, data }] = estimated as [{ from: Address; to: Address; data: Hex }];
    expect([from, to].map((each) => getAddress(each))).to.deep.equal([
      TARGET,
      getAddress(CHAIN.contracts.session),
    ]);
    const { functionName } = decodeFunctionData({ abi: sessionKeyModuleAbi, data });
    expect(functionName).to.equal("createSession");
  });

  it("costs whoever makes an account nothing: the account has nothing yet", async () => {
    await press("Another account");
    await press("Create account");
    await says("asks to act for your new account");
    expect(shown?.textContent).not.to.include("network fee");
  });

  it("gets no more than it was let when the person goes on with another account", async () => {
    await press("Lower the limits");
    await page.act(() => {
      const until = shown?.querySelector("select") as HTMLSelectElement;
      until.value = String(NOW + HOUR);
      until.dispatchEvent(new Event("change", { bubbles: true }));
    });
    await press("Use these limits");
    const lowered = `act for you until ${untilInWords(NOW + HOUR)}?`;
    await says(lowered);
    await press("Another account");
    await press("Create account");
    await says("asks to act for your new account");
    expect(shown?.textContent).to.include(lowered);
  });
});
