import { expect } from "chai";
import { getBytes, hexlify, randomBytes, TypedDataEncoder, type TypedDataField } from "ethers";
import {
  concat,
  createClient,
  custom,
  hashTypedData,
  publicActions,
  size,
  sliceHex,
  toHex,
  type Account,
  type EIP1193RequestFn,
  type Hex,
} from "viem";
import { privateKeyToAccount, toAccount } from "viem/accounts";
import { erc7739Actions } from "viem/experimental/erc7739";
import { accountStage, addressOf, type AccountStage } from "../../helpers/accounts/account-fixture";
import { chainTime } from "../../helpers/chain/chain-time";
import { encodePasskeySignature } from "../../helpers/passkeys/passkey-signature";
import { secp256k1KeyPair } from "../../helpers/sessions/session-keypair";
import { transferTo } from "../../helpers/sessions/session-policies";
import { encodeSessionSignature } from "../../helpers/sessions/session-signature";
import type { SessionSpec } from "../../helpers/sessions/session-spec";
import { createPasskey } from "../../helpers/passkeys/software-authenticator";
import { createAccount, type SuiteAccount } from "../../helpers/accounts/suite-account";
import { lifetime } from "../../helpers/sessions/usage-limit";

const DAY = 86_400n;
const ORDER = { item: "bread", price: 3n };
const TYPED_DATA = {
  domain: {
    name: "Bakery",
    version: "1",
    chainId: 260n,
    verifyingContract: "0x00000000000000000000000000000000000ba4e2",
  },
  types: {
    Order: [
      { name: "item", type: "string" },
      { name: "price", type: "uint256" },
    ],
  },
  primaryType: "Order",
  message: ORDER,
} as const;

/** Typed data with a nested type that sorts after the type it is in. */
const MAIL = {
  domain: TYPED_DATA.domain,
  types: {
    Mail: [
      { name: "from", type: "Person" },
      { name: "text", type: "string" },
    ],
    Person: [{ name: "name", type: "string" }],
  },
  primaryType: "Mail",
  message: { from: { name: "Ann" }, text: "hello" },
} as const;

/** Permit2's, with a nested type that sorts before the type it is in. */
const PERMIT = {
  domain: {
    name: "Permit2",
    chainId: 260n,
    verifyingContract: "0x000000000022D473030F116dDEE9F6B43aC78BA3",
  },
  types: {
    PermitSingle: [
      { name: "details", type: "PermitDetails" },
      { name: "spender", type: "address" },
      { name: "sigDeadline", type: "uint256" },
    ],
    PermitDetails: [
      { name: "token", type: "address" },
      { name: "amount", type: "uint160" },
      { name: "expiration", type: "uint48" },
      { name: "nonce", type: "uint48" },
    ],
  },
  primaryType: "PermitSingle",
  message: {
    details: {
      token: "0x00000000000000000000000000000000000ba4e2",
      amount: 5n,
      expiration: 1_900_000_000,
      nonce: 0,
    },
    spender: "0x00000000000000000000000000000000000ba4e3",
    sigDeadline: 1_900_000_000n,
  },
} as const;

/** The account's signers outside transactions. */
const SIGNERS = ["an owner", "a passkey"] as const;
const NO_SIGNER = "a session key";

