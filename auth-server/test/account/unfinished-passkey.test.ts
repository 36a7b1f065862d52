import { webAuthnModuleAbi } from "@zksync-sso/sdk/abi";
import { expect } from "chai";
import fc from "fast-check";
import { decodeFunctionData, encodeFunctionResult, type Address } from "viem";
import { openPage } from "../../../sdk/test/helpers/browser-page.ts";
import { makePasskey, ORIGIN, type Passkey } from "../../../sdk/test/helpers/passkey-account.ts";
import { keptUnfinished } from "../../src/account/kept-unfinished.ts";
import { forgetAccount, knownAccount, rememberAccount } from "../../src/account/known-account.ts";
import { logIn } from "../../src/account/log-in.ts";
import { placesOf } from "../../src/account/planned-places.ts";
import { rawPublicKey } from "../../src/account/raw-public-key.ts";
import {
  rememberPlanned,
  rememberUnfinished,
  unfinishedAccount,
  unfinishedPasskey,
} from "../../src/account/unfinished-passkey.ts";
import { ExplainedError } from "../../src/words/problem.ts";
import { fakeStorage } from "../fake-storage.ts";
import { calldataOf, CHAIN, fakeNode } from "../fake-node.ts";
import { SPENDER, TARGET } from "../session.ts";

const STRANGER = "0x6666666666666666666666666666666666666666";

