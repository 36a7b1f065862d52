import { registerNewPasskey } from "@zksync-sso/sdk/client/passkey";
import { expect } from "chai";
import { numberToHex, zeroAddress, type Address, type Hex } from "viem";
import { SoftwareAuthenticator } from "../../../sdk/test/helpers/software-authenticator.ts";
import { toBase64 } from "../../src/account/base64.ts";
import type { KnownAccount } from "../../src/account/known-account.ts";
import type { ChainConfig } from "../../src/chains/chain-config.ts";
import { readPreview } from "../../src/transaction/read-preview.ts";
import { startScriptedNode, type Contracts, type Methods } from "../scripted-node.ts";
import { SPENDER, TARGET } from "../session.ts";

const ACCOUNT = "0x6cC8cf7f6b488C58AA909B77E6e65c631c204784";
const ORIGIN = "https://auth.example";

const contract = (n: number): Address => numberToHex(0xa000000 + n, { size: 20 });

const chainOf = (rpcUrl: string): ChainConfig => ({
  id: 260,
  name: "A chain",
  rpcUrl,
  contracts: {
    accountFactory: contract(1),
    passkey: contract(2),
    session: contract(3),
    recovery: contract(4),
    beacon: contract(5),
    accountImplementation: contract(6),
  },
});

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

/** Previews calls of contracts, as a node has it that knows what is given. */
async function preview(contracts: Contracts, targets: readonly Address[], methods?: Methods) {
  const node = await startScriptedNode(contracts, methods);
  const data: Hex = "0x12345678";
  const calls = targets.map((to) => ({ to, value: 0n, data }));
  const transaction = { to: targets[0] ?? TARGET, data };
  try {
    const asked = { calls, transaction, isPaidInTokens: false };
    return await readPreview(chainOf(node.rpcUrl), await newAccount(), asked);
  } finally {
    await node.close();
  }
}

const fail = (): never => {
  throw new Error("busy");
};

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

  it("has a problem if the account's modules cannot be read, so that it is tried again and not approved", async () => {
    const { problem } = await preview({ firstModuleOf: fail }, [TARGET]);
    expect(problem?.what).to.match(
      /^We could not check that it leaves alone what may act for your account\./,
    );
  });
});
