import { expect } from "chai";
import {
  AbiCoder,
  hexlify,
  parseEther,
  randomBytes,
  toUtf8Bytes,
  type Interface,
  type TransactionReceipt,
} from "ethers";
import fc from "fast-check";
import { utils, type types } from "zksync-ethers";
import {
  CallTarget__factory,
  HungryTarget__factory,
  Relay__factory,
  TestHook__factory,
  TestValidationHook__factory,
} from "../../../typechain-types";
import { eventsOf } from "../../helpers/accounts/account-events";
import {
  accountStage,
  ownedAccount,
  type AccountStage,
  type OwnedAccount,
} from "../../helpers/accounts/account-fixture";
import { expectError } from "../../helpers/accounts/account-refusal";
import { transactionStruct, type TransactionStruct } from "../../helpers/accounts/account-struct";
import type { AccountTransaction } from "../../helpers/accounts/account-transaction";
import { plainTransaction } from "../../helpers/chain/bootloader-call";
import { chainTime } from "../../helpers/chain/chain-time";
import { encodeMode, encodeSingle } from "../../helpers/accounts/execution-mode";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { fund } from "../../helpers/chain/fund";
import { encodePasskeyInstall } from "../../helpers/accounts/module-install";
import { encodePasswordInstall, passwordSigner } from "../../helpers/accounts/password-signer";
import { ownerSigner } from "../../helpers/accounts/owner-signer";
import { passkeySigner } from "../../helpers/passkeys/passkey-signer";
import { setUpForEach } from "../../helpers/project/set-up-for-each";
import { p256KeyPair, secp256k1KeyPair } from "../../helpers/sessions/session-keypair";
import { transferTo } from "../../helpers/sessions/session-policies";
import { keyPairSigner } from "../../helpers/sessions/session-signer";
import { encodeSession, type SessionSpec } from "../../helpers/sessions/session-spec";
import { createPasskey } from "../../helpers/passkeys/software-authenticator";
import { propertyRuns } from "../../helpers/project/tries";
import { lifetime } from "../../helpers/sessions/usage-limit";

const GAS_THE_SIGNER_SET = 300_000n;
const TWO_BYTECODES = [hexlify(randomBytes(32)), hexlify(randomBytes(32))];

