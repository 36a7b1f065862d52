import { expect } from "chai";
import { createElement } from "react";
import { numberToHex, zeroHash } from "viem";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { rememberAccount } from "../../src/account/known-account.ts";
import { AccountRequestScreen } from "../../src/popup/account-request-screen.tsx";
import { CHAIN } from "../fake-node.ts";
import { fakeStorage } from "../fake-storage.ts";
import { scriptedNode } from "../scripted-node.ts";
import { SPENDER, TARGET } from "../session.ts";

describe("A request about another account than the one on this device", () => {
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let leave: (() => void)[] = [];
  let shown: HTMLElement | undefined;
  let answers: unknown[];

  beforeEach(async () => {
    answers = [];
    page = await openReactPage();
    const node = scriptedNode(
      {},
      {
        eth_blockNumber: () => "0x1",
        eth_getLogs: () => [],
        eth_call: () => numberToHex(1_800_000_000, { size: 32 }),
      },
    );
    leave = [fakeStorage(), node];
    rememberAccount(CHAIN.id, { address: TARGET, credentialId: "AAAA", publicKey: "AAAA" });
  });
  afterEach(async () => {
    await page.close();
    for (const each of leave) each();
  });

  const show = (method: string, params: readonly unknown[]): Promise<void> => {
    const asked = {
      origin: "https://app.example",
      request: { id: "1-2-3-4-5", chainId: CHAIN.id, method, params },
      answer: (result: unknown) => answers.push(result),
      fail: (error: unknown) => answers.push(error),
      decline: () => answers.push("declined"),
    };
    const ref = (element: HTMLElement | null): void => {
      shown = element ?? undefined;
    };
    const situation = { asked, chain: CHAIN, chains: [CHAIN], now: 1_800_000_000n };
    return page.show(createElement("div", { ref }, createElement(AccountRequestScreen, situation as never)));
  };
  const says = (text: string) => page.until(() => shown?.textContent.includes(text) === true);
  const press = (name: string) =>
    page.act(() => {
      const buttons = [...(shown?.querySelectorAll("button") ?? [])];
      buttons.find(({ textContent }) => textContent === name)?.click();
    });

  for (const [method, params] of [
    ["personal_sign", ["0x4869", SPENDER]],
    ["eth_sendTransaction", [{ from: SPENDER, to: SPENDER, value: "0x1" }]],
  ] as const)
    it(`is refused, unless the person goes on with that one: ${method}`, async () => {
      await show(method, params);
      await says("If that one is yours as well, go on with it");
      await press("Another account");
      await says("Use the passkey of your other account.");
      expect(answers).to.deep.equal([]);
    });

  it("offers no other account where every account is refused the same", async () => {
    await show("eth_sendTransaction", [{ to: CHAIN.contracts.session, value: "0x1" }]);
    await says("No app may have that.");
    expect(shown?.textContent).not.to.include("Another account");
  });

  it("does not say that there is nothing to end of a session that may be another account's", async () => {
    await show("wallet_disconnect", [{ revoke: true, sessionHash: zeroHash }]);
    await says("There is nothing to end for 0x45E6…9A42. If you have another account, it may be that one’s.");
    await press("Another account");
    await says("Use the passkey of your other account.");
    expect(answers).to.deep.equal([]);
  });
});
