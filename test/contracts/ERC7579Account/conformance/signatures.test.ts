import { expect } from "chai";
import { hashMessage, hexlify, toUtf8Bytes } from "ethers";
import fc from "fast-check";
import { SignatureRecorder__factory, type SignatureRecorder } from "../../../../typechain-types";
import {
  accountStage,
  ownedAccount,
  type AccountStage,
  type OwnedAccount,
} from "../../../helpers/accounts/account-fixture";
import { askToValidate, plainTransaction } from "../../../helpers/chain/bootloader-call";
import { envelope } from "../../../helpers/accounts/password-signer";

const MAGIC_VALUE = "0x1626ba7e";
const HASH = hashMessage("hello");

describe("ERC-7579, ERC-1271 forwarding and validation", () => {
  let stage: AccountStage;
  let account: OwnedAccount;
  let validator: string;
  let recorder: SignatureRecorder;

  before(async () => {
    stage = await accountStage();
    account = await ownedAccount(stage);
    validator = await stage.deploy("SignatureRecorder");
    recorder = SignatureRecorder__factory.connect(validator, stage.deployer);
    await account.sendSelf("installModule", [1n, validator, "0x"]);
  });

  const ask = (signature: string, from = stage.deployer.address) =>
    account.contract.connect(account.provider).isValidSignature(HASH, signature, { from });

  it("the account MUST implement the ERC-1271 interface", async () => {
    expect(await account.contract.supportsInterface(MAGIC_VALUE)).to.equal(true);
    expect(await ask("0x")).to.equal("0xffffffff");
  });

  it("the validator MUST be called with the sender, the msg.sender of the call to the account", async () => {
    const sender = `0x${"5e".repeat(20)}`;
    const expected = async (from: string) => recorder.signatureFor(from, "0x1234");
    expect(await ask(envelope(await expected(sender), validator), sender)).to.equal(MAGIC_VALUE);
    expect(await ask(envelope(await expected(sender), validator))).to.equal("0xffffffff");
  });

  it("the account MUST sanitize the signature of the validator's choice before forwarding it (A22)", async () => {
    const { address } = stage.deployer;
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 120 }),
        fc.uint8Array({ maxLength: 40 }),
        async (text, extra) => {
          // The recorder expects exactly these bytes, whatever surrounds them.
          const signature = await recorder.signatureFor(address, hexlify(text));
          expect(await ask(envelope(signature, validator, hexlify(extra)))).to.equal(MAGIC_VALUE);
          expect(await ask(envelope(`${signature}00`, validator, hexlify(extra)))).to.equal("0xffffffff");
        },
      ),
      { numRuns: 15 },
    );
  });

  it("isValidSignature SHOULD return the return value of the validator", async () => {
    expect(await ask(envelope(hexlify(toUtf8Bytes("anything else")), validator))).to.equal("0xffffffff");
  });

  it("the account MUST sanitize the validator selection in validation too: only a validator named exactly is asked (A15, A22)", async () => {
    const tx = await plainTransaction(account);
    const good = envelope("0x", validator);
    expect(await askToValidate(account, tx, good)).to.equal("0x202bcce7");
    const dirty = `${good.slice(0, 66)}${"0".repeat(23)}1${good.slice(90)}`;
    expect(await askToValidate(account, tx, dirty)).to.equal("0x00000000");
    expect(await askToValidate(account, tx, envelope("0x", stage.suite.addresses.passkey))).to.equal(
      "0x00000000",
    );
  });
});
