import { expect } from "chai";
import {
  AbiCoder,
  concat,
  getAddress,
  getBytes,
  hexlify,
  keccak256,
  parseEther,
  randomBytes,
  Signature,
  SigningKey,
  toBeHex,
} from "ethers";
import fc from "fast-check";
import {
  RawAnswerAccount__factory,
  TestValidator__factory,
  type TestValidator,
} from "../../../typechain-types";
import {
  accountStage,
  ownedAccount,
  type AccountStage,
  type OwnedAccount,
} from "../../helpers/accounts/account-fixture";
import { callsBelow, traceCall } from "../../helpers/chain/call-trace";
import { expectError } from "../../helpers/accounts/account-refusal";
import { encodeTransactionStruct, transactionStruct } from "../../helpers/accounts/account-struct";
import { transactionDigest } from "../../helpers/accounts/account-transaction";
import {
  askToValidate,
  BOOTLOADER,
  bootloaderCalldata,
  plainTransaction,
} from "../../helpers/chain/bootloader-call";
import { expectRefused, INVALID_SIGNATURE } from "../../helpers/accounts/expect-refused";
import { fund } from "../../helpers/chain/fund";
import { ownerSigner, STUB_ECDSA_SIGNATURE } from "../../helpers/accounts/owner-signer";
import { encodePasswordInstall, envelope, passwordSigner } from "../../helpers/accounts/password-signer";
import { encodeAssertion } from "../../helpers/passkeys/passkey-signature";
import { propertyRuns } from "../../helpers/project/tries";
import { broadcast, prepareTransaction, sendAs } from "../../helpers/accounts/send-as";
import { createPasskey } from "../../helpers/passkeys/software-authenticator";
import { createAccount } from "../../helpers/accounts/suite-account";

const MAGIC = "0x202bcce7";
const NO_MAGIC = "0x00000000";
const SECP256K1_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

