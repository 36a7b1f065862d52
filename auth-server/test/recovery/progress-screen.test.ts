import { guardianRecoveryModuleAbi, webAuthnModuleAbi } from "@zksync-sso/sdk/abi";
import { expect } from "chai";
import { createElement } from "react";
import { decodeFunctionData, encodeFunctionResult, keccak256, toHex, zeroAddress } from "viem";
import { makePasskey } from "../../../sdk/test/helpers/passkey-account.ts";
import { openReactPage } from "../../../sdk/test/helpers/react-page.ts";
import { toBase64 } from "../../src/account/base64.ts";
import { knownAccount, rememberAccount } from "../../src/account/known-account.ts";
import { rawPublicKey } from "../../src/account/raw-public-key.ts";
import { ProgressScreen } from "../../src/recovery/progress-screen.tsx";
import { keepRecovery, storedRecoveryOn, type StoredRecovery } from "../../src/recovery/stored-recovery.ts";
import { calldataOf, CHAIN, fakeNode, type NodeRequest } from "../fake-node.ts";
import { fakeStorage } from "../fake-storage.ts";
import { SPENDER, TARGET } from "../session.ts";

const DAY = 24 * 60 * 60 * 1000;

describe("The way back into an account", () => {
  let page: Awaited<ReturnType<typeof openReactPage>>;
  let shown: HTMLElement | undefined;
  let leave: (() => void)[];
  let recovery: StoredRecovery;
  /** Whether the node says that the passkey is in. */
  let isIn: boolean;

  beforeEach(async () => {
    const passkey = await makePasskey();
    const { credentialId, credentialPublicKey } = passkey;
    const account = { address: TARGET, credentialId, publicKey: toBase64(credentialPublicKey) } as const;
    recovery = { chainId: CHAIN.id, account, hasBegun: true };
    isIn = true;
    page = await openReactPage();
    const { location } = window;
    Object.defineProperty(globalThis, "location", { value: location, configurable: true });
    const key = rawPublicKey(credentialPublicKey);
    const answer = (request: NodeRequest): unknown => {
      if (request.method === "eth_getBlockByNumber") return { timestamp: "0x10", transactions: [] };
      if (request.method !== "eth_call") return "0x144";
      const abi = [...guardianRecoveryModuleAbi, ...webAuthnModuleAbi];
      const { functionName } = decodeFunctionData({ abi, data: calldataOf(request) });
      const answers: Readonly<Record<string, unknown>> = {
        registeredAddress: isIn ? TARGET : zeroAddress,
        getAccountKey: key,
        guardiansFor: [],
        getPendingRecoveryData: { hashedCredentialId: keccak256(toHex(1)), rawPublicKey: key, timestamp: 0n },
        REQUEST_DELAY_TIME: 86_400n,
        REQUEST_VALIDITY_TIME: 259_200n,
      };
      return encodeFunctionResult({ abi, functionName, result: answers[functionName] } as never);
    };
    leave = [fakeStorage(), fakeNode(answer)];
    keepRecovery(recovery);
  });
  afterEach(async () => {
    await page.close();
    Reflect.deleteProperty(globalThis, "location");
    for (const each of leave) each();
  });

  const show = async (): Promise<void> => {
    const stored = storedRecoveryOn([CHAIN]);
    if (!stored) throw new Error("Nothing is stored.");
    const ref = (element: HTMLElement | null): void => {
      shown = element ?? undefined;
    };
    const props = { chain: CHAIN, stored, onForget: () => undefined };
    await page.show(createElement("div", { ref }, createElement(ProgressScreen, props)));
  };
  const says = (text: string) => page.until(() => shown?.textContent.includes(text) === true);

  it("is kept when the node says that it is done, and gone on with where that was not so", async () => {
    await show();
    await says("You are back in.");
    expect(knownAccount(CHAIN.id)).to.deep.equal(recovery.account);
    expect(storedRecoveryOn([CHAIN])).to.deep.include(recovery);
    await page.show(null);
    isIn = false;
    await show();
    await says("Your account has no guardian any more");
    expect(storedRecoveryOn([CHAIN])).to.deep.include(recovery);
  });

  it("does not put its account in the place of another that the person has gone on with since", async () => {
    await show();
    await says("You are back in.");
    const other = { ...recovery.account, address: SPENDER } as const;
    rememberAccount(CHAIN.id, other);
    await page.show(null);
    await show();
    await says("You are back in.");
    expect(knownAccount(CHAIN.id)).to.deep.equal(other);
  });

  it("is forgotten once a guardian's beginning could be finished no more: whoever loses that passkey as well begins anew", () => {
    keepRecovery({ ...recovery, doneAt: Date.now() - 2 * DAY });
    expect(storedRecoveryOn([CHAIN])).not.to.equal(undefined);
    keepRecovery({ ...recovery, doneAt: Date.now() - 4 * DAY });
    expect(storedRecoveryOn([CHAIN])).to.equal(undefined);
  });
});
