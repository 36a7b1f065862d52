import { registerNewPasskey } from "@zksync-sso/sdk/client/passkey";
import { expect } from "chai";
import { zeroAddress, type Address, type Hex } from "viem";
import { SoftwareAuthenticator } from "../../../sdk/test/helpers/software-authenticator.ts";
import { toBase64 } from "../../src/account/base64.ts";
import type { KnownAccount } from "../../src/account/known-account.ts";
import { readPreview } from "../../src/transaction/read-preview.ts";
import { CHAIN, NodeRefusal } from "../fake-node.ts";
import { refuse, scriptedNode, type Contracts, type Methods } from "../scripted-node.ts";
import { SPENDER, TARGET } from "../session.ts";

const ACCOUNT = "0x6cC8cf7f6b488C58AA909B77E6e65c631c204784";
const ORIGIN = "https://auth.example";

async function newAccount(): Promise<KnownAccount> {
  const { credentialId, credentialPublicKey } = await registerNewPasskey({
    userName: "a",
    userDisplayName: "a",
    authenticator: new SoftwareAuthenticator({ origin: ORIGIN }),
    rpID: new URL(ORIGIN).hostname,
    origin: ORIGIN,
  });
  return { address: ACCOUNT, credentialId, publicKey: toBase64(credentialPublicKey) };
}

/** Previews calls of contracts with so much ETH each, as a node has it that knows what is given. */
async function preview(contracts: Contracts, targets: readonly Address[], value = 0n, methods: Methods = {}) {
  const leave = scriptedNode(contracts, methods);
  const data: Hex = "0x12345678";
  const calls = targets.map((to) => ({ to, value, data }));
  const transaction = { to: targets[0] ?? TARGET, data };
  try {
    return await readPreview(CHAIN, await newAccount(), { calls, transaction, isPaidInTokens: false });
  } finally {
    leave();
  }
}

describe("A preview of what an app requests", () => {
  // The page's own: a passkey's signature is estimated for it.
  before(() => {
    Object.defineProperty(globalThis, "location", { configurable: true, value: new URL(ORIGIN) });
  });

  after(() => {
    Reflect.deleteProperty(globalThis, "location");
  });

  it("has no problem if nothing of it is a module of the account", async () => {
    const { problem, fee } = await preview({ firstModuleOf: () => zeroAddress }, [TARGET]);
    expect(problem).to.equal(undefined);
    expect(fee?.gas).to.equal(65_536n);
  });

  it("has a problem if one of its calls is to a module of the account", async () => {
    const { problem } = await preview({ firstModuleOf: () => SPENDER }, [TARGET, SPENDER]);
    expect(problem?.what).to.contain(SPENDER).and.contain("decides who may act for your account");
  });

  it("has a problem if it would fail, which is what the account lacks if that is less than it sends", async () => {
    const failing = { eth_estimateGas: refuse, eth_getBalance: () => "0xde0b6b3a7640000" };
    const none = { firstModuleOf: () => zeroAddress };
    const rich = await preview(none, [TARGET], 10n ** 18n, failing);
    expect(rich.problem?.what).to.match(/^It would fail, so there is nothing to approve\./);
    const poor = await preview(none, [TARGET, SPENDER], 10n ** 18n, failing);
    expect(poor.problem).to.deep.equal({
      what: "Your account has too little ETH.",
      remedy: "It has 1 ETH, and this takes 2 ETH and the network fee.",
    });
    // Nobody has less than is shown: else both amounts were the same.
    const nearly = { ...failing, eth_getBalance: () => "0xde0b6b3a763ffff" };
    expect((await preview(none, [TARGET], 10n ** 18n, nearly)).problem?.remedy).to.equal(
      "It has 0.999999 ETH, and this takes 1 ETH and the network fee.",
    );
    const estimate = (): never => {
      throw new NodeRefusal(
        "insufficient funds for gas + value. balance: 0, fee: 1, value: 1000000000000000000",
      );
    };
    const short = await preview(none, [TARGET], 10n ** 18n, { ...failing, eth_estimateGas: estimate });
    expect(short.problem?.what).to.equal("Your account has too little ETH for the network fee.");
    const unknown = await preview(none, [TARGET, SPENDER], 10n ** 18n, {
      ...failing,
      eth_getBalance: refuse,
    });
    expect(unknown.problem?.what).to.match(/^It would fail/);
  });

  it("has a problem if the account's modules cannot be read, so that it is tried again and not approved", async () => {
    const { problem } = await preview({ firstModuleOf: refuse }, [TARGET]);
    expect(problem?.what).to.match(
      /^We could not check that it leaves alone what may act for your account\./,
    );
  });
});
