import { expect } from "chai";
import { id, MaxUint256, parseEther, ZeroHash } from "ethers";
import { utils, type types, type Wallet } from "zksync-ethers";
import { BurningPaymaster__factory, type BurningPaymaster } from "../../../typechain-types";
import { accountStage, ownedAccount, type AccountStage } from "../../helpers/accounts/account-fixture";
import { transactionStruct } from "../../helpers/accounts/account-struct";
import { plainTransaction } from "../../helpers/chain/bootloader-call";
import { moveTimeTo, restoreClock } from "../../helpers/chain/chain-time";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { fund } from "../../helpers/chain/fund";
import { fundedWallet, localProvider } from "../../helpers/chain/local-chain";
import { passkeySigner } from "../../helpers/passkeys/passkey-signer";
import { receiptOfFailure } from "../../helpers/chain/receipt-of-failure";
import {
  finishingCall,
  hashedCredentialId,
  recoveryOf,
  recoverySigner,
} from "../../helpers/recovery/recovery";
import { DOMAIN, GAS_LIMIT, GuardedAccount, ORIGIN } from "../../helpers/recovery/recovery-host";
import { sendAs, type AccountCall } from "../../helpers/accounts/send-as";
import { setUpForEach } from "../../helpers/project/set-up-for-each";
import { createPasskey, type Passkey } from "../../helpers/passkeys/software-authenticator";

const DELAY = 86_400n;
/** Enough to be accepted, but not to add a key. */
const LITTLE_GAS = 160_000n;

