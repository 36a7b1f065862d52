import { expect } from "chai";
import { createElement } from "react";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { rememberAccount } from "../../src/account/known-account.ts";
import { ConnectScreen } from "../../src/popup/connect-screen.tsx";
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

  beforeEach(async () => {
    page = await openReactPage();
    leave = [fakeStorage(), scriptedNode({})];
    Object.defineProperty(globalThis, "ResizeObserver", {
      value: window.ResizeObserver,
      configurable: true,
    });
    rememberAccount(CHAIN.id, { address: TARGET, credentialId: "AAAA", publicKey: "AAAA" });
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
