import { expect } from "chai";
import {
  concat,
  dataSlice,
  parseEther,
  toBeHex,
  Wallet as EthersWallet,
  ZeroAddress,
  ZeroHash,
} from "ethers";
import hre from "hardhat";
import { utils, type Wallet } from "zksync-ethers";
import { accountStage, ownedAccount, type AccountStage } from "../../helpers/accounts/account-fixture";
import { transactionStruct } from "../../helpers/accounts/account-struct";
import { plainTransaction } from "../../helpers/chain/bootloader-call";
import { moveTimeTo, restoreClock } from "../../helpers/chain/chain-time";
import { expectRefused, INVALID_SIGNATURE } from "../../helpers/accounts/expect-refused";
import { fund } from "../../helpers/chain/fund";
import { fundedWallet, localProvider } from "../../helpers/chain/local-chain";
import { passkeySigner } from "../../helpers/passkeys/passkey-signer";
import {
  finishingCall,
  hashedOriginDomain,
  recoveryOf,
  recoverySigner,
} from "../../helpers/recovery/recovery";
import { DOMAIN, GAS_LIMIT, GuardedAccount, ORIGIN } from "../../helpers/recovery/recovery-host";
import { prepareTransaction, sendAs, type AccountCall } from "../../helpers/accounts/send-as";
import { createPasskey, type Passkey } from "../../helpers/passkeys/software-authenticator";

const DELAY = 86_400n;
const VALIDITY = 3n * 86_400n;
/** An input that no paymaster gets. */
const IDLE = { paymaster: ZeroAddress, paymasterInput: "0x8c5a3445" };