describe("GuardianRecoveryModule: attempts to finish a recovery", () => {
  const provider = localProvider();
  restoreClock(provider);
  let stage: AccountStage;
  let account: GuardedAccount;
  let guardian: Wallet;
  let passkey: Passkey;

  before(async () => {
    stage = await accountStage();
    guardian = await fundedWallet(provider, 1);
  });
  setUpForEach(async () => {
    account = await GuardedAccount.create(stage);
    await account.guardBy(guardian);
  });
  beforeEach(async () => {
    passkey = await begin();
  });

  /** A recovery that can be finished now. */
  const begin = async () => {
    const { passkey: started, start } = await account.beginRecovery(guardian);
    await moveTimeTo(provider, start + DELAY);
    return started;
  };
  const pending = async () =>
    (await account.module.getPendingRecoveryData(DOMAIN, account.address)).hashedCredentialId;
  const isPending = async () => (await pending()) === hashedCredentialId(passkey.credentialId);
  const isAdded = async () => (await account.registered(passkey)) === account.address;
  const fail = (changes: Partial<AccountCall> = {}) =>
    receiptOfFailure(account.finish(passkey, { gasLimit: LITTLE_GAS, ...changes }));
  const paidBy = (paymaster: string) => ({
    paymasterParams: utils.getPaymasterParams(paymaster, { type: "General", innerInput: "0x" }),
  });
  const remove = ({ credentialId }: Passkey) =>
    account.send({
      to: stage.suite.addresses.passkey,
      data: stage.suite.passkeyModule.interface.encodeFunctionData("removeValidationKey", [
        credentialId,
        ORIGIN,
      ]),
    });
  const squat = async ({ credentialId }: Passkey) => {
    const thief = await ownedAccount(stage);
    const { passkey: module } = stage.suite.addresses;
    await thief.sendSelf("installModule", [1n, module, "0x"]);
    const own = createPasskey({ origin: ORIGIN });
    await thief.send(finishingCall(module, { credentialId, publicKey: own.publicKey, origin: ORIGIN }));
    return thief.address;
  };

  async function funded<T>(name: string, connect: (address: string, wallet: Wallet) => T): Promise<T> {
    const address = await stage.deploy(name);
    await fund(stage.deployer, address, parseEther("1"));
    return connect(address, stage.deployer);
  }

  /** Somebody else submits the finishing transaction and pays. */
  async function bring(changes: Partial<AccountCall> = {}): Promise<types.TransactionReceipt | null> {
    const { passkey: module, recovery } = stage.suite.addresses;
    const tx = await plainTransaction(account.account, {
      ...finishingCall(module, passkey),
      gasLimit: GAS_LIMIT,
      ...changes,
    });
    const struct = transactionStruct(tx, await recoverySigner(recovery).sign(tx));
    const { contract } = account.account;
    const call = await contract.executeTransactionFromOutside.populateTransaction(struct);
    return (await guardian.sendTransaction(call)).wait();
  }

  it("R9: do not end it when they have too little gas, whatever the amount", async () => {
    const paymaster = await stage.deploy("GeneralPaymaster");
    await fund(stage.deployer, paymaster, parseEther("1"));
    const before = await provider.getTransactionCount(account.address);
    let isDone = false;
    for (let gasLimit = 60_000n; !isDone; gasLimit += 20_000n) {
      const sent = account.finish(passkey, { gasLimit, ...paidBy(paymaster) });
      isDone = await sent.then(
        () => true,
        () => false,
      );
      expect([await isPending(), await isAdded()]).to.deep.equal([!isDone, isDone]);
    }
    // Some were rejected, some failed, and the last one succeeded.
    expect(await provider.getTransactionCount(account.address)).to.be.greaterThan(before + 1);
  });

  it("R9: do not end it when their paymaster uses up the gas", async () => {
    const paymaster: BurningPaymaster = await funded("BurningPaymaster", (address, wallet) =>
      BurningPaymaster__factory.connect(address, wallet),
    );
    const payment = paidBy(await paymaster.getAddress());
    for (const spared of [20_000n, 40_000n, 60_000n]) {
      await (await paymaster.setSpared(spared)).wait();
      expect((await fail({ gasLimit: 350_000n, ...payment })).status).to.equal(0);
      expect([await isPending(), await isAdded()]).to.deep.equal([true, false]);
    }
    await account.finish(passkey);
    expect([await isPending(), await isAdded()]).to.deep.equal([false, true]);
    await sendAs(account.account, passkeySigner(passkey, stage.suite.addresses.passkey), {
      to: guardian.address,
      value: 1n,
    });
  });

  it("R9: cost the account at most three failures, after which somebody else must pay", async () => {
    for (let i = 0; i < 3; i++) await fail();
    const before = await provider.getBalance(account.address);
    const { error } = await expectRefused(account.finish(passkey), "NoPaidAttemptsLeft");
    expect(error?.args[0]).to.equal(3n);
    await expectRefused(fail(), "NoPaidAttemptsLeft");
    const paymaster = await stage.deploy("GeneralPaymaster");
    await fund(stage.deployer, paymaster, parseEther("1"));
    for (let i = 0; i < 4; i++) await fail(paidBy(paymaster));
    expect(await isPending()).to.equal(true);
    await account.finish(passkey, paidBy(paymaster));
    expect(await isAdded()).to.equal(true);
    expect(await provider.getBalance(account.address)).to.equal(before);
  });

  it("R9: are counted per recovery, starting from zero with the next one", async () => {
    for (let i = 0; i < 3; i++) await fail();
    await account.tell("discardRecovery", DOMAIN);
    passkey = await begin();
    await fail();
    await account.finish(passkey);
    expect(await isAdded()).to.equal(true);
  });

  it("R9: can finish it for an account without ETH, whoever submits them and after any failures", async () => {
    for (let i = 0; i < 3; i++) await fail();
    await provider.send("hardhat_setBalance", [account.address, "0x0"]);
    await expectRefused(bring(), "NoPaidAttemptsLeft");
    expect((await bring({ maxFeePerGas: 0n, maxPriorityFeePerGas: 0n }))?.status).to.equal(1);
    expect([await isPending(), await isAdded()]).to.deep.equal([false, true]);
    expect(await provider.getBalance(account.address)).to.equal(0n);
  });

  it("R9: leave it unchanged when they are submitted from outside and fail", async () => {
    const nonce = await provider.getTransactionCount(account.address);
    const hook = await stage.deploy("HostileModule", [0]);
    await account.sendSelf("installModule", 4n, hook, "0x");
    const free = { maxFeePerGas: 0n, maxPriorityFeePerGas: 0n };
    for (let i = 0; i < 4; i++) await expectRefused(bring(free), id("Never()").slice(0, 10));
    expect(await isPending()).to.equal(true);
    await account.sendSelf("unlinkHook", hook, false, "0x");
    expect(await provider.getTransactionCount(account.address)).to.equal(nonce + 2);
    await bring(free);
    expect(await isAdded()).to.equal(true);
  });

  it("R9: never add its key twice, even if that was removed or the passkey module reinstalled", async () => {
    await account.finish(passkey);
    await remove(passkey);
    await expectRefused(account.finish(passkey), "NoRecovery");
    await expectRefused(bring(), "NoRecovery");
    const { passkey: module } = stage.suite.addresses;
    await account.sendSelf("uninstallModule", 1n, module, "0x");
    await account.sendSelf("installModule", 1n, module, "0x");
    await expectRefused(account.finish(passkey), "NoRecovery");
    expect([await pending(), await isAdded()]).to.deep.equal([ZeroHash, false]);
  });

  it("R9: fail once the account has added the key by itself, and do not restore it", async () => {
    await account.send(finishingCall(stage.suite.addresses.passkey, passkey));
    expect([await isPending(), await isAdded()]).to.deep.equal([false, true]);
    await expectRefused(account.finish(passkey), "NoRecovery");
    await expectRefused(account.tell("discardRecovery", DOMAIN), "NoRecovery");
    await remove(passkey);
    await expectRefused(account.finish(passkey), "NoRecovery");
  });

  it("R9: can restore a credential that the account had before", async () => {
    await account.tell("discardRecovery", DOMAIN);
    passkey = createPasskey({ origin: ORIGIN });
    await account.send(finishingCall(stage.suite.addresses.passkey, passkey));
    const start = () =>
      account.module.connect(guardian).initRecovery(...recoveryOf(account.address, passkey));
    await expectRefused(start(), "CredentialInUse");
    await remove(passkey);
    await (await start()).wait();
    const { timestamp } = await account.module.getPendingRecoveryData(DOMAIN, account.address);
    await moveTimeTo(provider, timestamp + DELAY);
    await account.finish(passkey);
    expect(await isAdded()).to.equal(true);
  });

  it("R9: fail if another account has taken the credential, and a new recovery can start at once", async () => {
    const thief = await squat(passkey);
    expect((await fail({ gasLimit: GAS_LIMIT })).status).to.equal(0);
    expect(await pending()).to.equal(ZeroHash);
    const again = account.module.connect(guardian).initRecovery(...recoveryOf(account.address, passkey));
    const { error } = await expectRefused(again, "CredentialTaken");
    expect(error?.args[0]).to.equal(thief);
    const next = createPasskey({ origin: ORIGIN });
    const started = await account.module.connect(guardian).initRecovery(...recoveryOf(account.address, next));
    expect(account.events((await started.wait())!, "RecoveryDiscarded")).to.have.length(1);
    expect(await pending()).to.equal(hashedCredentialId(next.credentialId));
  });

  it("R9: announce each acceptance, and finally that the key was added", async () => {
    const failed = await fail();
    const finished = await account.finish(passkey);
    for (const receipt of [failed, finished]) {
      expect(account.events(receipt, "RecoveryFinished")).to.have.length(1);
    }
    const history = await stage.suite.passkeyModule.credentialHistory(
      DOMAIN,
      hashedCredentialId(passkey.credentialId),
      account.address,
    );
    expect(history.keyUntil).to.equal(MaxUint256);
  });
});
