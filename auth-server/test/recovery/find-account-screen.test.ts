import { guardianRecoveryModuleAbi } from "@zksync-sso/sdk/abi";
import { expect } from "chai";
import { createElement } from "react";
import { decodeFunctionData, encodeFunctionResult } from "viem";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { FindAccountScreen } from "../../src/recovery/find-account-screen.tsx";
import { calldataOf, CHAIN, fakeNode, type NodeRequest } from "../fake-node.ts";
import { SPENDER, TARGET } from "../session.ts";

/** Whether the account that is looked for has a guardian. */
let hasGuardian: boolean;

function answer(request: NodeRequest): unknown {
  if (request.method !== "eth_call") return "0x144";
  const abi = guardianRecoveryModuleAbi;
  const { functionName } = decodeFunctionData({ abi, data: calldataOf(request) });
  const answers: Readonly<Record<string, unknown>> = {
    guardianOf: [],
    guardiansFor: hasGuardian ? [{ addr: TARGET, isReady: true, addedAt: 1n }] : [],
  };
  return encodeFunctionResult({ abi, functionName, result: answers[functionName] } as never);
}

describe("Looking for the account that somebody wants back into", () => {
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let shown: HTMLElement | undefined;
  let leave: () => void;
  /** Has the node answer, at last. */
  let free: () => void;

  beforeEach(async () => {
    hasGuardian = true;
    page = await openReactPage();
    const { location } = window;
    Object.defineProperty(globalThis, "location", { value: location, configurable: true });
    leave = fakeNode(answer);
    const { fetch } = globalThis;
    const answers = new Promise<void>((resolve) => (free = resolve));
    globalThis.fetch = async (...request) => {
      await answers;
      return fetch(...request);
    };
    const ref = (element: HTMLElement | null): void => {
      shown = element ?? undefined;
    };
    const nothing = (): void => undefined;
    const props = { chains: [CHAIN], chain: CHAIN, onChain: nothing, onFound: nothing };
    await page.show(createElement("div", { ref }, createElement(FindAccountScreen, props)));
  });
  afterEach(async () => {
    await page.close();
    Reflect.deleteProperty(globalThis, "location");
    leave();
  });

  /** Writes an address. React was loaded without a browser, and hears of no input: it is told. */
  const write = (value: string) =>
    page.act(() => {
      const props = Object.entries(shown?.querySelector("textarea") ?? {}).find(([key]) =>
        key.startsWith("__reactProps"),
      );
      const { onChange } = props?.[1] as { onChange: (event: { target: { value: string } }) => void };
      onChange({ target: { value } });
    });
  const find = () =>
    page.act(() => {
      shown?.querySelector("form")?.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
    });
  const isFree = () => shown?.textContent.includes("Find my account") === true;

  it("shows what was found for the address that is written there", async () => {
    await write(SPENDER);
    await find();
    free();
    await page.until(() => shown?.textContent.includes("Is this yours?") === true);
  });

  it("shows nothing that was found for another address than the one that is written there by now", async () => {
    await write(SPENDER);
    await find();
    await write(TARGET);
    free();
    await page.until(isFree);
    expect(shown?.textContent).not.to.include("Is this yours?");
  });

  it("says of no address that nothing was found that was not looked for", async () => {
    hasGuardian = false;
    await write(SPENDER);
    await find();
    free();
    await page.until(() => shown?.querySelector("[role=alert]") != null);
    await write(TARGET);
    expect(shown?.querySelector("[role=alert]")).to.equal(null);
  });
});