describe("GuardianRecoveryModule: finishing a recovery", () => {
  const provider = localProvider();
  restoreClock(provider);
  let stage: AccountStage;
  let account: GuardedAccount;
  let guardian: Wallet;
  let passkey: Passkey;
  let start: bigint;

  before(async () => {
    stage = await accountStage();
    guardian = await fundedWallet(provider, 1);
  });
  beforeEach(async () => {
    account = await GuardedAccount.create(stage);
    await account.guardBy(guardian);
    ({ passkey, start } = await account.beginRecovery(guardian));
  });

  const addOf = (key: Parameters<typeof finishingCall>[1]) =>
    finishingCall(stage.suite.addresses.passkey, key);
  const ready = () => moveTimeTo(provider, start + DELAY);

  it("adds the passkey, which then signs for the account", async () => {
    await ready();
    const receipt = await account.finish(passkey);
    const [event] = account.events(receipt, "RecoveryFinished");
    expect([...event!]).to.deep.equal([account.address, DOMAIN, recoveryOf(account.address, passkey)[1]]);
    expect(await account.registered(passkey)).to.equal(account.address);
    const signer = passkeySigner(passkey, stage.suite.addresses.passkey);
    await sendAs(account.account, signer, { to: guardian.address, value: 1n });
  });

  it("R9: does not use the recovery up if the gas left cannot pay for the pubdata of adding the key", async () => {
    await ready();
    const signer = recoverySigner(stage.suite.addresses.recovery);
    const { gasLimit } = await prepareTransaction(account.account, signer, addOf(passkey));
    let failures = 0;
    for (let part = 5n; part < 20n; part += 1n) {
      const snapshot = (await provider.send("evm_snapshot", [])) as string;
      const failed = await account.finish(passkey, { gasLimit: (gasLimit * part) / 20n }).then(
        () => false,
        (error: { receipt?: { status: number } }) => error.receipt?.status === 0,
      );
      if (failed) {
        failures += 1;
        expect(await account.registered(passkey)).to.equal(ZeroAddress);
        await account.finish(passkey);
        expect(await account.registered(passkey)).to.equal(account.address);
      }
      await provider.send("evm_revert", [snapshot]);
    }
    expect(failures).to.be.greaterThan(0);
  });

  it("R6: is refused before 24 and after 72 hours, and open in between", async () => {
    await moveTimeTo(provider, start + DELAY - 1n);
    await expectRefused(account.finish(passkey), "TimestampOutOfRange");
    await ready();
    await account.finish(passkey);
    expect(await account.registered(passkey)).to.equal(account.address);

    const late = await account.beginRecovery(guardian);
    await moveTimeTo(provider, late.start + VALIDITY + 1n);
    await expectRefused(account.finish(late.passkey), "TimestampOutOfRange");

    const last = await account.beginRecovery(guardian);
    // Sequencers reject transactions whose time window ends within a minute.
    await moveTimeTo(provider, last.start + VALIDITY - 60n);
    await account.finish(last.passkey);
    expect(await account.registered(last.passkey)).to.equal(account.address);
  });

  it("R3: is refused while the account has no passkey module, and the recovery has ended when it has one again", async () => {
    await ready();
    const { passkey: passkeyModule } = stage.suite.addresses;
    await account.sendSelf("uninstallModule", 1n, passkeyModule, "0x");
    await expectRefused(account.finish(passkey), "PasskeyModuleNotInstalled");
    await account.sendSelf("installModule", 1n, passkeyModule, "0x");
    await expectRefused(account.finish(passkey), "NoRecovery");
    const next = await account.beginRecovery(guardian);
    await moveTimeTo(provider, next.start + DELAY);
    await account.finish(next.passkey);
    expect(await account.registered(next.passkey)).to.equal(account.address);
  });

  it("R6: takes one call to addValidationKey with the committed key, to the byte", async () => {
    await ready();
    const other = createPasskey({ origin: ORIGIN });
    const { session } = stage.suite.addresses;
    const honest = addOf(passkey);
    const { bytecode } = await hre.artifacts.readArtifact("AccountProxy");
    const remove = stage.suite.passkeyModule.interface.encodeFunctionData("removeValidationKey", [
      passkey.credentialId,
      ORIGIN,
    ]);
    const attempts: [Partial<AccountCall>, string][] = [
      [
        addOf({ ...passkey, credentialId: other.credentialId, publicKey: passkey.publicKey, origin: ORIGIN }),
        "WrongPasskey",
      ],
      [
        addOf({ credentialId: passkey.credentialId, publicKey: other.publicKey, origin: ORIGIN }),
        "WrongPasskey",
      ],
      [
        addOf({ credentialId: passkey.credentialId, publicKey: passkey.publicKey, origin: `${ORIGIN}:1` }),
        "NoRecovery",
      ],
      [{ to: session }, "NotThePasskeyModule"],
      [{ to: account.address }, "NotThePasskeyModule"],
      [{ value: 1n }, "ValueNotAllowed"],
      [{ data: "0x" }, "NotAddValidationKey"],
      [{ data: remove }, "NotAddValidationKey"],
      [{ data: honest.data!.slice(0, -2) }, "NotAddValidationKey"],
      [{ data: concat([honest.data!, "0x00"]) }, "NotAddValidationKey"],
      [{ data: concat([honest.data!, ZeroHash]) }, "NotAddValidationKey"],
      ...[0, 1, 2, 3].flatMap((word) =>
        [2n ** 16n, 2n ** 256n - 1n].map((value): [Partial<AccountCall>, string] => [
          { data: withWord(honest.data!, word, value) },
          word === 0 || word === 3 ? "NotAddValidationKey" : "WrongPasskey",
        ]),
      ),
      [{ data: dataSlice(honest.data!, 0, 4) }, "NotAddValidationKey"],
      [{ data: dataSlice(honest.data!, 0, 4 + 3 * 32) }, "NotAddValidationKey"],
      [{ factoryDeps: [bytecode] }, "FactoryDependenciesNotAllowed"],
    ];
    for (const [changes, reason] of attempts) {
      await expectRefused(account.finish(passkey, changes), reason);
    }
    expect((await account.finish(passkey)).status).to.equal(1);
  });

  it("R6: is refused with an approval-based paymaster, and paid for by a general one", async () => {
    await ready();
    const paymaster = await stage.deploy("GeneralPaymaster");
    await fund(stage.deployer, paymaster, parseEther("1"));
    const approval = utils.getPaymasterParams(paymaster, {
      type: "ApprovalBased",
      token: stage.deployer.address,
      minimalAllowance: 1n,
      innerInput: "0x",
    });
    await expectRefused(account.finish(passkey, { paymasterParams: approval }), "PaymasterFlowNotAllowed");
    const malformed = { paymaster, paymasterInput: "0x8c5a34" };
    await expectRefused(account.finish(passkey, { paymasterParams: malformed }), "PaymasterFlowNotAllowed");
    // The bootloader refuses an input for nobody, before it asks the account.
    await expectRefused(account.finish(passkey, { paymasterParams: IDLE }), "paymasterInput non zero");
    const before = await provider.getBalance(account.address);
    const general = utils.getPaymasterParams(paymaster, { type: "General", innerInput: "0x" });
    await account.finish(passkey, { paymasterParams: general });
    expect(await provider.getBalance(account.address)).to.equal(before);
    expect(await account.registered(passkey)).to.equal(account.address);
  });

  it("R6: is refused with any signature but the constant one", async () => {
    await ready();
    const { recovery, passkey: passkeyModule } = stage.suite.addresses;
    const signature = await recoverySigner(recovery).sign(await plainTransaction(account.account));
    const padded = concat([signature, ZeroHash]);
    const signer = { stub: async () => padded, sign: async () => padded };
    const call = { ...finishingCall(passkeyModule, passkey), gasLimit: GAS_LIMIT };
    await expectRefused(sendAs(account.account, signer, call), INVALID_SIGNATURE);
  });

  it("R5: ends the recovery: it cannot be repeated, even after the key was removed", async () => {
    await ready();
    await account.finish(passkey);
    await expectRefused(account.finish(passkey), "NoRecovery");
    const data = stage.suite.passkeyModule.interface.encodeFunctionData("removeValidationKey", [
      passkey.credentialId,
      ORIGIN,
    ]);
    await account.send({ to: stage.suite.addresses.passkey, data });
    await expectRefused(account.finish(passkey), "NoRecovery");
  });

  it("R5: is refused once its guardian was removed", async () => {
    await ready();
    await account.tell("removeGuardian", DOMAIN, guardian.address);
    await expectRefused(account.finish(passkey), "NoRecovery");
  });

  it("is estimated with the signature it has", async () => {
    await ready();
    const call = finishingCall(stage.suite.addresses.passkey, passkey);
    const tx = await prepareTransaction(
      account.account,
      recoverySigner(stage.suite.addresses.recovery),
      call,
    );
    expect((await account.finish(passkey, { gasLimit: tx.gasLimit })).status).to.equal(1);
  });

  it("can bypass the sequencer like every transaction of the account, with the same limits", async () => {
    await ready();
    const { passkey: passkeyModule, recovery } = stage.suite.addresses;
    const finish = async (changes: Partial<AccountCall>) => {
      const tx = await plainTransaction(account.account, {
        ...finishingCall(passkeyModule, passkey),
        gasLimit: GAS_LIMIT,
        ...changes,
      });
      const struct = transactionStruct(tx, await recoverySigner(recovery).sign(tx));
      return account.account.contract.executeTransactionFromOutside.populateTransaction(struct);
    };
    const wrong = await finish({ to: guardian.address });
    await expectRefused(guardian.call(wrong), "NotThePasskeyModule");
    await expectRefused(guardian.call(await finish({ paymasterParams: IDLE })), "PaymasterFlowNotAllowed");
    await (await guardian.sendTransaction(await finish({}))).wait();
    expect(await account.registered(passkey)).to.equal(account.address);
  });

  it("works through a guardian that is a smart account, separately for each origin", async () => {
    const friend = await ownedAccount(stage);
    const origin = "http://localhost:3002";
    const domain = hashedOriginDomain(origin);
    const { recovery } = stage.suite.addresses;
    const { interface: abi } = account.module;
    await account.tell("proposeGuardian", domain, friend.address);
    await friend.send({
      to: recovery,
      data: abi.encodeFunctionData("addGuardian", [domain, account.address]),
    });
    const other = createPasskey({ origin });
    const data = abi.encodeFunctionData("initRecovery", recoveryOf(account.address, other));
    await friend.send({ to: recovery, data });
    await moveTimeTo(provider, start + DELAY + 600n);
    await account.finish(other);
    await account.finish(passkey);
    expect(await account.registered(other)).to.equal(account.address);
    expect(await account.registered(passkey)).to.equal(account.address);
  });

  it("gives nothing to another account with the module", async () => {
    await ready();
    const other = await GuardedAccount.create(stage);
    await expectRefused(other.finish(passkey), "NoRecovery");
    const stranger = EthersWallet.createRandom().address;
    await expectRefused(account.finish(passkey, { to: stranger }), "NotThePasskeyModule");
  });

  it("is authorized for the calling account only, if it has the module, and for its own transaction", async () => {
    await ready();
    const { passkey: passkeyModule, recovery } = stage.suite.addresses;
    const tx = await plainTransaction(account.account, {
      ...finishingCall(passkeyModule, passkey),
      gasLimit: GAS_LIMIT,
    });
    const ask = async (from: string, sender: string) => {
      const struct = transactionStruct({ ...tx, from: sender }, await recoverySigner(recovery).sign(tx));
      return account.module.connect(provider).validateTransaction.staticCall(ZeroHash, struct, { from });
    };
    expect(await ask(account.address, account.address)).to.equal(true);
    expect(await ask(account.address, guardian.address)).to.equal(false);
    await expectRefused(ask(guardian.address, guardian.address), "AccountNotInitialized");
  });
});

/** Returns a call with another word in place of the argument's head number `index`. */
function withWord(data: string, index: number, value: bigint): string {
  const position = 4 + 32 * index;
  return concat([dataSlice(data, 0, position), toBeHex(value, 32), dataSlice(data, position + 32)]);
}
