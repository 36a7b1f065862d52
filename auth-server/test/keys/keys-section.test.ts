import { erc7579AccountAbi, webAuthnModuleAbi } from "@zksync-sso/sdk/abi";
import { expect } from "chai";
import { createElement } from "react";
import {
  decodeFunctionData,
  encodeAbiParameters,
  encodeEventTopics,
  encodeFunctionResult,
  isAddressEqual,
  numberToHex,
  type Address,
} from "viem";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { KeysSection } from "../../src/keys/keys-section.tsx";
import { calldataOf, CHAIN, fakeNode, nodeLog, type NodeRequest } from "../fake-node.ts";

const ACCOUNT = "0x6cC8cf7f6b488C58AA909B77E6e65c631c204784";
/** That of the page in which components are rendered, and another one. */
const [HERE, ELSEWHERE] = ["https://app.example", "https://other.example"];

describe("The passkeys on a person's own page", () => {
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let shown: HTMLElement | undefined;
  let leave: () => void = () => undefined;
  /** Whether the first of the passkeys was removed on another device since the page was loaded. */
  let gone: boolean;

  beforeEach(async () => {
    page = await openReactPage();
  });
  afterEach(async () => {
    await page.close();
    leave();
  });

  /**
   * Shows an account with passkeys of these pages.
   *
   * @param idOf - gives each its id, a number
   */
  const show = async (origins: readonly string[], idOf = (place: number) => place): Promise<Element[]> => {
    const logs = origins.map((origin, i) =>
      nodeLog(
        {
          address: CHAIN.contracts.passkey,
          topics: encodeEventTopics({
            abi: webAuthnModuleAbi,
            eventName: "PasskeyCreated",
            args: { keyOwner: ACCOUNT },
          }),
          data: encodeAbiParameters(
            [{ type: "string" }, { type: "bytes" }],
            [origin, numberToHex(idOf(i), { size: 1 })],
          ),
        },
        i + 1,
      ),
    );
    const call = (request: NodeRequest) => {
      const { functionName } = decodeFunctionData({ abi: erc7579AccountAbi, data: calldataOf(request) });
      return encodeFunctionResult({ abi: erc7579AccountAbi, functionName, result: [] } as never);
    };
    gone = false;
    leave = fakeNode((request) => {
      const { method, params } = request;
      if (method === "eth_call") return call(request);
      if (method === "eth_getBlockByNumber")
        return { number: params[0], timestamp: "0x10", transactions: [] };
      if (method !== "eth_getLogs") return "0x1";
      const [{ address }] = params as [{ address: Address }];
      return isAddressEqual(address, CHAIN.contracts.passkey) ? logs.slice(gone ? 1 : 0) : [];
    });
    const ref = (element: HTMLElement | null): void => {
      shown = element ?? undefined;
    };
    const account = { address: ACCOUNT, credentialId: "AA", publicKey: "AAAA" } as const;
    const desk = { chain: CHAIN, account, now: 1_800_000_000n, onForget: () => undefined };
    await page.show(createElement("div", { ref }, createElement(KeysSection, desk)));
    await page.until(() => shown?.querySelectorAll("li").length === origins.length);
    return [...(shown?.querySelectorAll("li") ?? [])];
  };

  /** Shows an account with passkeys of these pages; returns, row by row, whether each may be removed. */
  const removable = async (...origins: readonly string[]): Promise<boolean[]> =>
    (await show(origins)).map((row) => row.textContent.includes("Remove"));

  it("may go as long as another one of this page stays", async () => {
    expect(await removable(HERE, HERE)).to.deep.equal([true, true]);
  });

  it("stay where it is the only one", async () => {
    expect(await removable(HERE)).to.deep.equal([false]);
  });

  it("stay where it is the last one of this page, whatever other pages' there are: only those may go", async () => {
    expect(await removable(HERE, ELSEWHERE, ELSEWHERE)).to.deep.equal([false, true, true]);
  });

  it("are this device’s on this page alone, whatever another page’s are called", async () => {
    const rows = await show([HERE, ELSEWHERE], () => 0);
    expect(rows.map((row) => row.textContent.includes("This device"))).to.deep.equal([true, false]);
  });

  it("name another page as it is, and quote what is no page: whoever let it in has written it", async () => {
    const [, web, words, app] = await show([
      HERE,
      ELSEWHERE,
      "every device. Keep it, it is safe on this page",
      "android:apk-key-hash:AbCd",
    ]);
    expect(web?.textContent).to.include("Works on other.example only");
    expect(words?.textContent).to.include("Works on “every device. Keep it, it is safe on this page” only");
    expect(app?.textContent).to.include("Works on “android:apk-key-hash:AbCd” only");
  });

  /** Presses what removes a passkey, once the first one was removed on another device; returns why it is not. */
  const remove = async (row: Element | undefined): Promise<string | undefined> => {
    gone = true;
    await page.act(() => row?.querySelector("button")?.click());
    // A button takes no press in its first half second.
    await page.act(() => new Promise((resolve) => setTimeout(resolve, 600)));
    await page.act(() => shown?.querySelector<HTMLElement>("dialog .button.main")?.click());
    await page.until(() => shown?.querySelector("dialog [role=alert]") != null);
    return shown?.querySelector("dialog")?.textContent;
  };

  it("stay where they have become the last one meanwhile: what is shown may be of a while ago", async () => {
    const [, second] = await show([HERE, HERE]);
    expect(await remove(second)).to.include("It is the last one that opens your account here.");
  });

  it("are read anew when the person leaves what they began: it may have been done all the same", async () => {
    const [, second] = await show([HERE, HERE]);
    await page.act(() => second?.querySelector("button")?.click());
    gone = true;
    await page.act(() => shown?.querySelector<HTMLElement>("dialog .button:not(.main)")?.click());
    await page.until(() => shown?.querySelectorAll("li").length === 1);
  });

  it("are not removed once more", async () => {
    const [first] = await show([HERE, HERE]);
    expect(await remove(first)).to.include("The chain knows it no more.");
  });
});