describe("ERC7579Account: validating a transaction", () => {
  let stage: AccountStage;
  let account: OwnedAccount;
  let validator: TestValidator;
  let validatorAddress: string;
  const password = "open sesame";

  before(async () => {
    stage = await accountStage();
    account = await ownedAccount(stage);
    validatorAddress = await stage.deploy("TestValidator");
    validator = TestValidator__factory.connect(validatorAddress, stage.deployer);
    await account.sendSelf("addModuleValidator", [validatorAddress, encodePasswordInstall(password)]);
  });

  describe("an owner's signature", () => {
    it("returns the magic value", async () => {
      const tx = await plainTransaction(account);
      expect(await askToValidate(account, tx, await account.owner.sign(tx))).to.equal(MAGIC);
    });

    it("returns 0 rather than reverting if it is of another key (A14)", async () => {
      const tx = await plainTransaction(account);
      const stranger = ownerSigner(hexlify(randomBytes(32)));
      expect(await askToValidate(account, tx, await stranger.sign(tx))).to.equal(NO_MAGIC);
    });

    it("stops the transaction if it is of another key", async () => {
      const tx = await prepareTransaction(account, account.owner, { to: stage.deployer.address });
      const signature = await ownerSigner(hexlify(randomBytes(32))).sign(tx);
      await expectRefused(broadcast(account.provider, tx, signature), INVALID_SIGNATURE);
    });

    it("returns 0 if it recovers to the zero address (A11, A14)", async () => {
      const tx = await plainTransaction(account);
      expect(await askToValidate(account, tx, STUB_ECDSA_SIGNATURE)).to.equal(NO_MAGIC);
    });

    it("returns 0 in its malleable form, with a high s (A11)", async () => {
      const tx = await plainTransaction(account);
      const good = new SigningKey(account.ownerKey).sign(transactionDigest(tx));
      const s = `0x${(SECP256K1_ORDER - BigInt(good.s)).toString(16).padStart(64, "0")}`;
      const malleable = `${good.r}${s.slice(2)}${good.v === 27 ? "1c" : "1b"}`;
      expect(Signature.from(good).serialized).to.not.equal(malleable);
      expect(await askToValidate(account, tx, malleable)).to.equal(NO_MAGIC);
    });

    it("of one transaction is not valid for another", async () => {
      const tx = await plainTransaction(account);
      const signature = await account.owner.sign(tx);
      expect(await askToValidate(account, { ...tx, value: 1n }, signature)).to.equal(NO_MAGIC);
    });
  });

  describe("a validator's signature", () => {
    it("is decided by the validator", async () => {
      const tx = await plainTransaction(account);
      const signer = passwordSigner(validatorAddress, password);
      expect(await askToValidate(account, tx, await signer.sign(tx))).to.equal(MAGIC);
      const wrong = passwordSigner(validatorAddress, "open barley");
      expect(await askToValidate(account, tx, await wrong.sign(tx))).to.equal(NO_MAGIC);
    });

    it("reaches the validator with the transaction exactly as the bootloader sent it", async () => {
      const signer = passwordSigner(validatorAddress, password);
      const data = hexlify(randomBytes(77));
      const tx = await prepareTransaction(account, signer, { to: stage.deployer.address, value: 3n, data });
      const signature = await signer.sign(tx);
      await (await broadcast(account.provider, tx, signature)).wait();

      const encoded = encodeTransactionStruct(transactionStruct(tx, signature));
      expect(await validator.lastTransaction(account.address)).to.equal(keccak256(encoded));
      expect(await validator.lastSignedHash(account.address)).to.equal(transactionDigest(tx));
    });

    it("reaches the validator in calldata with nothing before, between or after its arguments", async () => {
      const tx = await plainTransaction(account, { data: hexlify(randomBytes(77)) });
      const signature = await passwordSigner(validatorAddress, password).sign(tx);
      const data = bootloaderCalldata("validateTransaction", tx, signature);
      const trace = await traceCall(account.provider, { from: BOOTLOADER, to: account.address, data });
      const asked = callsBelow(trace).filter(({ to }) => getAddress(to) === validatorAddress);
      expect(asked.map(({ input }) => input)).to.deep.equal([
        validator.interface.encodeFunctionData("validateTransaction", [
          transactionDigest(tx),
          transactionStruct(tx, signature),
        ]),
      ]);
    });

    it("returns 0 if the validator is not installed, without calling it", async () => {
      const other = await stage.deploy("TestValidator");
      const tx = await plainTransaction(account);
      expect(await askToValidate(account, tx, await passwordSigner(other, password).sign(tx))).to.equal(
        NO_MAGIC,
      );
      expect(await askToValidate(account, tx, envelope("0x", account.address))).to.equal(NO_MAGIC);
      expect(await askToValidate(account, tx, envelope("0x", `0x${"00".repeat(20)}`))).to.equal(NO_MAGIC);
    });

    it("returns the magic value only if the validator answers with a whole word that is 1", async () => {
      const address = await stage.deploy("RawAnswerAccount");
      const raw = RawAnswerAccount__factory.connect(address, stage.deployer);
      await (await raw.setAnswer(toBeHex(1, 32), false)).wait();
      await account.sendSelf("addModuleValidator", [address, "0x"]);
      const tx = await plainTransaction(account);
      for (const [answer, magic] of [
        [toBeHex(1, 32), MAGIC],
        [concat([toBeHex(1, 32), "0x00"]), MAGIC],
        [toBeHex(2, 32), NO_MAGIC],
        [`0x${"ff".repeat(32)}`, NO_MAGIC],
        [`0x${"00".repeat(31)}`, NO_MAGIC],
        [`0x${"00".repeat(30)}01`, NO_MAGIC],
        ["0x01", NO_MAGIC],
        ["0x", NO_MAGIC],
      ] as const) {
        await (await raw.setAnswer(answer, false)).wait();
        expect(await askToValidate(account, tx, envelope("0x", address)), answer).to.equal(magic);
      }
      await (await raw.setAnswer(toBeHex(1, 32), true)).wait();
      await expectRefused(askToValidate(account, tx, envelope("0x", address)), /revert/i);
      await account.sendSelf("unlinkModuleValidator", [address, "0x"]);
    });

    it("passes on the reason when the validator finds a rule broken", async () => {
      const signer = passwordSigner(validatorAddress, password);
      const call = { to: stage.deployer.address, value: await validator.FORBIDDEN_VALUE() };
      const [value] = await expectError(sendAs(account, signer, call), validator.interface, "ValueForbidden");
      expect(value).to.equal(call.value);
    });

    it("returns 0 with dirty bits above the validator's address (A15)", async () => {
      const tx = await plainTransaction(account);
      const good = await passwordSigner(validatorAddress, password).sign(tx);
      const dirty = `${good.slice(0, 2 + 64)}01${good.slice(2 + 64 + 2)}`;
      expect(await askToValidate(account, tx, dirty)).to.equal(NO_MAGIC);
    });
  });

  it("returns 0 for a passkey's signature that has unneeded bytes, wherever they are (A22)", async () => {
    const { suite, deployer } = stage;
    const passkey = createPasskey({ origin: "https://sso.example" });
    const opened = await createAccount(suite, { passkey });
    await fund(deployer, opened.address, parseEther("1"));
    const tx = await plainTransaction(opened);
    const assertion = encodeAssertion(passkey.assert(getBytes(transactionDigest(tx))));
    const module = suite.addresses.passkey;
    const padding = new Uint8Array(192);
    const asked = (signature: string) => askToValidate(opened, tx, signature);
    const published = AbiCoder.defaultAbiCoder().encode(
      ["bytes", "address", "bytes[]"],
      [assertion, module, ["0x"]],
    );
    expect(await asked(published)).to.equal(MAGIC);
    expect(await asked(envelope(assertion, module))).to.equal(MAGIC);
    expect(await asked(concat([published, padding]))).to.equal(NO_MAGIC);
    expect(await asked(envelope(concat([assertion, padding]), module))).to.equal(NO_MAGIC);
    expect(await asked(envelope(assertion, module, hexlify(padding)))).to.equal(NO_MAGIC);
  });

  it("never reverts if malformed, whatever its bytes (A10, A14, A22)", async () => {
    const tx = await plainTransaction(account);
    const named = envelope("0x1234", validatorAddress);
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }),
          // Truncated at any point, with or without the validator's address in place.
          fc
            .nat({ max: (named.length - 2) / 2 })
            .map((length) => Buffer.from(named.slice(2, 2 + 2 * length), "hex")),
        ),
        async (bytes) => {
          expect(await askToValidate(account, tx, hexlify(bytes))).to.equal(NO_MAGIC);
        },
      ),
      { numRuns: propertyRuns(30) },
    );
  });

  describe("a transaction", () => {
    const TYPES = [0n, 1n, 2n, 3n, 112n, 114n, 0xffn, 2n ** 256n - 1n];

    it("returns 0 for another type than EIP-712's, whichever of the account's keys signed its hash", async () => {
      const tx = await plainTransaction(account);
      for (const signer of [account.owner, passwordSigner(validatorAddress, password)]) {
        const signature = await signer.sign(tx);
        for (const txType of TYPES) {
          expect(await askToValidate(account, tx, signature, { txType })).to.equal(NO_MAGIC);
        }
        expect(await askToValidate(account, tx, signature, { txType: 113n })).to.equal(MAGIC);
      }
    });

    it("costs the same for another type as for EIP-712's, so that estimates made with it hold (A14)", async () => {
      const tx = await plainTransaction(account);
      const signature = await account.owner.sign(tx);
      const gas = async (txType: bigint) => {
        const data = bootloaderCalldata("validateTransaction", tx, signature, { txType });
        const call = { from: BOOTLOADER, to: account.address, data };
        return Number((await traceCall(account.provider, call)).gasUsed);
      };
      const usual = await gas(113n);
      for (const txType of TYPES) expect(await gas(txType)).to.be.closeTo(usual, 50);
    });
  });

  describe("the nonce", () => {
    it("is consumed, so that no signature works twice (A19)", async () => {
      const tx = await prepareTransaction(account, account.owner, { to: stage.deployer.address, value: 1n });
      const signature = await account.owner.sign(tx);
      await (await broadcast(account.provider, tx, signature)).wait();
      expect(await account.provider.getTransactionCount(account.address)).to.equal(tx.nonce + 1);
      await expectRefused(broadcast(account.provider, tx, signature), /nonce/i);
    });

    it("must be the next one", async () => {
      const tx = await plainTransaction(account);
      const early = { ...tx, nonce: tx.nonce + 1 };
      await expectRefused(askToValidate(account, early, await account.owner.sign(early)), "ValueMismatch");
    });

    it("has a separate sequence for each key", async () => {
      const tx = await plainTransaction(account);
      const withNonce = (nonce: bigint) => ({ ...tx, nonce: nonce as unknown as number });
      for (const key of [1n, 7n, 2n ** 192n - 1n]) {
        const [first, second] = [withNonce(key << 64n), withNonce((key << 64n) + 1n)];
        expect(await askToValidate(account, first, await account.owner.sign(first))).to.equal(MAGIC);
        const early = askToValidate(account, second, await account.owner.sign(second));
        await expectRefused(early, "ValueMismatch");
      }
    });
  });

  it("refuses at once what the account cannot pay for", async () => {
    const balance = await account.provider.getBalance(account.address);
    const tx = await plainTransaction(account, { value: balance });
    const required = balance + tx.gasLimit * tx.maxFeePerGas;
    const refusal = await expectRefused(
      askToValidate(account, tx, await account.owner.sign(tx)),
      "InsufficientFunds",
    );
    expect(refusal.error?.args.toArray()).to.deep.equal([required, balance]);
    const everything = { ...tx, value: balance - (required - balance) };
    expect(await askToValidate(account, everything, await account.owner.sign(everything))).to.equal(MAGIC);
  });

  it("pays the bootloader the fee, or reports that it cannot", async () => {
    const balance = await account.provider.getBalance(account.address);
    const pay = async (maxFeePerGas: bigint) => {
      const tx = await plainTransaction(account, { gasLimit: 1n, maxFeePerGas });
      const data = bootloaderCalldata("payForTransaction", tx, "0x");
      return account.provider.call({ from: BOOTLOADER, to: account.address, data });
    };
    expect(await pay(balance)).to.equal("0x");
    const { error } = await expectRefused(pay(balance + 1n), "FeePaymentFailed");
    expect(error?.args.toArray()).to.deep.equal([balance + 1n]);
  });

  for (const name of [
    "validateTransaction",
    "executeTransaction",
    "payForTransaction",
    "prepareForPaymaster",
  ] as const) {
    it(`lets only the bootloader call ${name}`, async () => {
      const tx = await plainTransaction(account);
      const data = bootloaderCalldata(name, tx, await account.owner.sign(tx));
      for (const from of [stage.deployer.address, account.address, validatorAddress]) {
        await expectRefused(account.provider.call({ from, to: account.address, data }), "NotFromBootloader");
      }
    });
  }
});
