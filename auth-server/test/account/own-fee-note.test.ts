import { expect } from "chai";
import { createElement, type ReactNode } from "react";
import {
  decodeFunctionData,
  encodeFunctionData,
  isAddressEqual,
  keccak256,
  parseAbi,
  slice,
  toFunctionSelector,
  zeroAddress,
  type Address,
  type Hex,
} from "viem";
import { webAuthnModuleAbi } from "@zksync-sso/sdk/abi";
import { hashOfOrigin } from "@zksync-sso/sdk/client";
import { parseEip712Transaction } from "viem/zksync";
import { openPage } from "../../../sdk/test/helpers/browser-page.ts";
import { makePasskey, ORIGIN } from "../../../sdk/test/helpers/passkey-account.ts";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { toBase64 } from "../../src/account/base64.ts";
import { UpgradeDialog } from "../../src/code/upgrade-dialog.tsx";
import type { Desk } from "../../src/desk/desk.ts";
import { AgreeForm } from "../../src/guard/agree-form.tsx";
import { BeginForm } from "../../src/guard/begin-form.tsx";
import { AskGuardianDialog } from "../../src/guardians/ask-guardian-dialog.tsx";
import { GuardedList } from "../../src/guardians/guarded-list.tsx";
import { PendingRecoveryNote } from "../../src/guardians/pending-recovery-note.tsx";
import { RemoveGuardianDialog } from "../../src/guardians/remove-guardian-dialog.tsx";
import { RemoveOwnerDialog } from "../../src/keys/remove-owner-dialog.tsx";
import { RemovePasskeyDialog } from "../../src/keys/remove-passkey-dialog.tsx";
import { CHAIN, nodeReceipt } from "../fake-node.ts";
import { SPONSORED_CHAIN } from "../paymaster-node.ts";
import { doing, refuse, scriptedNode } from "../scripted-node.ts";
import { TARGET } from "../session.ts";

const SPONSOR = parseAbi(["function isSponsored(address target, bytes4 selector) view returns (bool)"]);
const PAGE = keccak256("0x01");
const LATEST: Address = "0x3535353535353535353535353535353535353535";
const PASSKEY = {
  hashedCredentialId: keccak256("0x02"),
  rawPublicKey: [keccak256("0x03"), keccak256("0x04")],
} as const;
const ACCOUNT = "0x6cC8cf7f6b488C58AA909B77E6e65c631c204784";
const guardian = { address: TARGET, isReady: true, since: 1n } as const;
const FEE = "Your account pays the network fee: about 0.0000065536 ETH.";

