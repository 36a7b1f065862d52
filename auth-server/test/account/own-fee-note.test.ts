import { expect } from "chai";
import { createElement, type ReactNode } from "react";
import { decodeFunctionData, keccak256, type Hex } from "viem";
import { webAuthnModuleAbi } from "@zksync-sso/sdk/abi";
import { parseEip712Transaction } from "viem/zksync";
import { openPage } from "../../../sdk/test/helpers/browser-page.ts";
import { makePasskey, ORIGIN } from "../../../sdk/test/helpers/passkey-account.ts";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { toBase64 } from "../../src/account/base64.ts";
import { UpgradeDialog } from "../../src/code/upgrade-dialog.tsx";
import type { Desk } from "../../src/desk/desk.ts";
import { AgreeForm } from "../../src/guard/agree-form.tsx";
import { AskGuardianDialog } from "../../src/guardians/ask-guardian-dialog.tsx";
import { GuardedList } from "../../src/guardians/guarded-list.tsx";
import { PendingRecoveryNote } from "../../src/guardians/pending-recovery-note.tsx";
import { RemoveGuardianDialog } from "../../src/guardians/remove-guardian-dialog.tsx";
import { RemoveOwnerDialog } from "../../src/keys/remove-owner-dialog.tsx";
import { RemovePasskeyDialog } from "../../src/keys/remove-passkey-dialog.tsx";
import { CHAIN } from "../fake-node.ts";
import { doing, scriptedNode } from "../scripted-node.ts";
import { TARGET } from "../session.ts";

const PAGE = keccak256("0x01");
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
  let isDone: boolean;

  const close = {
    onDone: () => (isDone = true),
    onLeft: () => (isDone = true),
    onClose: () => undefined,
  };

  beforeEach(async () => {
    const { credentialId, credentialPublicKey, authenticator } = await makePasskey();
    [estimated, sent, isDone] = [[], [], false];
    page = await openReactPage();
    const node = scriptedNode(
      {},
      {
        ...doing(sent),
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
    desk = { chain: CHAIN, account, now: 1n };
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
      [...(shown?.querySelectorAll("button") ?? [])].find(({ textContent }) => name.test(textContent));
    await page.until(() => button() !== undefined);
    await page.act(() => button()?.click());
  };

  const approve = async (): Promise<void> => {
    // A button takes no press in its first half second.
    await page.act(() => new Promise((resolve) => setTimeout(resolve, 600)));
    await press(/with your passkey$/);
  };
  /** The fee that was shown first is that of what was sent. */
  const expectSame = (): void => {
    const { to, data } = parseEip712Transaction(sent[0] as `0x71${string}`);
    expect([to?.toLowerCase(), data]).to.deep.equal([estimated[0]?.to.toLowerCase(), estimated[0]?.data]);
  };

  for (const [what, element, first] of [
    [
      "code",
      () =>
        createElement(UpgradeDialog, {
          ...desk,
          ...close,
          current: TARGET,
          latest: PAGE.slice(0, 42) as Hex,
        }),
    ],
    ["a key", () => createElement(RemoveOwnerDialog, { ...desk, ...close, owner: TARGET })],
    ["a guardian", () => createElement(RemoveGuardianDialog, { ...desk, ...close, guardian })],
    [
      "a guardian of another page",
      () => createElement(RemoveGuardianDialog, { ...desk, ...close, guardian, page: PAGE }),
    ],
    [
      "a recovery",
      () =>
        createElement(PendingRecoveryNote, { ...desk, ...close, recovery: { opensAt: 2n, closesAt: 3n } }),
      /^Stop it$/,
    ],
    [
      "an agreement by a link",
      () =>
        createElement(AgreeForm, {
          chain: CHAIN,
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
      expectSame();
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
    expectSame();
  });
});
