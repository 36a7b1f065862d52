import { expect } from "chai";
import { id, ZeroAddress, ZeroHash, type TransactionReceipt } from "ethers";
import type { Wallet } from "zksync-ethers";
import { timestampAsserter } from "../../../scripts/suite/timestamp-asserter";
import {
  IGuardianRecoveryModule__factory,
  IValidationModule__factory,
  ModuleHost__factory,
  type ModuleHost,
} from "../../../typechain-types";
import { accountStage, ownedAccount, type AccountStage } from "../../helpers/accounts/account-fixture";
import { encodeBatchExecute, type Execution } from "../../helpers/accounts/execution-mode";
import { interfaceId } from "../../helpers/accounts/interface-id";
import { moveTimeTo, restoreClock, timeOf } from "../../helpers/chain/chain-time";
import { mappingEntry, namespaceMember } from "../../helpers/chain/storage-slots";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { fundedWallet, localProvider } from "../../helpers/chain/local-chain";
import { finishingCall, recoveryOf } from "../../helpers/recovery/recovery";
import { DOMAIN, GuardedAccount, ORIGIN } from "../../helpers/recovery/recovery-host";
import { setUpForEach } from "../../helpers/project/set-up-for-each";
import { createPasskey } from "../../helpers/passkeys/software-authenticator";

const DAY = 86_400n;

