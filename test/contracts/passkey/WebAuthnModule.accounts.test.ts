import { expect } from "chai";
import { concat, getBytes, hashMessage, randomBytes, toUtf8Bytes, TypedDataEncoder } from "ethers";
import {
  accountStage,
  ownedAccount,
  type AccountStage,
  type OwnedAccount,
} from "../../helpers/accounts/account-fixture";
import type { AccountSigner } from "../../helpers/accounts/account-signer";
import { transactionDigest, type AccountTransaction } from "../../helpers/accounts/account-transaction";
import { expectRefused, INVALID_SIGNATURE } from "../../helpers/accounts/expect-refused";
import { encodePasskeySignature } from "../../helpers/passkeys/passkey-signature";
import { passkeySigner } from "../../helpers/passkeys/passkey-signer";
import { sendAs } from "../../helpers/accounts/send-as";
import { createPasskey, type Passkey } from "../../helpers/passkeys/software-authenticator";

const GOOD = "0x1626ba7e";
const BAD = "0xffffffff";
const ORIGIN = "https://auth.example";
const ALICE = "0xa11ce00000000000000000000000000000000001";

/** What an account stores of a passkey. */
type Registered = Pick<Passkey, "credentialId" | "publicKey" | "origin">;

describe("WebAuthnModule: on accounts", () => {
  let stage: AccountStage;
  let first: OwnedAccount;
  let second: OwnedAccount;
  let passkey: Passkey;
  let twin: Registered;

  before(async () => {
    stage = await accountStage();
    passkey = createPasskey({ origin: ORIGIN });
    // A credential belongs to one account; the same key under another id may be a credential of another.
    twin = { credentialId: randomBytes(16), publicKey: passkey.publicKey, origin: ORIGIN };
    [first, second] = [await ownedAccount(stage), await ownedAccount(stage)];
    for (const account of [first, second]) {
      await account.sendSelf("installModule", [1n, stage.suite.addresses.passkey, "0x"]);
    }
    await add(first, passkey);
    await add(second, twin);
  });

  const tell = (account: OwnedAccount, data: string) =>
    account.send({ to: stage.suite.addresses.passkey, data });
  const add = (account: OwnedAccount, { credentialId, publicKey, origin }: Registered) =>
    tell(
      account,
      stage.suite.passkeyModule.interface.encodeFunctionData("addValidationKey", [
        credentialId,
        [...publicKey],
        origin,
      ]),
    );
  /** What the holder of the key signs, naming either credential. */
  const assertion = (hash: string, { credentialId }: Registered) =>
    encodePasskeySignature(
      { ...passkey.assert(getBytes(hash)), credentialId },
      stage.suite.addresses.passkey,
    );
  /** Signs transactions with the key, after applying `seen` to them. */
  const signer = (
    registered: Registered,
    seen: (tx: AccountTransaction) => AccountTransaction = (tx) => tx,
  ): AccountSigner => {
    const sign = async (tx: AccountTransaction) => assertion(transactionDigest(seen(tx)), registered);
    return { stub: sign, sign };
  };

  it("W12: a message signed for one account is not valid for another account with the same key", async () => {
    const text = toUtf8Bytes("hello");
    const prefixed = concat([toUtf8Bytes(`\x19Ethereum Signed Message:\n${text.length}`), text]);
    const { chainId } = await first.provider.getNetwork();
    const nested = ({ address: verifyingContract }: OwnedAccount) =>
      TypedDataEncoder.hash(
        { name: "SSO1271", version: "1.0.0", chainId, verifyingContract },
        { PersonalSign: [{ name: "prefixed", type: "bytes" }] },
        { prefixed },
      );
    const ask = (account: OwnedAccount, signature: string) =>
      account.contract.isValidSignature(hashMessage("hello"), signature);
    expect(await ask(first, assertion(nested(first), passkey))).to.equal(GOOD);
    expect(await ask(second, assertion(nested(second), twin))).to.equal(GOOD);
    for (const credential of [passkey, twin]) {
      expect(await ask(second, assertion(nested(first), credential))).to.equal(BAD);
      expect(await ask(first, assertion(nested(second), credential))).to.equal(BAD);
    }
  });

  it("W12: a transaction signed for one account is not valid for another account with the same key", async () => {
    const call = { to: ALICE, value: 1n, gasLimit: 1_000_000n };
    await sendAs(first, signer(passkey), call);
    await sendAs(second, signer(twin), call);
    for (const credential of [passkey, twin]) {
      const seen = (tx: AccountTransaction) => ({ ...tx, from: first.address });
      await expectRefused(sendAs(second, signer(credential, seen), call), INVALID_SIGNATURE);
    }
  });

  it("signs from pages of several origins, with each key until it is removed", async () => {
    const call = { to: ALICE, value: 1n, gasLimit: 1_000_000n };
    const elsewhere = createPasskey({ origin: "http://localhost:3002" });
    await add(first, elsewhere);
    const other = passkeySigner(elsewhere, stage.suite.addresses.passkey);
    await sendAs(first, other, call);
    await sendAs(first, signer(passkey), call);
    const { interface: abi } = stage.suite.passkeyModule;
    await tell(
      first,
      abi.encodeFunctionData("removeValidationKey", [elsewhere.credentialId, elsewhere.origin]),
    );
    await expectRefused(sendAs(first, other, call), INVALID_SIGNATURE);
    await sendAs(first, signer(passkey), call);
  });
});
