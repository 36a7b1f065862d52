import { guardianRecoveryModuleAbi } from "@zksync-sso/sdk/abi";
import { hashOfOrigin } from "@zksync-sso/sdk/client";
import { expect } from "chai";
import { createElement } from "react";
import { decodeFunctionData, encodeEventTopics, encodeFunctionResult, pad, zeroHash } from "viem";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { GuardiansSection } from "../../src/guardians/guardians-section.tsx";
import { addressInGroups } from "../../src/words/address.ts";
import { calldataOf, CHAIN, fakeNode, type NodeRequest } from "../fake-node.ts";
import { SPENDER } from "../session.ts";

const ACCOUNT = "0x6cC8cf7f6b488C58AA909B77E6e65c631c204784";
const page = hashOfOrigin("https://evil.example");

/** What the recovery module knows: nothing of this page, and a guardian of another one. */
const ANSWERS: Readonly<Record<string, unknown>> = {
  guardiansFor: [],
  guardianOf: [],
  getPendingRecoveryData: {
    hashedCredentialId: zeroHash,
    rawPublicKey: [zeroHash, zeroHash],
    timestamp: 0n,
  },
  REQUEST_DELAY_TIME: 86_400n,
  REQUEST_VALIDITY_TIME: 259_200n,
  accountGuardianData: [SPENDER, true, 1_700_000_000n],
};

function answer(request: NodeRequest): unknown {
  const abi = guardianRecoveryModuleAbi;
  const { functionName } = decodeFunctionData({ abi, data: calldataOf(request) });
  return encodeFunctionResult({ abi, functionName, result: ANSWERS[functionName] } as never);
}

/** The log of the other page's guardian, for whoever asks what the account has logged. */
function logsFor({ params }: NodeRequest): unknown[] {
  const [{ topics: asked }] = params as [{ topics: unknown[] }];
  if (asked[1] !== pad(ACCOUNT)) return [];
  const args = { account: ACCOUNT, hashedOriginDomain: page, guardian: SPENDER } as const;
  const topics = encodeEventTopics({ abi: guardianRecoveryModuleAbi, eventName: "GuardianProposed", args });
  const place = {
    blockNumber: "0x1",
    blockHash: zeroHash,
    transactionHash: zeroHash,
    transactionIndex: "0x0",
  };
  return [
    { address: CHAIN.contracts.recovery, topics, data: "0x", ...place, logIndex: "0x0", removed: false },
  ];
}

describe("The guardians on a person's own page", () => {
  let shown: HTMLElement | undefined;
  let opened: Awaited<ReturnType<typeof openReactPage>>;
  let leave: () => void;

  beforeEach(async () => {
    opened = await openReactPage();
    const { location } = window;
    Object.defineProperty(globalThis, "location", { value: location, configurable: true });
    leave = fakeNode((request) => {
      if (request.method === "eth_call") return answer(request);
      return request.method === "eth_getLogs" ? logsFor(request) : "0x1";
    });
  });
  afterEach(async () => {
    await opened.close();
    Reflect.deleteProperty(globalThis, "location");
    leave();
  });

  it("include who can let a passkey in on another page, and what it means if the person did not choose them", async () => {
    const ref = (element: HTMLElement | null): void => {
      shown = element ?? undefined;
    };
    const account = { address: ACCOUNT, credentialId: "AAAA", publicKey: "AAAA" } as const;
    const desk = { chain: CHAIN, account, now: 1_800_000_000n };
    await opened.show(createElement("div", { ref }, createElement(GuardiansSection, desk)));
    const says = (text: string) => opened.until(() => shown?.textContent.includes(text) === true);
    await says("Nobody yet.");
    await says("Can add a new passkey on another page");
    expect(shown?.textContent).to.include(addressInGroups(SPENDER));
    expect(shown?.textContent).to.include("somebody was in your account: remove them");
  });
});