describe("What something on a person's own page costs their account, where nobody else pays", () => {
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let leave: (() => void)[];
  let shown: HTMLElement | undefined;
  let desk: Desk;
  /** Calls whose fee the node was asked for, and what it was sent. */
  let estimated: { to: Hex; data: Hex }[];
  let sent: Hex[];
  /** What the chain's paymaster was asked: whether it pays. */
  let asked: Hex[];
  let isDone: boolean;
  /** Whether there was a button that stops waiting when the node was asked what became of what it was sent. */
  let couldStop: boolean;

  const close = {
    onDone: () => (isDone = true),
    onLeft: () => (isDone = true),
    onClose: () => undefined,
  };

  beforeEach(async () => {
    const { credentialId, credentialPublicKey, authenticator } = await makePasskey();
    [estimated, sent, asked, isDone, couldStop] = [[], [], [], false, false];
    page = await openReactPage();
    const node = scriptedNode(
      {},
      {
        ...doing(sent),
        // It pays for nothing.
        eth_call: ([call]) => {
          const { data } = call as { data: Hex };
          if (data.startsWith(toFunctionSelector(SPONSOR[0]))) asked.push(data);
          return refuse();
        },
        eth_getTransactionReceipt: () => {
          couldStop ||= shown?.textContent.includes("Stop waiting") === true;
          return nodeReceipt();
        },
        eth_estimateGas: ([call]) => {
          estimated.push(call as (typeof estimated)[number]);
          return "0x10000";
        },
      },
    );
    leave = [openPage(ORIGIN, authenticator), node];
    // What browsers have besides: happy-dom's own is that of another page.
    Object.defineProperty(window, "location", { value: new URL(ORIGIN), configurable: true });
    const account = { address: ACCOUNT, credentialId, publicKey: toBase64(credentialPublicKey) } as const;
    desk = { chain: SPONSORED_CHAIN, account, now: 1n };
  });
  afterEach(async () => {
    await page.close();
    for (const each of leave) each();
  });

  const show = (node: ReactNode): Promise<void> => {
    const ref = (element: HTMLElement | null): void => {
      shown = element ?? undefined;
    };
    return page.show(createElement("div", { ref }, node));
  };
  const says = (text: string) => page.until(() => shown?.textContent.includes(text) === true);
  const press = async (name: RegExp): Promise<void> => {
    const button = () =>
      [...(shown?.querySelectorAll<HTMLElement>("button, input") ?? [])].find((element) =>
        name.test((element.closest("label") ?? element).textContent),
      );
    await page.until(() => button() !== undefined);
    await page.act(() => button()?.click());
  };

  const approve = async (): Promise<void> => {
    // A button takes no press in its first half second.
    await page.act(() => new Promise((resolve) => setTimeout(resolve, 600)));
    await press(/with your passkey$/);
  };
  /** The fee that was shown first is that of what was sent, which is about something; and so is who was asked to pay it. */
  const expectSame = (about: Hex): void => {
    const { to: called, data = "0x" } = parseEip712Transaction(sent[0] as `0x71${string}`);
    const to = called ?? zeroAddress;
    const target = isAddressEqual(to, ACCOUNT) ? zeroAddress : to;
    const question = encodeFunctionData({ abi: SPONSOR, args: [target, slice(data, 0, 4)] });
    expect(asked, "for the fee, and when it is sent").to.deep.equal([question, question]);
    expect([to.toLowerCase(), data]).to.deep.equal([estimated[0]?.to.toLowerCase(), estimated[0]?.data]);
    expect(data).to.include(about.slice(2).toLowerCase());
  };

  for (const [what, about, element, first] of [
    [
      "code",
      LATEST,
      () => createElement(UpgradeDialog, { ...desk, ...close, current: TARGET, latest: LATEST }),
    ],
    ["a key", TARGET, () => createElement(RemoveOwnerDialog, { ...desk, ...close, owner: TARGET })],
    ["a guardian", TARGET, () => createElement(RemoveGuardianDialog, { ...desk, ...close, guardian })],
    [
      "a guardian of another page",
      PAGE,
      () => createElement(RemoveGuardianDialog, { ...desk, ...close, guardian, page: PAGE }),
    ],
    [
      "a recovery",
      hashOfOrigin(ORIGIN),
      () =>
        createElement(PendingRecoveryNote, { ...desk, ...close, recovery: { opensAt: 2n, closesAt: 3n } }),
      /^Stop it$/,
    ],
    [
      "a recovery on another page",
      PAGE,
      () =>
        createElement(PendingRecoveryNote, {
          ...desk,
          ...close,
          recovery: { opensAt: 2n, closesAt: 3n },
          page: PAGE,
        }),
      /^Stop it$/,
    ],
    [
      "a passkey that somebody is let in with",
      PASSKEY.hashedCredentialId,
      () =>
        createElement(BeginForm, {
          chain: SPONSORED_CHAIN,
          request: { chainId: CHAIN.id, account: TARGET, passkey: PASSKEY },
          standing: {
            now: 1n,
            guardians: [{ address: ACCOUNT, isReady: true, since: 1n }],
            pending: undefined,
            isTaken: false,
          },
          actor: { kind: "account", account: desk.account },
          passkey: PASSKEY,
          onAnswered: () => (isDone = true),
          onOther: () => undefined,
        }),
      /^I have heard their voice/,
    ],
    [
      "an agreement by a link",
      TARGET,
      () =>
        createElement(AgreeForm, {
          chain: SPONSORED_CHAIN,
          request: { chainId: CHAIN.id, account: TARGET },
          standing: {
            now: 1n,
            guardians: [{ address: ACCOUNT, isReady: false, since: 1n }],
            pending: undefined,
            isTaken: false,
          },
          actor: { kind: "account", account: desk.account },
          onAnswered: () => (isDone = true),
          onOther: () => undefined,
        }),
    ],
    [
      "an answer",
      TARGET,
      () =>
        createElement(GuardedList, {
          ...desk,
          ...close,
          reading: {
            value: { guarded: [], asking: [TARGET], hasMore: false },
            problem: undefined,
            progress: undefined,
            reload: () => undefined,
            follow: () => undefined,
          },
        }),
      /^Answer/,
    ],
  ] as const)
    it(`is said before it is done, of what is done then: ${what}`, async () => {
      await show(element());
      if (first) await press(first);
      await says(FEE);
      await approve();
      await page.until(() => isDone);
      expectSame(about);
      expect(couldStop, "waiting for what is sent all the same").to.equal(false);
    });

  it("is said before a passkey is removed", async () => {
    const passkey = { credentialId: "AAECAw", origin: ORIGIN, since: 1n };
    await show(createElement(RemovePasskeyDialog, { ...desk, ...close, passkey }));
    await says(FEE);
    const [call] = estimated;
    const { functionName, args } = decodeFunctionData({ abi: webAuthnModuleAbi, data: call?.data ?? "0x" });
    expect([call?.to, functionName, args]).to.deep.equal([
      CHAIN.contracts.passkey,
      "removeValidationKey",
      ["0x00010203", ORIGIN],
    ]);
  });

  it("is said before somebody is asked to be a guardian, of what is done then", async () => {
    await show(createElement(AskGuardianDialog, { ...desk, ...close, guardians: [] }));
    await page.act(() => {
      const props = Object.entries(shown?.querySelector("textarea") ?? {}).find(([key]) =>
        key.startsWith("__reactProps"),
      );
      const { onChange } = props?.[1] as { onChange: (event: { target: { value: string } }) => void };
      onChange({ target: { value: TARGET } });
    });
    await page.act(() => {
      shown?.querySelector("form")?.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
    });
    await says(FEE);
    await approve();
    await says("Now send them this link.");
    expectSame(TARGET);
  });
});
