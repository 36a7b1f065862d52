import { expect } from "chai";
import { createElement } from "react";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { AccountPage } from "../../src/desk/account-page.tsx";
import { CHAIN, fakeNode, NodeRefusal } from "../fake-node.ts";

const ACCOUNT = "0x6cC8cf7f6b488C58AA909B77E6e65c631c204784";

describe("A person's own page", () => {
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let leave: () => void;
  let looks: number;

  beforeEach(async () => {
    page = await openReactPage();
    const { location } = window;
    Object.defineProperty(globalThis, "location", { value: location, configurable: true });
    looks = 0;
    leave = fakeNode(({ method }) => {
      if (method === "eth_getBlockByNumber") return { timestamp: "0x10", transactions: [] };
      if (method !== "eth_chainId") throw new NodeRefusal("busy");
      looks++;
      return "0x144";
    });
  });
  afterEach(async () => {
    await page.close();
    Reflect.deleteProperty(globalThis, "location");
    leave();
  });

  it("asks what time it is on the chain when the person comes back: a device that has slept counts too little", async () => {
    const account = { address: ACCOUNT, credentialId: "AAAA", publicKey: "AAAA" } as const;
    const nothing = (): void => undefined;
    const props = { chains: [CHAIN], chain: CHAIN, account, onChain: nothing, onForget: nothing };
    await page.show(createElement(AccountPage, props));
    await page.until(() => looks === 1);
    await page.act(() => window.dispatchEvent(new Event("focus")));
    await page.until(() => looks > 1);
    expect(looks).to.equal(2);
  });
});