describe("ERC7579Account: a signed transaction that anyone may submit (A19)", () => {
  let stage: AccountStage;
  let account: OwnedAccount;
  let targetAddress: string;
  const abi = CallTarget__factory.createInterface();

  before(async () => {
    stage = await accountStage();
    targetAddress = await stage.deploy("CallTarget");
  });
  setUpForEach(async () => {
    account = await ownedAccount(stage);
  });

  const storing = (fields: Partial<AccountTransaction> = {}): Promise<AccountTransaction> =>
    plainTransaction(account, {
      to: targetAddress,
      value: 2n,
      data: abi.encodeFunctionData("store", [5n]),
      gasLimit: GAS_THE_SIGNER_SET,
      ...fields,
    });

  const encodeOutside = (struct: TransactionStruct) => {
    const { interface: abiOfAccount } = account.contract as { interface: Interface };
    return abiOfAccount.encodeFunctionData("executeTransactionFromOutside", [struct]);
  };

  const bring = async (
    tx: AccountTransaction,
    signature: string,
    changes: Partial<TransactionStruct> = {},
    value = 0n,
  ): Promise<TransactionReceipt> => {
    const struct = { ...transactionStruct(tx, signature), ...changes } as TransactionStruct;
    const response = await account.contract.executeTransactionFromOutside(struct, { value });
    return (await response.wait())!;
  };

  it("is executed if its signature is valid, and its nonce is consumed", async () => {
    const tx = await storing();
    const receipt = await bring(tx, await account.owner.sign(tx));
    expect(eventsOf(receipt, abi, "Stored")[0]!.toArray()).to.deep.equal([account.address, 5n, 2n]);
    expect(await account.provider.getTransactionCount(account.address)).to.equal(tx.nonce + 1);
  });

  it("is executed however long its data and its paymaster's input are, and however many bytecodes it names", async () => {
    const { data } = await storing();
    const bytes = fc.uint8Array({ maxLength: 100 }).map((each) => hexlify(each));
    const word = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((each) => hexlify(each));
    const fields = fc.record({ tail: bytes, input: bytes, factoryDeps: fc.array(word, { maxLength: 5 }) });
    await fc.assert(
      fc.asyncProperty(fields, async ({ tail, input, factoryDeps }) => {
        const paymasterParams = { paymaster: targetAddress, paymasterInput: input };
        const tx = await storing({ data: data + tail.slice(2), factoryDeps, paymasterParams });
        const receipt = await bring(tx, await account.owner.sign(tx));
        expect(eventsOf(receipt, abi, "Stored")).to.have.length(1);
      }),
      { numRuns: propertyRuns(15), examples: [[{ tail: "0x", input: "0x01", factoryDeps: TWO_BYTECODES }]] },
    );
  });

  it("cannot be submitted twice", async () => {
    const tx = await storing();
    const signature = await account.owner.sign(tx);
    await bring(tx, signature);
    await expectRefused(bring(tx, signature), "ValueMismatch");
  });

  it("is decided by the validator if signed with a validator's key", async () => {
    const validator = await stage.deploy("TestValidator");
    await account.sendSelf("addModuleValidator", [validator, encodePasswordInstall("please")]);
    const tx = await storing();
    const receipt = await bring(tx, await passwordSigner(validator, "please").sign(tx));
    expect(eventsOf(receipt, abi, "Stored")).to.have.length(1);
    const next = await storing();
    await expectRefused(bring(next, await passwordSigner(validator, "now").sign(next)), "InvalidSignature");
  });

  it("costs the account its value and nothing else: the submitter pays the fee", async () => {
    const paymaster = await stage.deploy("GeneralPaymaster");
    await fund(stage.deployer, paymaster, parseEther("1"));
    const general = utils.getPaymasterParams(paymaster, { type: "General", innerInput: "0x" });
    for (const paymasterParams of [undefined, general]) {
      const balances = () =>
        Promise.all(
          [account.address, paymaster, stage.deployer.address].map((each) =>
            account.provider.getBalance(each),
          ),
        );
      const before = await balances();
      const tx = await storing({ paymasterParams });
      const { fee } = (await bring(tx, await account.owner.sign(tx))) as types.TransactionReceipt;
      expect(await balances()).to.deep.equal([before[0]! - 2n, before[1], before[2]! - fee]);
    }
  });

  it("leaves ETH sent along with the account", async () => {
    const before = await account.provider.getBalance(account.address);
    const tx = await storing();
    await bring(tx, await account.owner.sign(tx), {}, 7n);
    expect(await account.provider.getBalance(account.address)).to.equal(before - 2n + 7n);
  });

  it("may call the account itself, for instance to adopt another implementation", async () => {
    const next = await stage.deploy("NextAccount");
    const data = account.contract.interface.encodeFunctionData("upgradeTo", [next]);
    const tx = await storing({ to: account.address, value: 0n, data });
    await bring(tx, await account.owner.sign(tx));
    expect(await account.contract.currentImplementation()).to.equal(next);
  });

  it("may have a keyed nonce, whose sequence is separate", async () => {
    const nonce = (9n << 64n) as unknown as number;
    const tx = await storing({ nonce });
    const signature = await account.owner.sign(tx);
    await bring(tx, signature);
    await expectRefused(bring(tx, signature), "ValueMismatch");
    expect(await account.provider.getTransactionCount(account.address)).to.equal(0);
  });

  describe("whichever key of the account signed it", () => {
    it("is accepted from a passkey", async () => {
      const passkey = createPasskey({ origin: "https://sso.example" });
      const { passkey: module } = stage.suite.addresses;
      await account.sendSelf("addModuleValidator", [module, encodePasskeyInstall(passkey)]);
      const tx = await storing();
      const receipt = await bring(tx, await passkeySigner(passkey, module).sign(tx));
      expect(eventsOf(receipt, abi, "Stored")).to.have.length(1);
      const stranger = passkeySigner(createPasskey({ origin: "https://sso.example" }), module);
      const next = await storing();
      await expectRefused(bring(next, await stranger.sign(next)), "InvalidSignature");
    });

    for (const [curve, makeKey] of [
      ["secp256k1", () => Promise.resolve(secp256k1KeyPair())],
      ["P-256", p256KeyPair],
    ] as const) {
      it(`is accepted from a session key on ${curve}, within the session's limits, which count`, async () => {
        const { session: module } = stage.suite.addresses;
        const key = await makeKey();
        const friend = hexlify(randomBytes(20));
        const spec: SessionSpec = {
          signer: key.address,
          expiresAt: (await chainTime(account.provider)) + 86_400n,
          feeLimit: lifetime(parseEther("1")),
          callPolicies: [],
          transferPolicies: [transferTo(friend, lifetime(5n))],
        };
        await account.sendSelf("addModuleValidator", [module, encodeSession(spec)]);
        const signer = keyPairSigner(key, { spec, module, clock: () => chainTime(account.provider) });
        const giving = (value: bigint) => storing({ to: friend, value, data: "0x" });
        const first = await giving(3n);
        await bring(first, await signer.sign(first));
        expect(await account.provider.getBalance(friend)).to.equal(3n);
        const second = await giving(3n);
        await expectRefused(bring(second, await signer.sign(second)), "ValueLimitExceeded");
        const third = await giving(2n);
        await bring(third, await signer.sign(third));
        expect(await account.provider.getBalance(friend)).to.equal(5n);
      });
    }
  });

  it("is refused if anything signed was changed", async () => {
    const tx = await storing();
    const signature = await account.owner.sign(tx);
    const changed: Partial<TransactionStruct>[] = [
      { to: BigInt(stage.deployer.address) },
      { value: 3n },
      { data: abi.encodeFunctionData("store", [6n]) },
      { gasLimit: GAS_THE_SIGNER_SET - 1n },
      { gasPerPubdataByteLimit: 1n },
      { maxFeePerGas: 1n },
      { maxPriorityFeePerGas: 1n },
      { paymaster: 1n },
      { factoryDeps: [hexlify(randomBytes(32))] },
      { paymasterInput: "0x00" },
    ];
    for (const change of changed) await expectRefused(bring(tx, signature, change), "InvalidSignature");
  });

  it("is refused if a stranger signed it", async () => {
    const tx = await storing();
    const stranger = ownerSigner(hexlify(randomBytes(32)));
    await expectRefused(bring(tx, await stranger.sign(tx)), "InvalidSignature");
  });

  it("is refused if it is another account's, even one with the same owner", async () => {
    const tx = await storing({ from: stage.deployer.address });
    const refusal = await expectRefused(bring(tx, await account.owner.sign(tx)), "WrongSender");
    expect(refusal.error?.args[0]).to.equal(BigInt(stage.deployer.address));
  });

  it("is refused if it is not an EIP-712 transaction", async () => {
    const tx = await storing();
    const refusal = bring(tx, await account.owner.sign(tx), { txType: 2n });
    await expectRefused(refusal, "UnsupportedTransactionType");
  });

  it("reverts entirely, including its nonce, if its call fails", async () => {
    const tx = await storing({ data: abi.encodeFunctionData("fail", [1n]) });
    await expectError(bring(tx, await account.owner.sign(tx)), abi, "TargetFailed");
    expect(await account.provider.getTransactionCount(account.address)).to.equal(tx.nonce);
  });

  it("must be given the gas its signer set, so one signed for more gas than a transaction can have is never submitted", async () => {
    for (const gasLimit of [80_000_001n, 1n << 60n]) {
      const tx = await storing({ gasLimit });
      await expectRefused(bring(tx, await account.owner.sign(tx)), "NotEnoughGas");
    }
  });

  describe("has the gas its signer set when its call is made (A28)", () => {
    const GAS = 2_000_000n;
    /** What is left of it two calls deeper, each of which gets 63/64 of the gas, minus a little. */
    const HUNGRY = 1_900_000n;

    /**
     * Two ways to make a call that may fail, here to a contract that needs most of the gas that was signed
     * for.
     */
    const ways: Record<string, (target: string) => string> = {
      "a batch": (target) => {
        const call = { target, allowFailure: true, value: 0n, callData: "0x" };
        return account.contract.interface.encodeFunctionData("batchCall", [[call]]);
      },
      "try mode": (target) => {
        const call = encodeSingle({ target });
        return account.contract.interface.encodeFunctionData("execute", [encodeMode("single", "try"), call]);
      },
    };
    let hungry: string;
    let validator: string;
    beforeEach(async () => {
      hungry = await stage.deploy("HungryTarget", [HUNGRY]);
      validator = await stage.deploy("TestValidator");
      await account.sendSelf("addModuleValidator", [validator, encodePasswordInstall("please")]);
    });
    const fed = () => HungryTarget__factory.connect(hungry, stage.deployer).fed();

    /** Submits the calldata with ever more gas and returns the outcomes; the chain is reset each time. */
    const outcomes = async (data: string) => {
      const found = new Set<"done" | "skipped" | "refused">();
      for (let gasLimit = 2_000_000n; gasLimit <= 3_000_000n; gasLimit += 100_000n) {
        const snapshot = (await account.provider.send("evm_snapshot", [])) as string;
        const sent = await stage.deployer.sendTransaction({ to: account.address, data, gasLimit });
        const { status } = await sent.wait().catch(() => ({ status: 0 }));
        found.add(status !== 1 ? "refused" : (await fed()) ? "done" : "skipped");
        await account.provider.send("evm_revert", [snapshot]);
      }
      return found;
    };

    /**
     * Signed with the validator's key, for the transaction that the validator receives, to which more may be
     * appended.
     */
    const calldata = async (struct: Partial<TransactionStruct>, way: string) => {
      const data = ways[way]!(hungry);
      const tx = await storing({ to: account.address, value: 0n, data, gasLimit: GAS });
      const signature = await passwordSigner(validator, "please").sign(tx);
      return encodeOutside({ ...transactionStruct(tx, signature), ...struct } as TransactionStruct);
    };

    for (const way of Object.keys(ways)) {
      it(`has its gas whatever the submitter gives: a call that may fail, in ${way}, is made with what it needs or not at all`, async () => {
        expect(await outcomes(await calldata({}, way))).to.deep.equal(new Set(["refused", "done"]));
      });

      it(`has its gas whatever unsigned bytes are added after it or inside it: none of them burns what a call in ${way} needs`, async () => {
        const zeros = "00".repeat(60_000);
        const unsigned = await calldata({ reservedDynamic: `0x${zeros}` }, way);
        for (const data of [(await calldata({}, way)) + zeros, unsigned]) {
          expect(await outcomes(data)).to.deep.equal(new Set(["refused"]));
        }
      });
    }

    it("has its gas even where unsigned bytes in the signature make its validator use more than usual", async () => {
      for (const bytes of [10_000, 60_000]) {
        const signature = AbiCoder.defaultAbiCoder().encode(
          ["bytes", "address", "bytes"],
          [toUtf8Bytes("please"), validator, new Uint8Array(bytes)],
        );
        expect(await outcomes(await calldata({ signature }, "a batch"))).to.not.include("skipped");
      }
    });
  });

  describe("cannot be submitted from inside another call, which could make one of its calls fail (A28)", () => {
    const outside = async () => {
      const tx = await storing();
      const struct = transactionStruct(tx, await account.owner.sign(tx));
      const data = account.contract.interface.encodeFunctionData("executeTransactionFromOutside", [struct]);
      return { to: account.address, data };
    };

    it("refuses a contract as its submitter", async () => {
      const { to, data } = await outside();
      const relay = Relay__factory.connect(await stage.deploy("Relay"), stage.deployer);
      await expectRefused(relay.relay(to, data), "SubmittedByContract");
    });

    it("refuses a contract that is being created, and has no code yet, as its submitter", async () => {
      const { to, data } = await outside();
      await expectRefused(stage.deploy("RelayOnCreation", [to, data]), "SubmittedByContract");
    });

    it("refuses an account with code as its submitter, even as the chain transaction's initiator", async () => {
      const other = await ownedAccount(stage);
      await expectRefused(other.send(await outside()), "SubmittedByContract");
    });

    it("refuses the account's own transaction as its submitter", async () => {
      await expectRefused(account.send(await outside()), "SubmittedByContract");
    });
  });

  it("is accepted only as ABI encoders write it: a byte more, a byte less or a field elsewhere is refused", async () => {
    const tx = await storing();
    const signature = await account.owner.sign(tx);
    const encode = (struct: Partial<TransactionStruct>) =>
      encodeOutside({ ...transactionStruct(tx, signature), ...struct } as TransactionStruct);
    const ask = (data: string) => stage.deployer.call({ to: account.address, data });
    await ask(encode({}));
    await ask(encode({ paymasterInput: "0x", factoryDeps: [] }));
    const good = encode({});
    const words = good.slice(10).match(/.{64}/g)!;
    const join = (changed: string[]) => good.slice(0, 10) + changed.join("");
    const size = words.length;
    // The tuple begins after one word; its five offsets are its words 14 to 18.
    const dynamic = fc.record({
      field: fc.nat({ max: 4 }),
      offset: fc.oneof(
        fc.bigInt(0n, BigInt(32 * size)),
        fc.constantFrom(1n << 32n, (1n << 32n) - 33n, 1n << 64n, (1n << 256n) - 32n),
      ),
    });
    await fc.assert(
      fc.asyncProperty(dynamic, async ({ field, offset }) => {
        const changed = [...words];
        const word = offset.toString(16).padStart(64, "0");
        if (changed[15 + field] === word) return;
        changed[15 + field] = word;
        await expectRefused(ask(join(changed)), "MalformedTransaction");
      }),
      { numRuns: propertyRuns(15) },
    );
    for (const data of [
      good + "00",
      good.slice(0, -2),
      good.slice(0, -64),
      good + "00".repeat(32),
      encode({ reservedDynamic: "0x00" }),
    ]) {
      await expectRefused(ask(data), "MalformedTransaction");
    }
    // A length that exceeds what there is, in any field: `data` begins at the tuple's word 19.
    for (const at of [20, size - 1]) {
      for (const length of [BigInt(32 * size), 1n << 32n, 1n << 64n, (1n << 256n) - 1n]) {
        const changed = [...words];
        changed[at] = length.toString(16).padStart(64, "0");
        await expectRefused(ask(join(changed)), "MalformedTransaction");
      }
    }
  });

  it("passes the hooks of both kinds like any other", async () => {
    const [hook, validationHook] = [await stage.deploy("TestHook"), await stage.deploy("TestValidationHook")];
    await account.sendSelf("addHook", [hook, false, "0x"]);
    await account.sendSelf("addHook", [validationHook, true, "0x"]);
    const tx = await storing();
    const receipt = await bring(tx, await account.owner.sign(tx));
    const [shown] = eventsOf(receipt, TestHook__factory.createInterface(), "PreChecked");
    expect(shown!.msgSender).to.equal(stage.deployer.address);
    const refused = await storing({ value: 13n });
    await expectError(
      bring(refused, await account.owner.sign(refused)),
      TestValidationHook__factory.createInterface(),
      "ValueRefused",
    );
  });

  it("is refused if its dynamic fields point outside it", async () => {
    const tx = await storing();
    const struct = transactionStruct(tx, await account.owner.sign(tx));
    const calldata = account.contract.interface.encodeFunctionData("executeTransactionFromOutside", [struct]);
    const firstOffset = 2 + 2 * (4 + 32 + 448);
    for (let field = 0; field < 5; ++field) {
      const at = firstOffset + 64 * field;
      for (const offset of ["f".repeat(62) + "e0", "0".repeat(62) + "00", "0".repeat(56) + "00ffffff"]) {
        const data = calldata.slice(0, at) + offset + calldata.slice(at + 64);
        await expectRefused(stage.deployer.call({ to: account.address, data }), "MalformedTransaction");
      }
    }
  });
});