describe("ERC7579Account: messages and typed data that viem signs and verifies, by", () => {
  let stage: AccountStage;
  let account: SuiteAccount;
  let other: SuiteAccount;
  let erc6492VerifierAddress: Hex;
  let signers: Record<(typeof SIGNERS)[number] | typeof NO_SIGNER, Account>;

  before(async () => {
    stage = await accountStage();
    const { addresses } = stage.suite;
    const [owner, key, passkey] = [
      hexlify(randomBytes(32)) as Hex,
      secp256k1KeyPair(),
      createPasskey({ origin: "https://sso.example" }),
    ];
    const spec: SessionSpec = {
      signer: key.address,
      expiresAt: (await chainTime(stage.suite.provider)) + DAY,
      feeLimit: lifetime(1n),
      callPolicies: [],
      transferPolicies: [transferTo(addresses.passkey, lifetime(1n))],
    };
    account = await createAccount(stage.suite, { passkey, session: spec, owners: [addressOf(owner)] });
    other = await createAccount(stage.suite, { owners: [addressOf(owner)] });
    erc6492VerifierAddress = (await stage.deploy("SignatureVerifier")) as Hex;
    signers = {
      "an owner": privateKeyToAccount(owner),
      "a passkey": moduleAccount((hash) =>
        encodePasskeySignature(passkey.assert(getBytes(hash)), addresses.passkey),
      ),
      [NO_SIGNER]: moduleAccount(async (hash) =>
        encodeSessionSignature(await key.sign(hash), addresses.session, spec, [0n, 0n]),
      ),
    };
  });

  /** viem's client for the account's signer. */
  const clientOf = (name: keyof typeof signers) =>
    createClient({
      account: signers[name],
      transport: custom({
        request: (({ method, params }: { method: string; params?: unknown[] }) =>
          account.provider.send(method, params ?? [])) as EIP1193RequestFn,
      }),
    })
      .extend(erc7739Actions({ verifier: account.address as Hex }))
      .extend(publicActions);

  for (const name of SIGNERS) {
    it(`${name}: a message is valid, another message or account is not`, async () => {
      const client = clientOf(name);
      const signature = await client.signMessage({ message: "hello" });
      const verify = (message: string, { address } = account) =>
        client.verifyMessage({ address: address as Hex, message, signature, erc6492VerifierAddress });
      expect(await verify("hello")).to.equal(true);
      expect(await verify("hullo")).to.equal(false);
      expect(await verify("hello", other)).to.equal(false);
    });

    it(`${name}: typed data are valid, other data or another account are not`, async () => {
      const client = clientOf(name);
      const signature = await client.signTypedData(TYPED_DATA);
      const verify = (message: typeof ORDER, { address } = account) =>
        client.verifyTypedData({
          ...TYPED_DATA,
          message,
          address: address as Hex,
          signature,
          erc6492VerifierAddress,
        });
      expect(await verify(ORDER)).to.equal(true);
      expect(await verify({ ...ORDER, price: 4n })).to.equal(false);
      expect(await verify(ORDER, other)).to.equal(false);
    });
  }

  for (const name of SIGNERS) {
    it(`${name}: typed data with nested types are valid if described in the order ERC-7739 requires`, async () => {
      const client = clientOf(name);
      const address = account.address as Hex;
      const mail = await client.signTypedData(MAIL);
      const asked = { address, erc6492VerifierAddress };
      expect(await client.verifyTypedData({ ...MAIL, ...asked, signature: mail })).to.equal(true);

      const permit = await client.signTypedData(PERMIT);
      const verify = (signature: Hex) => client.verifyTypedData({ ...PERMIT, ...asked, signature });
      // viem signs it correctly, but writes only the implicit description.
      expect(await verify(permit)).to.equal(false);
      expect(await verify(describedExplicitly(permit))).to.equal(true);
      expect(await verify(describedExplicitly(permit, "PermitDetails"))).to.equal(false);
    });
  }

  it(`${NO_SIGNER}: neither is valid, since a session signs transactions only`, async () => {
    const client = clientOf(NO_SIGNER);
    const address = account.address as Hex;
    const signature = await client.signMessage({ message: "hello" });
    expect(
      await client.verifyMessage({ address, message: "hello", signature, erc6492VerifierAddress }),
    ).to.equal(false);
    const order = await client.signTypedData(TYPED_DATA);
    expect(
      await client.verifyTypedData({ ...TYPED_DATA, address, signature: order, erc6492VerifierAddress }),
    ).to.equal(false);
  });

  /**
   * A key behind a module of the account, as viem takes one: it signs what the ERC-7739 actions ask it to.
   */
  function moduleAccount(sign: (hash: string) => string | Promise<string>): Account {
    const never = () => Promise.reject(new Error("not used here"));
    return toAccount({
      address: account.address as Hex,
      signMessage: never,
      signTransaction: never,
      signTypedData: async (typedData) => (await sign(hashTypedData(typedData))) as Hex,
    });
  }
});

/**
 * Signs `PERMIT` with ERC-7739's explicit description instead of viem's: the types in alphabetical order,
 * then the name of the signed one.
 */
function describedExplicitly(signature: Hex, name = PERMIT.primaryType as string): Hex {
  const implicitly = size(signature) - 2 - Number(sliceHex(signature, -2));
  const types = TypedDataEncoder.from(PERMIT.types as unknown as Record<string, TypedDataField[]>);
  const [single, details] = types.encodeType(PERMIT.primaryType).split(/(?<=\))/);
  const description = toHex(`${details}${single}${name}`);
  return concat([sliceHex(signature, 0, implicitly), description, toHex(size(description), { size: 2 })]);
}
