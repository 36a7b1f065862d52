import { expect } from "chai";
import { AbiCoder, concat, hexlify, randomBytes, SigningKey } from "ethers";
import { OneTargetValidator__factory } from "../../../typechain-types";
import {
  accountStage,
  addressOf,
  ownedAccount,
  type AccountStage,
  type OwnedAccount,
} from "../../helpers/accounts/account-fixture";
import { expectError } from "../../helpers/accounts/account-refusal";
import type { AccountSigner } from "../../helpers/accounts/account-signer";
import { transactionDigest } from "../../helpers/accounts/account-transaction";
import { askToValidate, plainTransaction } from "../../helpers/chain/bootloader-call";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { STUB_ECDSA_SIGNATURE } from "../../helpers/accounts/owner-signer";
import { envelope } from "../../helpers/accounts/password-signer";
import { sendAs } from "../../helpers/accounts/send-as";

describe("ERC7579Account: the example validator of docs/write-a-module.md", () => {
  let stage: AccountStage;
  let account: OwnedAccount;
  let validator: string;
  let target: string;
  let key: string;
  let signer: AccountSigner;

  const keySigner = (privateKey: string): AccountSigner => ({
    stub: async () => envelope(STUB_ECDSA_SIGNATURE, validator),
    sign: async (tx) =>
      envelope(new SigningKey(privateKey).sign(transactionDigest(tx)).serialized, validator),
  });

  before(async () => {
    stage = await accountStage();
    account = await ownedAccount(stage);
    validator = await stage.deploy("OneTargetValidator");
    target = await stage.deploy("CallTarget");
    key = hexlify(randomBytes(32));
    signer = keySigner(key);
    const data = AbiCoder.defaultAbiCoder().encode(["address", "address"], [addressOf(key), target]);
    await account.sendSelf("installModule", [1n, validator, data]);
  });

  it("lets its key call the one contract", async () => {
    const receipt = await sendAs(account, signer, { to: target });
    expect(receipt.status).to.equal(1);
  });

  it("refuses calls to another contract or to the account itself, and ETH", async () => {
    const abi = OneTargetValidator__factory.createInterface();
    const calls = [{ to: stage.deployer.address }, { to: account.address }, { to: target, value: 1n }];
    for (const call of calls) await expectError(sendAs(account, signer, call), abi, "OtherTarget");
  });

  it("rejects another key without reverting", async () => {
    const tx = await plainTransaction(account, { to: target });
    const other = keySigner(hexlify(randomBytes(32)));
    expect(await askToValidate(account, tx, await other.sign(tx))).to.equal("0x00000000");
    expect(await askToValidate(account, tx, await signer.stub(tx))).to.equal("0x00000000");
    expect(await askToValidate(account, tx, await signer.sign(tx))).to.equal("0x202bcce7");
  });

  it("rejects a signature with bytes that nobody signed, wherever they are", async () => {
    const tx = await plainTransaction(account, { to: target });
    const whole = await signer.sign(tx);
    const inner = new SigningKey(key).sign(transactionDigest(tx)).serialized;
    const coder = AbiCoder.defaultAbiCoder();
    const longer = [
      concat([whole, "0x00"]),
      concat([whole, hexlify(randomBytes(20_000))]),
      coder.encode(["bytes", "address", "bytes"], [inner, validator, "0x00"]),
      coder.encode(["bytes", "address", "bytes", "bytes"], [inner, validator, "0x", "0x"]),
    ];
    for (const signature of longer)
      expect(await askToValidate(account, tx, signature)).to.equal("0x00000000");
    expect(await askToValidate(account, tx, whole)).to.equal("0x202bcce7");
  });

  it("does not count as a key", async () => {
    await expectRefused(account.sendSelf("removeK1Owner", [addressOf(account.ownerKey)]), "LastKey");
  });
});
