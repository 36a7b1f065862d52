import { aaFactoryAbi, erc7579AccountAbi } from "@zksync-sso/sdk/abi";
import { expect } from "chai";
import { createElement } from "react";
import { decodeFunctionData, encodeFunctionResult, parseAbi, zeroAddress, type Address } from "viem";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { CodeSection } from "../../src/code/code-section.tsx";
import { addressInGroups } from "../../src/words/address.ts";
import { calldataOf, CHAIN, fakeNode, type NodeRequest } from "../fake-node.ts";
import { SPENDER, TARGET } from "../session.ts";

const { accountImplementation, beacon } = CHAIN.contracts;

describe("An account's code, on a person's own page", () => {
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let shown: HTMLElement | undefined;
  let leave: () => void;
  /** The beacon that the account follows. */
  let followed: Address;

  /** Knows an account that runs the newest code, whoever has chosen it. */
  const answer = (request: NodeRequest): unknown => {
    const abi = [
      ...erc7579AccountAbi,
      ...aaFactoryAbi,
      ...parseAbi(["function implementation() view returns (address)"]),
    ];
    const { functionName } = decodeFunctionData({ abi, data: calldataOf(request) });
    const answers: Readonly<Record<string, Address>> = { beacon, followedBeacon: followed };
    const result = answers[functionName] ?? accountImplementation;
    return encodeFunctionResult({ abi, functionName, result } as never);
  };

  beforeEach(async () => {
    page = await openReactPage();
    leave = fakeNode(answer);
  });
  afterEach(async () => {
    await page.close();
    leave();
  });

  const says = async (text: string): Promise<void> => {
    const ref = (element: HTMLElement | null): void => {
      shown = element ?? undefined;
    };
    const account = { address: SPENDER, credentialId: "AAAA", publicKey: "AAAA" } as const;
    const desk = { chain: CHAIN, account, now: 0n };
    await page.show(createElement("div", { ref }, createElement(CodeSection, desk)));
    await page.until(() => shown?.textContent.includes(text) === true);
  };

  it("is the person's to change, and nobody else's, where the account decides itself", async () => {
    followed = zeroAddress;
    await says("Nobody but you can change it.");
  });

  it("is said to be another contract's to change where the account follows one, also while that names the newest", async () => {
    followed = TARGET;
    await says(`at any time: ${addressInGroups(TARGET)}`);
    expect(shown?.textContent).not.to.include("Nobody but you can change it.");
    expect(shown?.querySelector("button")?.textContent).to.equal("See what changes");
  });

  it("is read anew when the person leaves what they began: it may have been done all the same", async () => {
    followed = TARGET;
    await says("See what changes");
    await page.act(() => shown?.querySelector("button")?.click());
    followed = zeroAddress;
    await page.act(() => shown?.querySelector<HTMLElement>("dialog .button:not(.main)")?.click());
    await page.until(() => shown?.textContent.includes("Nobody but you can change it.") === true);
  });
});