describe("GuardianRecoveryModule", () => {
  const provider = localProvider();
  restoreClock(provider);
  let stage: AccountStage;
  let account: GuardedAccount;
  let guardian: Wallet;
  let second: Wallet;

  before(async () => {
    stage = await accountStage();
    guardian = await fundedWallet(provider, 1);
    second = await fundedWallet(provider, 2);
  });
  setUpForEach(async () => {
    account = await GuardedAccount.create(stage);
  });

  const guardians = async (domain = DOMAIN) =>
    (await account.module.guardiansFor(domain, account.address)).map(({ addr, isReady }) => [addr, isReady]);
  const guarded = async (by: Wallet, domain = DOMAIN) => [
    ...(await account.module.guardianOf(domain, by.address)),
  ];
  /** Returns a contract that calls whatever it is told to, as an account or as a guardian. */
  const deployHost = async (): Promise<ModuleHost> =>
    ModuleHost__factory.connect(await stage.deploy("ModuleHost"), stage.deployer);
  const pending = async (domain = DOMAIN) =>
    (await account.module.getPendingRecoveryData(domain, account.address)).hashedCredentialId;

  describe("guardians", () => {
    it("R8: are proposed by the account, accept, and are removed, with an event for each", async () => {
      const proposed = await account.tell("proposeGuardian", DOMAIN, guardian.address);
      const event = [account.address, DOMAIN, guardian.address];
      expect(account.events(proposed, "GuardianProposed").map(String)).to.deep.equal([String(event)]);
      expect(account.events(proposed, "HashedOriginDomainEnabledForAccount")).to.have.length(1);
      expect(await guardians()).to.deep.equal([[guardian.address, false]]);
      expect(await guarded(guardian)).to.not.contain(account.address);

      const module = account.module.connect(guardian);
      expect(await module.addGuardian.staticCall(DOMAIN, account.address)).to.equal(true);
      const agreed = await (await module.addGuardian(DOMAIN, account.address)).wait();
      expect(account.events(agreed!, "GuardianAdded").map(String)).to.deep.equal([String(event)]);
      expect(await module.addGuardian.staticCall(DOMAIN, account.address)).to.equal(false);
      expect(await guarded(guardian)).to.contain(account.address);
      const now = await timeOf(provider, agreed!);
      const data = await account.module.accountGuardianData(DOMAIN, account.address, guardian.address);
      expect([...data]).to.deep.equal([guardian.address, true, now]);

      const removed = await account.tell("removeGuardian", DOMAIN, guardian.address);
      expect(account.events(removed, "GuardianRemoved").map(String)).to.deep.equal([String(event)]);
      expect(account.events(removed, "HashedOriginDomainDisabledForAccount")).to.have.length(1);
      expect(await guardians()).to.deep.equal([]);
      expect(await guarded(guardian)).to.not.contain(account.address);
    });

    it("R8: are never the zero address or the account itself, and are proposed only once", async () => {
      await expectRefused(account.tell("proposeGuardian", DOMAIN, ZeroAddress), "InvalidGuardian");
      await expectRefused(account.tell("proposeGuardian", DOMAIN, account.address), "GuardianCannotBeSelf");
      await account.tell("proposeGuardian", DOMAIN, guardian.address);
      await expectRefused(
        account.tell("proposeGuardian", DOMAIN, guardian.address),
        "GuardianAlreadyProposed",
      );
    });

    it("can accept only if proposed, and are removed only if they were", async () => {
      const { module } = account;
      await account.tell("proposeGuardian", DOMAIN, guardian.address);
      await expectRefused(
        module.connect(second).addGuardian.staticCall(DOMAIN, account.address),
        "GuardianNotProposed",
      );
      await expectRefused(
        module.connect(guardian).addGuardian.staticCall(id("https://other.example"), account.address),
        "GuardianNotProposed",
      );
      await expectRefused(account.tell("removeGuardian", DOMAIN, second.address), "GuardianNotProposed");
    });

    it("R4: have no power left once removed, though others remain, until they are proposed and agree again", async () => {
      await account.guardBy(guardian);
      await account.guardBy(second);
      await account.tell("removeGuardian", DOMAIN, guardian.address);
      const data = await account.module.accountGuardianData(DOMAIN, account.address, guardian.address);
      expect([...data]).to.deep.equal([ZeroAddress, false, 0n]);
      await expectRefused(account.beginRecovery(guardian), "NotGuardian");
      await account.tell("proposeGuardian", DOMAIN, guardian.address);
      await expectRefused(account.beginRecovery(guardian), "NotGuardian");
      expect(await guardians()).to.deep.equal([
        [second.address, true],
        [guardian.address, false],
      ]);
    });

    it("belong to one origin each", async () => {
      const other = id("https://other.example");
      await account.guardBy(guardian);
      await account.guardBy(second, other);
      expect(await guardians()).to.deep.equal([[guardian.address, true]]);
      expect(await guardians(other)).to.deep.equal([[second.address, true]]);
      await expectRefused(account.beginRecovery(second), "NotGuardian");
      await account.beginRecovery(second, "https://other.example");
      await account.beginRecovery(guardian);
      expect(await pending(other)).to.not.equal(ZeroHash);
      expect(await pending()).to.not.equal(ZeroHash);
    });
  });

  describe("a recovery", () => {
    it("R8: is started by an accepted guardian, with a passkey that can be registered, and announced", async () => {
      const passkey = createPasskey({ origin: ORIGIN });
      const module = account.module.connect(guardian);
      const [address, credential, key, domain] = recoveryOf(account.address, passkey);
      const start = () => module.initRecovery.staticCall(address, credential, key, domain);
      await expectRefused(start(), "UnknownOriginDomain");
      await account.tell("proposeGuardian", DOMAIN, guardian.address);
      await expectRefused(start(), "NotGuardian");
      await (await module.addGuardian(DOMAIN, account.address)).wait();
      await expectRefused(
        module.initRecovery.staticCall(address, ZeroHash, key, domain),
        "EmptyCredentialId",
      );
      const offCurve: [string, string] = [key[1], key[0]];
      await expectRefused(
        module.initRecovery.staticCall(address, credential, offCurve, domain),
        "InvalidPublicKey",
      );
      await expectRefused(
        module.initRecovery.staticCall(second.address, credential, key, domain),
        "AccountNotInitialized",
      );

      const receipt = await (await module.initRecovery(address, credential, key, domain)).wait();
      const [event] = account.events(receipt!, "RecoveryInitiated");
      expect([...event!]).to.deep.equal([account.address, DOMAIN, credential, guardian.address]);
      const request = await account.module.getPendingRecoveryData(DOMAIN, account.address);
      expect(request.hashedCredentialId).to.equal(credential);
      expect([...request.rawPublicKey]).to.deep.equal(key);
      expect(request.timestamp).to.equal(await timeOf(provider, receipt!));
    });

    it("R1: is not overwritten while it can be finished, and does not block for longer", async () => {
      await account.guardBy(guardian);
      await account.guardBy(second);
      const { start } = await account.beginRecovery(guardian);
      const last = start + 3n * DAY;
      await expectRefused(account.beginRecovery(guardian), "RecoveryInProgress");
      await moveTimeTo(provider, last);
      const { error } = await expectRefused(account.beginRecovery(second), "RecoveryInProgress");
      expect(error?.args[0]).to.equal(last);
      await moveTimeTo(provider, last + 1n);
      expect(await pending()).to.equal(ZeroHash);
      const next = createPasskey({ origin: ORIGIN });
      const started = await account.module.connect(second).initRecovery(...recoveryOf(account.address, next));
      const receipt = await started.wait();
      expect(account.events(receipt!, "RecoveryDiscarded")).to.have.length(1);
      expect(await pending()).to.equal(recoveryOf(account.address, next)[1]);
    });

    it("is discarded by the account, once", async () => {
      await account.guardBy(guardian);
      const { passkey, start } = await account.beginRecovery(guardian);
      const receipt = await account.tell("discardRecovery", DOMAIN);
      expect(account.events(receipt, "RecoveryDiscarded")).to.have.length(1);
      expect(await pending()).to.equal(ZeroHash);
      await expectRefused(account.tell("discardRecovery", DOMAIN), "NoRecovery");
      await moveTimeTo(provider, start + DAY);
      await expectRefused(account.finish(passkey), "NoRecovery");
    });

    it("R9: is not started for a key of the same second, and has ended if its key came and went in that", async () => {
      const { recovery, passkey: passkeyModule } = stage.suite.addresses;
      const contract = await deployHost();
      const guard = await contract.getAddress();
      await account.tell("proposeGuardian", DOMAIN, guard);
      const { interface: abi } = account.module;
      const agreement = abi.encodeFunctionData("addGuardian", [DOMAIN, account.address]);
      await (await contract.callAs(recovery, agreement)).wait();

      const passkey = createPasskey({ origin: ORIGIN });
      const begin = abi.encodeFunctionData("initRecovery", recoveryOf(account.address, passkey));
      const callData = contract.interface.encodeFunctionData("callAs", [recovery, begin]);
      const start = { target: guard, callData };
      const add = { target: passkeyModule, callData: finishingCall(passkeyModule, passkey).data };
      const removal = stage.suite.passkeyModule.interface.encodeFunctionData("removeValidationKey", [
        passkey.credentialId,
        passkey.origin,
      ]);
      const remove = { target: passkeyModule, callData: removal };
      const together = (...calls: Execution[]) =>
        account.send({ to: account.address, data: encodeBatchExecute(calls) });
      await expectRefused(together(add, remove, start), "CredentialInUse");
      await together(start, add, remove);
      expect(await pending()).to.equal(ZeroHash);
      await together(start);
      expect(await pending()).to.equal(recoveryOf(account.address, passkey)[1]);
    });

    it("R4: ends with the guardian who started it, and with no other", async () => {
      await account.guardBy(guardian);
      await account.guardBy(second);
      await account.beginRecovery(guardian);
      await account.tell("removeGuardian", DOMAIN, second.address);
      expect(await pending()).to.not.equal(ZeroHash);
      const receipt = await account.tell("removeGuardian", DOMAIN, guardian.address);
      expect(account.events(receipt, "RecoveryDiscarded")).to.have.length(1);
      expect(await pending()).to.equal(ZeroHash);
      await expectRefused(account.beginRecovery(guardian), "UnknownOriginDomain");
    });
  });

  describe("installation", () => {
    it("R3: is refused to an account without the passkey module", async () => {
      const other = await ownedAccount(stage);
      const { recovery } = stage.suite.addresses;
      await expectRefused(other.sendSelf("installModule", [1n, recovery, "0x"]), "PasskeyModuleNotInstalled");
      await expectRefused(account.module.onInstall.staticCall("0x"), "PasskeyModuleNotInstalled");
    });

    it("R3: allows no recovery of an account that has since removed the passkey module", async () => {
      await account.guardBy(guardian);
      const { passkey: passkeyModule } = stage.suite.addresses;
      await account.sendSelf("uninstallModule", 1n, passkeyModule, "0x");
      await expectRefused(account.beginRecovery(guardian), "PasskeyModuleNotInstalled");
    });

    for (const name of ["recovery", "passkey"] as const)
      it(`R3: tells of no recovery that cannot be finished, since the account has unlinked the ${name} module`, async () => {
        await account.guardBy(guardian);
        await account.beginRecovery(guardian);
        expect(await pending()).to.not.equal(ZeroHash);
        await account.sendSelf("unlinkModule", 1n, stage.suite.addresses[name], "0x");
        expect(await pending()).to.equal(ZeroHash);
      });

    it("R2: ends with its guardians and any pending recovery, and starts empty again", async () => {
      const { recovery } = stage.suite.addresses;
      await account.guardBy(guardian);
      await account.tell("proposeGuardian", DOMAIN, second.address);
      const { passkey, start } = await account.beginRecovery(guardian);
      await account.sendSelf("uninstallModule", 1n, recovery, "0x");
      expect(await pending()).to.equal(ZeroHash);
      expect(await guardians()).to.deep.equal([]);
      expect(await guarded(guardian)).to.not.contain(account.address);
      await expectRefused(account.tell("discardRecovery", DOMAIN), "AccountNotInitialized");

      await account.sendSelf("installModule", 1n, recovery, "0x");
      expect(await pending()).to.equal(ZeroHash);
      expect(await guardians()).to.deep.equal([]);
      expect(await guarded(guardian)).to.not.contain(account.address);
      await expectRefused(account.beginRecovery(guardian), "UnknownOriginDomain");
      await moveTimeTo(provider, start + DAY);
      await expectRefused(account.finish(passkey), "NoRecovery");
    });

    it("R2: is what guardians depend on: without it none is proposed, agrees or is removed", async () => {
      const { recovery } = stage.suite.addresses;
      const { module } = account;
      const calls = [
        module.interface.encodeFunctionData("proposeGuardian", [DOMAIN, second.address]),
        module.interface.encodeFunctionData("removeGuardian", [DOMAIN, guardian.address]),
        module.interface.encodeFunctionData("discardRecovery", [DOMAIN]),
      ];
      const refused = async (from: Pick<GuardedAccount, "send">) => {
        for (const data of calls)
          await expectRefused(from.send({ to: recovery, data }), "AccountNotInitialized");
      };
      await refused(await ownedAccount(stage));
      await account.tell("proposeGuardian", DOMAIN, guardian.address);
      const agree = () => module.connect(guardian).addGuardian.staticCall(DOMAIN, account.address);
      expect(await agree()).to.equal(true);
      await account.sendSelf("uninstallModule", 1n, recovery, "0x");
      await refused(account);
      await expectRefused(agree(), "AccountNotInitialized");
    });

    it("is recorded in the published storage slots", async () => {
      const { recovery, passkey } = stage.suite.addresses;
      const member = (index: number) => namespaceMember("zksync-sso.storage.GuardianRecoveryModule", index);
      const read = (slot: string) => provider.getStorage(recovery, slot);
      const asserter = BigInt(await timestampAsserter(provider));
      expect(BigInt(await read(member(0)))).to.equal(asserter);
      expect(BigInt(await read(member(1)))).to.equal(BigInt(passkey));
      const entry = mappingEntry(account.address, member(2));
      expect(BigInt(await read(entry))).to.equal((1n << 160n) | asserter);
    });

    it("announces its end once, for all guardians and recoveries, where there was one", async () => {
      const { recovery } = stage.suite.addresses;
      const { interface: abi } = account.module;
      const announcedIn = ({ logs }: TransactionReceipt) => {
        const topic = abi.getEvent("AllGuardiansRemoved").topicHash;
        return logs.filter(({ address, topics }) => address === recovery && topics[0] === topic).length;
      };
      const announced = async (...call: [string, ...unknown[]]) =>
        announcedIn(await account.sendSelf(...call));
      await account.guardBy(guardian);
      expect(await announced("uninstallModule", 1n, recovery, "0x")).to.equal(1);
      expect(await announced("installModule", 1n, recovery, "0x")).to.equal(0);
      expect(await announced("unlinkModule", 1n, recovery, "0x")).to.equal(0);
      expect(await announced("installModule", 1n, recovery, "0x"), "without onUninstall").to.equal(1);
      const withoutGuardians = await ownedAccount(stage);
      const data = abi.encodeFunctionData("onUninstall", ["0x"]);
      expect(announcedIn(await withoutGuardians.send({ to: recovery, data }))).to.equal(0);
    });

    it("A30: neither begins nor ends by a call of the account's own, and keeps guardians and recovery", async () => {
      const { recovery, passkey: passkeyModule } = stage.suite.addresses;
      const tell = (from: Pick<GuardedAccount, "send">, name: "onInstall" | "onUninstall") =>
        from.send({
          to: recovery,
          data: account.module.interface.encodeFunctionData(name as "onInstall", ["0x"]),
        });
      await account.guardBy(guardian);
      const { passkey, start } = await account.beginRecovery(guardian);
      await expectRefused(tell(account, "onInstall"), "CallbackOutOfTurn");
      await expectRefused(tell(account, "onUninstall"), "CallbackOutOfTurn");
      expect(await guardians()).to.deep.equal([[guardian.address, true]]);
      expect(await pending()).to.not.equal(ZeroHash);
      await moveTimeTo(provider, start + DAY);
      await account.finish(passkey);

      const other = await ownedAccount(stage);
      await other.sendSelf("installModule", [1n, passkeyModule, "0x"]);
      for (const name of ["onInstall", "onUninstall"] as const) await tell(other, name);
      await other.sendSelf("installModule", [1n, recovery, "0x"]);
    });

    it("R2: leaves no way to recover after it ended without onUninstall, and neither does the next one", async () => {
      const { recovery, passkey: passkeyModule } = stage.suite.addresses;
      const host = await deployHost();
      const address = await host.getAddress();
      const { interface: abi } = account.module;
      const tell = async (data: string) => (await host.callAs(recovery, data)).wait();
      const setInstalled = async (installed: boolean) => (await host.setModule(recovery, installed)).wait();
      await (await host.setModule(passkeyModule, true)).wait();
      await setInstalled(true);
      await tell(abi.encodeFunctionData("onInstall", ["0x"]));
      await tell(abi.encodeFunctionData("proposeGuardian", [DOMAIN, guardian.address]));
      const module = account.module.connect(guardian);
      await (await module.addGuardian(DOMAIN, address)).wait();
      const recoverHost = () =>
        module.initRecovery.staticCall(...recoveryOf(address, createPasskey({ origin: ORIGIN })));
      await recoverHost();

      await setInstalled(false);
      await expectRefused(recoverHost(), "AccountNotInitialized");
      await setInstalled(true);
      await tell(abi.encodeFunctionData("onInstall", ["0x"]));
      await expectRefused(recoverHost(), "UnknownOriginDomain");

      await tell(abi.encodeFunctionData("onUninstall", ["0x"]));
      await expectRefused(recoverHost(), "AccountNotInitialized");
    });
  });

  describe("interfaces", () => {
    it("refuse a deployment without a passkey module or a timestamp asserter", async () => {
      const { passkey } = stage.suite.addresses;
      const deploy = (...args: string[]) => stage.deploy("GuardianRecoveryModule", args);
      await expectRefused(deploy(guardian.address, passkey), "InvalidPasskeyModule");
      await expectRefused(deploy(passkey, guardian.address), "NoTimestampAsserter");
    });

    it("accept no signed message", async () => {
      expect(await account.module.validateSignature(ZeroHash, "0x")).to.equal(false);
      const answer = await account.module.isValidSignatureWithSender(ZeroAddress, ZeroHash, "0x");
      expect(answer).to.equal("0xffffffff");
    });

    it("report a validator and nothing else", async () => {
      const types = [0n, 1n, 2n, 3n, 4n];
      const answers = await Promise.all(types.map((type) => account.module.isModuleType(type)));
      expect(answers).to.deep.equal([false, true, false, false, false]);
      const own = interfaceId(
        IGuardianRecoveryModule__factory.createInterface(),
        IValidationModule__factory.createInterface(),
      );
      for (const each of ["0x01ffc9a7", own])
        expect(await account.module.supportsInterface(each), each).to.equal(true);
      expect(await account.module.supportsInterface("0xffffffff")).to.equal(false);
    });
  });
});