describe("A passkey on a node that may lie", () => {
  let passkey: Passkey;
  let other: Passkey;
  let registered: { address: Address; by: Passkey };
  let leave: (() => void)[];

  before(async () => {
    [passkey, other] = [await makePasskey(), await makePasskey()];
  });
  beforeEach(() => {
    leave = [
      fakeStorage(),
      openPage(ORIGIN, passkey.authenticator),
      fakeNode((request) => {
        const { functionName } = decodeFunctionData({ abi: webAuthnModuleAbi, data: calldataOf(request) });
        const result =
          functionName === "registeredAddress"
            ? registered.address
            : rawPublicKey(registered.by.credentialPublicKey);
        return encodeFunctionResult({ abi: webAuthnModuleAbi, functionName, result } as never);
      }),
    ];
  });
  afterEach(() => {
    for (const each of leave) each();
  });

  const begin = (...planned: Address[]): void => {
    rememberAccount(CHAIN.id, { address: STRANGER, credentialId: "other", publicKey: "" });
    rememberUnfinished(CHAIN.id, passkey);
    for (const address of planned) rememberPlanned(CHAIN.id, address);
  };

  const failure = async (found: Promise<unknown>): Promise<unknown> => {
    const [result] = await Promise.allSettled([found]);
    return result.status === "rejected" ? result.reason : undefined;
  };

  it("is none where what is kept of its key cannot be read", () => {
    rememberUnfinished(CHAIN.id, passkey);
    const storage = keptUnfinished(CHAIN.id);
    const kept = JSON.parse(storage.kept() ?? "") as object;
    storage.keep(JSON.stringify({ ...kept, publicKey: "no base64" }));
    expect(unfinishedPasskey(CHAIN.id)).to.equal(undefined);
  });

  it("opens the account that was planned, whichever try has made it", async () => {
    begin(TARGET, SPENDER);
    // Tried again, it is remembered again.
    rememberUnfinished(CHAIN.id, passkey);
    for (const address of [TARGET, SPENDER] as const) {
      registered = { address, by: passkey };
      const { credentialId } = passkey;
      expect(await unfinishedAccount(CHAIN)).to.include({ address, credentialId });
    }
  });

  it("opens no other account, and none with another key: it is given up then", () =>
    fc.assert(
      fc.asyncProperty(
        fc.subarray<Address>([TARGET, SPENDER]),
        fc.constantFrom<Address>(TARGET, SPENDER, STRANGER),
        fc.boolean(),
        async (planned, address, isSameKey) => {
          // What was planned in another run is not.
          fakeStorage();
          begin(...planned);
          registered = { address, by: isSameKey ? passkey : other };
          const isOwn = planned.includes(address) && isSameKey;
          const error = await failure(unfinishedAccount(CHAIN));
          expect(error instanceof ExplainedError && error.problem.what).to.equal(
            !isOwn && "The passkey that you made here opens somebody else’s account.",
          );
          expect(unfinishedPasskey(CHAIN.id)?.credentialId).to.equal(
            isOwn ? passkey.credentialId : undefined,
          );
        },
      ),
    ));

  it("logs nobody in to another account than the one that was planned", async () => {
    begin(TARGET);
    registered = { address: STRANGER, by: passkey };
    expect(await failure(logIn(CHAIN))).to.be.instanceOf(ExplainedError);
    begin(TARGET);
    registered = { address: TARGET, by: passkey };
    expect(await logIn(CHAIN)).to.include({ address: TARGET, credentialId: passkey.credentialId });
  });

  it("logs nobody in to another account than the one that this device knows it by", async () => {
    const { credentialId } = passkey;
    rememberAccount(CHAIN.id, { address: TARGET, credentialId, publicKey: "" });
    registered = { address: STRANGER, by: passkey };
    expect(await failure(logIn(CHAIN))).to.be.instanceOf(ExplainedError);
    registered = { address: TARGET, by: passkey };
    expect(await logIn(CHAIN)).to.include({ address: TARGET, credentialId });
  });

  it("is forgotten when the person gets into an account, so that it never takes that one's place", async () => {
    begin(TARGET);
    rememberAccount(CHAIN.id, { address: SPENDER, credentialId: "other", publicKey: "" });
    registered = { address: TARGET, by: passkey };
    expect(await unfinishedAccount(CHAIN)).to.equal(undefined);
    expect(knownAccount(CHAIN.id)).to.include({ address: SPENDER });
  });

  it("is gone on with by who has begun on another chain in between", async () => {
    begin(TARGET);
    rememberUnfinished(7, other);
    rememberAccount(8, { address: SPENDER, credentialId: "other", publicKey: "" });
    registered = { address: TARGET, by: passkey };
    expect(unfinishedPasskey(CHAIN.id)?.credentialId).to.equal(passkey.credentialId);
    expect(unfinishedPasskey(7)?.credentialId).to.equal(other.credentialId);
    expect(await unfinishedAccount(CHAIN)).to.include({ address: TARGET });
  });

  it("opens the account that another tab has made, of which this one is a duplicate", async () => {
    begin(TARGET);
    // As a browser copies it.
    const duplicate = keptUnfinished(CHAIN.id).kept() ?? "";
    rememberPlanned(CHAIN.id, SPENDER);
    registered = { address: SPENDER, by: passkey };
    rememberAccount(CHAIN.id, { address: SPENDER, credentialId: passkey.credentialId, publicKey: "" });
    keptUnfinished(CHAIN.id).keep(duplicate);
    expect(await unfinishedAccount(CHAIN)).to.include({ address: SPENDER });
    registered = { address: STRANGER, by: passkey };
    expect(await failure(unfinishedAccount(CHAIN)), "nor a stranger's").to.be.instanceOf(ExplainedError);
  });

  it("leaves no word of its account on a device that the person logs out of", () => {
    begin(TARGET);
    const { credentialId } = passkey;
    rememberAccount(CHAIN.id, { address: TARGET, credentialId, publicKey: "" });
    forgetAccount(CHAIN.id);
    expect(placesOf(credentialId)).to.deep.equal([]);
  });

  it("is kept for the page where the browser keeps nothing", async () => {
    Reflect.deleteProperty(globalThis, "sessionStorage");
    begin(TARGET);
    registered = { address: TARGET, by: passkey };
    expect(await unfinishedAccount(CHAIN)).to.include({ address: TARGET });
  });
});
