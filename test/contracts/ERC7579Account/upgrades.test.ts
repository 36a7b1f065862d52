import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { Contract, parseEther, toBeHex, ZeroAddress, type Interface, type TransactionReceipt } from "ethers";
import {
  FragileBeacon__factory,
  NextAccount__factory,
  TestExecutor__factory,
  TestFallbackHandler__factory,
} from "../../../typechain-types";
import { eventsOf } from "../../helpers/accounts/account-events";
import {
  accountStage,
  addressOf,
  ownedAccount,
  ownStage,
  type AccountStage,
  type OwnedAccount,
} from "../../helpers/accounts/account-fixture";
import { submitFromOutside } from "../../helpers/accounts/submit-from-outside";
import { chainTime } from "../../helpers/chain/chain-time";
import { addressIn, BEACON_SLOT, IMPLEMENTATION_SLOT } from "../../helpers/accounts/erc1967";
import { erc7201Slot } from "../../../scripts/suite/storage/erc7201-slot";
import { encodeBatchExecute, encodeMode, encodeSingle } from "../../helpers/accounts/execution-mode";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { oldStage } from "../../helpers/accounts/old-account";
import { encodePasswordInstall, passwordSigner } from "../../helpers/accounts/password-signer";
import { secp256k1KeyPair } from "../../helpers/sessions/session-keypair";
import { callTo } from "../../helpers/sessions/session-policies";
import { keyPairSigner } from "../../helpers/sessions/session-signer";
import { encodeSession, type SessionSpec } from "../../helpers/sessions/session-spec";
import { setUpForEach } from "../../helpers/project/set-up-for-each";
import { sendAs } from "../../helpers/accounts/send-as";
import {
  accountNamespaces,
  namespacesIn,
  accountStorage,
  storageConflicts,
  type AccountStorage,
} from "../../../scripts/suite/storage/account-storage";
import { stateVariables } from "../../../scripts/suite/storage/storage-layout";
import { projectPath } from "../../../scripts/toolchain/toolchain";
import { lifetime } from "../../helpers/sessions/usage-limit";

const WHO_CALLS = TestFallbackHandler__factory.createInterface().getFunction("whoCalls").selector;

const LAYOUT_FILE = join(__dirname, "storage-layout.json");

