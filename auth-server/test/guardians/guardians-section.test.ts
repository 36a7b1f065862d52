import { guardianRecoveryModuleAbi } from "@zksync-sso/sdk/abi";
import { hashOfOrigin } from "@zksync-sso/sdk/client";
import { expect } from "chai";
import { createElement } from "react";
import {
  decodeFunctionData,
  encodeEventTopics,
  encodeFunctionResult,
  pad,
  zeroHash,
  type Address,
  type Hash,
} from "viem";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { GuardiansSection } from "../../src/guardians/guardians-section.tsx";
import { addressInGroups } from "../../src/words/address.ts";
import { calldataOf, CHAIN, fakeNode, nodeLog, type NodeRequest } from "../fake-node.ts";
import { SPENDER } from "../session.ts";

const ACCOUNT = "0x6cC8cf7f6b488C58AA909B77E6e65c631c204784";
const page = hashOfOrigin("https://evil.example");

/** When their guardian has begun on the other page. */
const BEGUN = 1_799_996_400n;

const NOTHING = { hashedCredentialId: zeroHash, rawPublicKey: [zeroHash, zeroHash], timestamp: 0n };

/** What the recovery module knows: nothing of this page, and a guardian of another one who has begun. */
const ANSWERS: Readonly<Record<string, unknown>> = {
  guardianOf: [],
  REQUEST_DELAY_TIME: 86_400n,
  REQUEST_VALIDITY_TIME: 259_200n,
  accountGuardianData: [SPENDER, true, 1_700_000_000n],
};

/** Who was chosen on this page, and whether the one of the other page was removed. */
let guardians: readonly unknown[];
let isGone: boolean;

/** Whether a guardian has begun on this page, too, and on the other one. */
let isBegunHere: boolean;
let isBegunThere: boolean;

/** Whether somebody asks the person to be their guardian. */
let isAsked: boolean;

function answer(request: NodeRequest): unknown {
  const abi = guardianRecoveryModuleAbi;
  const { functionName, args } = decodeFunctionData({ abi, data: calldataOf(request) });
  const begun = { ...NOTHING, hashedCredentialId: page, timestamp: BEGUN };
  const isBegun = args?.[0] === page ? isBegunThere : isBegunHere;
  const answers: Readonly<Record<string, unknown>> = {
    ...ANSWERS,
    getPendingRecoveryData: isBegun ? begun : NOTHING,
    guardiansFor: guardians,
    ...(args?.[1] === SPENDER && args[2] === ACCOUNT && { accountGuardianData: [ACCOUNT, false, 1n] }),
  };
  const result = answers[functionName];
  return encodeFunctionResult({ abi, functionName, result } as never);
}

/** The log of the other page's guardian, for whoever asks what the account has logged. */
function logsFor({ params }: NodeRequest): unknown[] {
  const [{ topics: asked }] = params as [{ topics: unknown[] }];
  if (asked[3] === pad(ACCOUNT)) return isAsked ? [proposal(SPENDER, asked[2] as Hash, ACCOUNT)] : [];
  if (asked[1] !== pad(ACCOUNT) || isGone) return [];
  return [proposal(ACCOUNT, page, SPENDER)];
}

/** The log of an account's proposal that somebody be its guardian. */
function proposal(account: Address, hashedOriginDomain: Hash, guardian: Address) {
  const args = { account, hashedOriginDomain, guardian };
  const topics = encodeEventTopics({ abi: guardianRecoveryModuleAbi, eventName: "GuardianProposed", args });
  return nodeLog({ address: CHAIN.contracts.recovery, topics, data: "0x" });
}

describe("The guardians on a person's own page", () => {
  let shown: HTMLElement | undefined;
  let opened: Awaited<ReturnType<typeof openReactPage>>;
  let leave: () => void;

  beforeEach(async () => {
    [isBegunHere, isBegunThere, guardians, isGone, isAsked] = [false, true, [], false, false];
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

  const show = async (): Promise<void> => {
    const ref = (element: HTMLElement | null): void => {
      shown = element ?? undefined;
    };
    const account = { address: ACCOUNT, credentialId: "AAAA", publicKey: "AAAA" } as const;
    const desk = { chain: CHAIN, account, now: 1_800_000_000n };
    await opened.show(createElement("div", { ref }, createElement(GuardiansSection, desk)));
  };
  const says = (text: string) => opened.until(() => shown?.textContent.includes(text) === true);

  it("include who can let a passkey in on another page, and what it means if the person did not choose them", async () => {
    await show();
    await says("Nobody yet.");
    await says("Can add a new passkey on another page");
    expect(shown?.textContent).to.include(addressInGroups(SPENDER));
    expect(shown?.textContent).to.include("somebody was in your account: remove them");
  });

  it("are said to be letting a passkey in on another page, as long as that can be stopped", async () => {
    await show();
    await says(
      "A guardian on another page is adding a new passkey to your account. In 23 hours it can be finished.",
    );
    expect([...(shown?.querySelectorAll("button") ?? [])].map(({ textContent }) => textContent)).to.include(
      "Stop it",
    );
  });

  it("are asked after again when the person comes back: they may have begun meanwhile", async () => {
    await show();
    await says("Nobody yet.");
    isBegunHere = true;
    await opened.act(() => window.dispatchEvent(new Event("focus")));
    await says("A guardian is adding a new passkey to your account.");
  });

  it("are asked after again on other pages, too", async () => {
    isBegunThere = false;
    await show();
    await says("Can add a new passkey on another page");
    isBegunThere = true;
    await opened.act(() => window.dispatchEvent(new Event("focus")));
    await says("A guardian on another page is adding a new passkey to your account.");
  });

  const press = (name: string) =>
    opened.act(() =>
      [...(shown?.querySelectorAll("button") ?? [])]
        .find((each) => each.textContent.startsWith(name))
        ?.click(),
    );

  it("are read anew when the person leaves what they began: it may have been done all the same", async () => {
    await show();
    await says("Can add a new passkey on another page");
    await press("Choose a guardian");
    guardians = [{ addr: SPENDER, isReady: false, addedAt: 1n }];
    await press("Cancel");
    await says("Has not agreed yet");
    await press("Take back");
    guardians = [];
    await press("Keep them");
    await says("Nobody yet.");
  });

  it("and whom the person guards are read anew when they leave an answer: it may have been given", async () => {
    isAsked = true;
    await show();
    await says("Asks you to be their guardian");
    await press("Answer");
    isAsked = false;
    await press("Not now");
    await opened.until(() => shown?.textContent.includes("Asks you to be") === false);
  });

  it("are read anew on other pages, too", async () => {
    await show();
    await says("Can add a new passkey on another page");
    await press("Remove");
    isGone = true;
    await press("Keep them");
    await opened.until(() => shown?.textContent.includes("on another page") === false);
  });

  it("and what they have begun are read anew when the person leaves that: it may have been stopped", async () => {
    isBegunThere = false;
    isBegunHere = true;
    await show();
    await says("A guardian is adding a new passkey to your account.");
    await press("Stop it");
    isBegunHere = false;
    await press("Let it go on");
    await opened.until(() => shown?.textContent.includes("adding a new passkey") === false);
  });
});