describe("ERC7579Account: upgrades", () => {
  let stage: AccountStage;
  let account: OwnedAccount;
  let current: string;
  let next: string;
  before(async () => {
    next = await (await accountStage()).deploy("NextAccount");
  });
  setUpForEach(async () => {
    // Each test has its own suite, since its beacon is upgraded.
    stage = await ownStage();
    current = stage.suite.addresses.accountImplementation;
    account = await ownedAccount(stage);
  });

  const upgradeBeacon = async () => (await stage.suite.beacon.upgradeTo(next)).wait();
  const upgradeTo = (implementation = next) => account.sendSelf("upgradeTo", [implementation]);
  const follow = (beacon = stage.suite.addresses.beacon) => account.sendSelf("followBeacon", [beacon]);

  /**
   * Has the owner call one of the account's own functions where the sequencer accepts nothing from the
   * account.
   */
  const bringSelf = (who: OwnedAccount, name: string, args: unknown[]) => {
    const { interface: abi } = who.contract as { interface: Interface };
    return submitFromOutside(who, who.owner, { to: who.address, data: abi.encodeFunctionData(name, args) });
  };

  /** Returns the number of the version whose code the account runs. */
  const version = (who: OwnedAccount = account) =>
    NextAccount__factory.connect(who.address, stage.deployer)
      .generation()
      .catch(() => 1n);

  describe("of an account's own implementation, which it has from deployment", () => {
    it("can be made by the account alone: the beacon names what new accounts start with, and nothing else", async () => {
      await upgradeBeacon();
      expect(await version()).to.equal(1n);
      expect(await account.contract.currentImplementation()).to.equal(current);
      expect(await account.contract.followedBeacon()).to.equal(ZeroAddress);
      await account.send({ to: stage.deployer.address, value: 1n });
      const other = await ownedAccount(stage);
      expect(await version(other), "a new account").to.equal(2n);
      expect(await other.contract.currentImplementation()).to.equal(next);
      await other.send({ to: stage.deployer.address, value: 1n });
    });

    it("keep its owners, modules, hooks and handlers (I6)", async () => {
      const validator = await stage.deploy("TestValidator");
      const executor = await stage.deploy("TestExecutor");
      const handler = await stage.deploy("TestFallbackHandler");
      const hook = await stage.deploy("TestHook");
      await account.sendSelf("addModuleValidator", [validator, encodePasswordInstall("a")]);
      await account.sendSelf("addModuleValidator", [stage.suite.addresses.session, "0x"]);
      await account.sendSelf("installModule", [2n, executor, "0x"]);
      await account.sendSelf("installModule", [3n, handler, WHO_CALLS]);
      await account.sendSelf("addHook", [hook, false, "0x"]);
      const { contract, provider, address } = account;
      const state = async () => ({
        head: await provider.getStorage(address, erc7201Slot("zksync-sso.storage.AccountRegistry")),
        owners: [...(await contract.listK1Owners())],
        validators: [...(await contract.listModuleValidators())],
        hooks: [...(await contract.listHooks(false))],
        installed: await Promise.all(
          Object.entries({ 2: executor, 3: handler, 4: hook }).map(([type, module]) =>
            contract.isModuleInstalled(type, module, WHO_CALLS),
          ),
        ),
      });
      const before = await state();
      expect(before.installed).to.deep.equal([true, true, true]);

      await upgradeTo();
      expect(await version()).to.equal(2n);
      expect(await state()).to.deep.equal(before);
      const asked = new Contract(account.address, TestFallbackHandler__factory.abi, stage.deployer);
      await asked.whoCalls!.staticCall();
      await account.send({ to: stage.deployer.address, value: 1n });
      await sendAs(account, passwordSigner(validator, "a"), { to: stage.deployer.address, value: 1n });
      await expectRefused(contract.initialize.staticCall([], [stage.deployer.address]), "AlreadyInitialized");
    });

    it("do not depend on the beacon: the account keeps working when the beacon no longer names an implementation", async () => {
      const beacon = await stage.deploy("FragileBeacon", [current]);
      const proxy = await stage.deploy("AccountProxy", [beacon]);
      const asked = account.contract.attach(proxy) as typeof account.contract;
      await (await FragileBeacon__factory.connect(beacon, stage.deployer).forget()).wait();
      expect(await asked.listK1Owners()).to.have.length(0);
      expect(await asked.currentImplementation()).to.equal(current);
    });

    it("go to any version the account chooses, and back", async () => {
      await upgradeTo(next);
      expect(await version()).to.equal(2n);
      await upgradeTo(next);
      await upgradeTo(current);
      expect(await version()).to.equal(1n);
      expect(await account.contract.currentImplementation()).to.equal(current);
    });

    it("are visible in ERC-1967's slots and event from deployment", async () => {
      const { interface: abi } = account.contract;
      const birth = ["Upgraded", "BeaconUpgraded"].map((name) =>
        eventsOf(account.receipt, abi, name, account.address).map((event) => event.toArray()),
      );
      expect(birth).to.deep.equal([[[current]], []]);
      expect(await addressIn(account, IMPLEMENTATION_SLOT)).to.equal(current);
      expect(await addressIn(account, BEACON_SLOT)).to.equal(ZeroAddress);
      const receipt = await upgradeTo();
      expect(eventsOf(receipt, abi, "Upgraded", account.address)[0]!.implementation).to.equal(next);
      expect(await addressIn(account, IMPLEMENTATION_SLOT)).to.equal(next);
      expect(await addressIn(account, BEACON_SLOT)).to.equal(ZeroAddress);
    });

    it("can be chosen by the account alone", async () => {
      const { beacon } = stage.suite.addresses;
      await expectRefused(account.contract.upgradeTo.staticCall(next), "NotFromSelf");
      await expectRefused(account.contract.followBeacon.staticCall(beacon), "NotFromSelf");
    });

    it("cannot be chosen by a session, neither directly nor in a batch", async () => {
      const { session, beacon } = stage.suite.addresses;
      const key = secp256k1KeyPair();
      const { interface: abi } = account.contract;
      const spec: SessionSpec = {
        signer: key.address,
        expiresAt: (await chainTime(account.provider)) + 86_400n,
        feeLimit: lifetime(parseEther("1")),
        callPolicies: (["upgradeTo", "followBeacon"] as const).map((name) =>
          callTo(stage.deployer.address, abi.getFunction(name).selector),
        ),
        transferPolicies: [],
      };
      await account.sendSelf("addModuleValidator", [session, encodeSession(spec)]);
      const clock = () => chainTime(account.provider);
      const signer = keyPairSigner(key, { spec, module: session, clock }, { periodIds: [0n, 0n] });
      const send = (call: { to: string; data: string }) => sendAs(account, signer, call);
      for (const data of [
        abi.encodeFunctionData("upgradeTo", [next]),
        abi.encodeFunctionData("followBeacon", [beacon]),
      ]) {
        const batch = encodeBatchExecute([{ target: account.address, callData: data }]);
        await send({ to: stage.deployer.address, data });
        await expectRefused(send({ to: account.address, data }), "TargetBanned");
        await expectRefused(send({ to: account.address, data: batch }), "TargetBanned");
      }
      expect(await account.contract.currentImplementation()).to.equal(current);
    });

    it("cannot be chosen by the account's modules, except an executor acting in its name", async () => {
      const executor = await stage.deploy("TestExecutor");
      await account.sendSelf("installModule", [2n, executor, "0x"]);
      const data = account.contract.interface.encodeFunctionData("upgradeTo", [next]);
      const direct = account.provider.call({ from: executor, to: account.address, data });
      await expectRefused(direct, "NotFromSelf");
      const runner = TestExecutor__factory.connect(executor, stage.deployer);
      const call = encodeSingle({ target: account.address, callData: data });
      await (await runner.run(account.address, encodeMode("single"), call)).wait();
      expect(await account.contract.currentImplementation()).to.equal(next);
    });
  });

  describe("by a beacon that an account chose to follow", () => {
    it("reach the account, which keeps its keys", async () => {
      await follow();
      expect(await account.contract.followedBeacon()).to.equal(stage.suite.addresses.beacon);
      expect(await account.contract.currentImplementation()).to.equal(current);
      await upgradeBeacon();
      expect(await version()).to.equal(2n);
      expect(await account.contract.currentImplementation()).to.equal(next);
      expect([...(await account.contract.listK1Owners())]).to.deep.equal([addressOf(account.ownerKey)]);
      await submitFromOutside(account, account.owner, { to: stage.deployer.address, value: 1n });
    });

    it("no longer reach the account once it adopts its own implementation, which can be submitted from outside", async () => {
      await follow();
      await bringSelf(account, "upgradeTo", [current]);
      await upgradeBeacon();
      expect(await version()).to.equal(1n);
      expect(await account.contract.followedBeacon()).to.equal(ZeroAddress);
      await account.send({ to: stage.deployer.address, value: 1n });
    });

    it("can come from one beacon after another", async () => {
      const second = await stage.deploy("AccountBeacon", [next, stage.deployer.address]);
      await follow();
      await bringSelf(account, "followBeacon", [second]);
      expect(await account.contract.followedBeacon()).to.equal(second);
      expect(await version()).to.equal(2n);
    });

    it("are visible in ERC-1967's slots and events", async () => {
      const { beacon } = stage.suite.addresses;
      const { interface: abi } = account.contract;
      const followed = await follow();
      expect(eventsOf(followed, abi, "BeaconUpgraded", account.address)[0]!.beacon).to.equal(beacon);
      expect(await addressIn(account, BEACON_SLOT)).to.equal(beacon);
      expect(await addressIn(account, IMPLEMENTATION_SLOT)).to.equal(ZeroAddress);
      const left: TransactionReceipt = await bringSelf(account, "upgradeTo", [next]);
      expect(eventsOf(left, abi, "Upgraded", account.address)[0]!.implementation).to.equal(next);
      expect(await addressIn(account, IMPLEMENTATION_SLOT)).to.equal(next);
    });

    it("leave the account without code if the beacon no longer names an implementation: it refuses every call", async () => {
      const beacon = await stage.deploy("FragileBeacon", [current]);
      await follow(beacon);
      await (await FragileBeacon__factory.connect(beacon, stage.deployer).forget()).wait();
      await expectRefused(account.contract.listK1Owners(), /revert/i);
      await expectRefused(stage.deployer.call({ to: account.address, value: 1n }), /revert/i);
    });
  });

  describe("of an account of the old kind, whose proxy always follows the beacon", () => {
    let old: OwnedAccount;
    beforeEach(async () => {
      old = await ownedAccount(await oldStage(stage));
    });

    it("reach the account, which reports which beacon it follows", async () => {
      expect(await old.contract.followedBeacon()).to.equal(stage.suite.addresses.beacon);
      expect(await old.contract.currentImplementation()).to.equal(current);
      await upgradeBeacon();
      expect(await version(old)).to.equal(2n);
    });

    it("no longer reach the account once it has left, by a transaction from outside where the sequencer accepts none of its own", async () => {
      const receipt = await bringSelf(old, "upgradeTo", [current]);
      expect(eventsOf(receipt, old.contract.interface, "Upgraded", old.address)).to.have.length(1);
      await upgradeBeacon();
      expect(await version(old)).to.equal(1n);
      expect(await old.contract.currentImplementation()).to.equal(current);
      expect(await old.contract.followedBeacon()).to.equal(ZeroAddress);
      expect(await addressIn(old, IMPLEMENTATION_SLOT)).to.equal(current);
      await old.send({ to: stage.deployer.address, value: 1n });
      await old.sendSelf("upgradeTo", [next]);
      expect(await version(old)).to.equal(2n);
    });

    it("reach the account again once it follows a beacon again", async () => {
      await bringSelf(old, "upgradeTo", [current]);
      await old.sendSelf("followBeacon", [stage.suite.addresses.beacon]);
      await upgradeBeacon();
      expect(await version(old)).to.equal(2n);
      expect(await old.contract.followedBeacon()).to.equal(stage.suite.addresses.beacon);
    });

    it("are the account's own to make if it already left under older code", async () => {
      // What older code wrote when the account left: the implementation in both slots, marked in the
      // beacon's.
      const words = {
        [BEACON_SLOT]: toBeHex((1n << 160n) | BigInt(current), 32),
        [IMPLEMENTATION_SLOT]: toBeHex(current, 32),
      };
      for (const [slot, word] of Object.entries(words)) {
        await old.provider.send("hardhat_setStorageAt", [old.address, slot, word]);
      }
      expect(await old.contract.followedBeacon()).to.equal(ZeroAddress);
      await upgradeBeacon();
      expect(await version(old)).to.equal(1n);
      await old.sendSelf("upgradeTo", [next]);
      expect(await version(old)).to.equal(2n);
      await old.send({ to: stage.deployer.address, value: 1n });
    });
  });

  describe("and the account's storage", () => {
    it("find storage where the committed layout says it is", () => {
      const now = accountStorage();
      if (process.env.UPDATE_STORAGE_LAYOUT || !existsSync(LAYOUT_FILE)) {
        writeFileSync(LAYOUT_FILE, `${JSON.stringify(now, null, 2)}\n`);
      }
      expect(storageConflicts(committedLayout(), now)).to.equal("");
    });

    it("have no state variables outside of the namespaces", () => {
      expect(stateVariables("ERC7579Account")).to.deep.equal([]);
      const namespaces = accountNamespaces().map(({ id }) => `erc7201:${id}`);
      expect(namespaces).to.deep.equal(Object.keys(committedLayout().namespaces!));
    });

    it("use the slots that their annotations name, or are not compared at all", () => {
      const file = "contracts/account/AccountRegistry.sol";
      const text = readFileSync(projectPath(file), "utf8");
      expect(namespacesIn(file, text)).to.have.length(1);
      const slot = erc7201Slot("zksync-sso.storage.AccountRegistry");
      const moved = text.replace(slot, slot.replace(/.$/, "1"));
      expect(() => namespacesIn(file, moved)).to.throw("does not use the ERC-7201 slot of zksync-sso");
    });

    it("are checked against the layout, which notices a moved member", () => {
      const moved = structuredClone(committedLayout());
      Object.values(moved.namespaces!)[0]!.reverse();
      expect(storageConflicts(committedLayout(), moved)).to.contain("Replaced `latest`");
      expect(storageConflicts({ storage: [], types: {} }, committedLayout())).to.contain("no namespaces");
    });
  });
});

function committedLayout(): AccountStorage {
  return JSON.parse(readFileSync(LAYOUT_FILE, "utf8")) as AccountStorage;
}
