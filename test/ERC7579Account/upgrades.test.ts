import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { getStorageUpgradeErrors, type StorageLayout } from "@openzeppelin/upgrades-core";
import { expect } from "chai";
import { Contract, getAddress, id, parseEther, toBeHex, type Interface } from "ethers";
import {
  AccountProxy__factory,
  FragileBeacon__factory,
  NextAccount__factory,
  TestExecutor__factory,
  TestFallbackHandler__factory,
} from "../../typechain-types";
import { eventsOf } from "../helpers/account-events";
import {
  accountStage,
  addressOf,
  ownedAccount,
  ownStage,
  type AccountStage,
  type OwnedAccount,
} from "../helpers/account-fixture";
import { BOOTLOADER, bootloaderCalldata, plainTransaction } from "../helpers/bootloader-call";
import { chainTime } from "../helpers/chain-time";
import { erc7201Slot } from "../helpers/erc7201";
import { encodeBatchExecute, encodeMode, encodeSingle } from "../helpers/execution-mode";
import { expectRefused } from "../helpers/expect-refused";
import { encodePasswordInstall, passwordSigner } from "../helpers/password-signer";
import { secp256k1KeyPair } from "../helpers/session-keypair";
import { callTo } from "../helpers/session-policies";
import { keyPairSigner } from "../helpers/session-signer";
import { encodeSession, type SessionSpec } from "../helpers/session-spec";
import { setUpForEach } from "../helpers/set-up-for-each";
import { sendAs } from "../helpers/send-as";
import { stateVariables, storageLayout } from "../helpers/storage-layout";
import { lifetime } from "../helpers/usage-limit";

const ZERO = `0x${"00".repeat(20)}`;
const WHO_CALLS = TestFallbackHandler__factory.createInterface().getFunction("whoCalls").selector;
const BEACON_SLOT = toBeHex(BigInt(id("eip1967.proxy.beacon")) - 1n, 32);
const IMPLEMENTATION_SLOT = toBeHex(BigInt(id("eip1967.proxy.implementation")) - 1n, 32);

/** Every ERC-7201 namespace of the account, by the struct that lays it out. */
const NAMESPACES = {
  "AccountRegistry.Layout": "contracts/account/AccountRegistry.sol",
  "FallbackHandlers.Layout": "contracts/account/FallbackHandlers.sol",
  "ImplementationPin.Layout": "contracts/account/ImplementationPin.sol",
};
/** Where the account's code is, but for the contract that puts it together. */
const SOURCES = join(__dirname, "../../contracts/account");
const LAYOUT_FILE = join(__dirname, "storage-layout.json");

describe("ERC7579Account: upgrades", () => {
  let stage: AccountStage;
  let account: OwnedAccount;
  let next: string;
  before(async () => {
    next = await (await accountStage()).deploy("NextAccount");
  });
  setUpForEach(async () => {
    // A suite of its own for each test, since its beacon is upgraded.
    stage = await ownStage();
    account = await ownedAccount(stage);
  });

  const upgradeBeacon = async () => (await stage.suite.beacon.upgradeTo(next)).wait();
  const slot = (place: string) => account.provider.getStorage(account.address, place);
  const addressIn = async (place: string) => getAddress(toBeHex(BigInt(await slot(place)), 20));

  /** The number of the version whose code the account runs. */
  const version = () =>
    NextAccount__factory.connect(account.address, stage.deployer)
      .generation()
      .catch(() => 1n);

  describe("by the beacon (invariant 6)", () => {
    it("reach every account and keep its owners, modules, hooks and handlers", async () => {
      const validator = await stage.deploy("TestValidator");
      const executor = await stage.deploy("TestExecutor");
      const handler = await stage.deploy("TestFallbackHandler");
      const hook = await stage.deploy("TestHook");
      await account.sendSelf("addModuleValidator", [validator, encodePasswordInstall("a")]);
      await account.sendSelf("addModuleValidator", [stage.suite.addresses.session, "0x"]);
      await account.sendSelf("installModule", [2n, executor, "0x"]);
      await account.sendSelf("installModule", [3n, handler, WHO_CALLS]);
      await account.sendSelf("addHook", [hook, false, "0x"]);
      const { contract } = account;
      const state = async () => ({
        head: await slot(erc7201Slot("zksync-sso.storage.AccountRegistry")),
        owners: [...(await contract.listK1Owners())],
        validators: [...(await contract.listModuleValidators())],
        hooks: [...(await contract.listHooks(false))],
        installed: await Promise.all(
          [
            [2n, executor],
            [3n, handler],
            [4n, hook],
          ].map(([type, module]) => contract.isModuleInstalled(type, module as string, WHO_CALLS)),
        ),
      });
      const before = await state();
      expect(before.installed).to.deep.equal([true, true, true]);

      await upgradeBeacon();
      expect(await version()).to.equal(2n);
      expect(await state()).to.deep.equal(before);
      const asked = new Contract(account.address, TestFallbackHandler__factory.abi, stage.deployer);
      await asked.whoCalls.staticCall();
      await account.send({ to: stage.deployer.address, value: 1n });
      await sendAs(account, passwordSigner(validator, "a"), { to: stage.deployer.address, value: 1n });
      await expectRefused(
        account.contract.initialize.staticCall([], [stage.deployer.address]),
        "AlreadyInitialized",
      );
    });

    it("leave an account alone whose beacon names nothing any more: it refuses every call", async () => {
      const beacon = await stage.deploy("FragileBeacon", [stage.suite.addresses.accountImplementation]);
      const proxy = await stage.deploy("AccountProxy", [beacon]);
      const asked = account.contract.attach(proxy) as typeof account.contract;
      expect(await asked.listK1Owners()).to.have.length(0);
      await (await FragileBeacon__factory.connect(beacon, stage.deployer).forget()).wait();
      await expectRefused(asked.listK1Owners(), /revert/i);
      await expectRefused(stage.deployer.call({ to: proxy, value: 1n }), /revert/i);
    });

    it("find the storage where the committed layout says it is", () => {
      const now = storageLayout(NAMESPACES);
      if (process.env.UPDATE_STORAGE_LAYOUT || !existsSync(LAYOUT_FILE)) {
        writeFileSync(LAYOUT_FILE, `${JSON.stringify(now, null, 2)}\n`);
      }
      const committed = JSON.parse(readFileSync(LAYOUT_FILE, "utf8")) as StorageLayout;
      expect(getStorageUpgradeErrors(committed, now)).to.deep.equal([]);
    });

    it("have no storage but what the committed layout has", () => {
      const sources = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter((name) =>
        name.endsWith(".sol"),
      );
      const marked = sources.filter((name) =>
        readFileSync(join(SOURCES, name), "utf8").includes("@custom:storage-location"),
      );
      expect(marked.map((name) => `contracts/account/${name}`).sort()).to.deep.equal(
        Object.values(NAMESPACES).sort(),
      );
      expect(stateVariables("ERC7579Account")).to.deep.equal([]);
    });

    it("would be noticed if they moved a member of the storage", () => {
      const committed = JSON.parse(readFileSync(LAYOUT_FILE, "utf8")) as StorageLayout;
      const moved = structuredClone(committed);
      const head = Object.values(moved.types).find(({ label }) => label === "struct AccountRegistry.Layout")!;
      (head.members as unknown[]).reverse();
      expect(getStorageUpgradeErrors(committed, moved)).to.not.have.length(0);
    });
  });

  describe("the account does not want (a pinned implementation)", () => {
    let current: string;
    const pin = (implementation = current) => account.sendSelf("pinImplementation", [implementation]);
    beforeEach(() => {
      current = stage.suite.addresses.accountImplementation;
    });

    it("do not reach it, and it goes on as before", async () => {
      await pin();
      await upgradeBeacon();
      expect(await version()).to.equal(1n);
      expect(await account.contract.pinnedImplementation()).to.equal(current);
      await account.send({ to: stage.deployer.address, value: 1n });
      const other = await ownedAccount(stage);
      const upgraded = NextAccount__factory.connect(other.address, stage.deployer);
      expect(await upgraded.generation(), "another account follows the beacon").to.equal(2n);
    });

    it("reach it once it comes back", async () => {
      await pin();
      await upgradeBeacon();
      await account.sendSelf("followBeacon", []);
      expect(await version()).to.equal(2n);
      expect(await account.contract.pinnedImplementation()).to.equal(ZERO);
      expect([...(await account.contract.listK1Owners())]).to.deep.equal([addressOf(account.ownerKey)]);
      await account.send({ to: stage.deployer.address, value: 1n });
    });

    it("can be replaced by one it wants: any implementation may be pinned, also after another", async () => {
      await pin();
      await pin(next);
      expect(await version()).to.equal(2n);
      await pin(current);
      expect(await version()).to.equal(1n);
      await account.sendSelf("followBeacon", []);
      expect(await addressIn(BEACON_SLOT)).to.equal(stage.suite.addresses.beacon);
    });

    it("are told apart by ERC-1967's slots and events", async () => {
      const proxy: Interface = AccountProxy__factory.createInterface();
      expect(await addressIn(BEACON_SLOT)).to.equal(stage.suite.addresses.beacon);
      expect(await addressIn(IMPLEMENTATION_SLOT)).to.equal(ZERO);
      const pinned = await pin();
      expect(await addressIn(IMPLEMENTATION_SLOT)).to.equal(current);
      const abi = account.contract.interface;
      expect(eventsOf(pinned, abi, "Upgraded")[0].implementation).to.equal(current);
      const back = await account.sendSelf("followBeacon", []);
      expect(await addressIn(IMPLEMENTATION_SLOT)).to.equal(ZERO);
      expect(eventsOf(back, proxy, "BeaconUpgraded")[0].beacon).to.equal(stage.suite.addresses.beacon);
    });

    it("cost a pinned account nothing: it no longer asks the beacon", async () => {
      const gas = async () => {
        const tx = await plainTransaction(account);
        const data = bootloaderCalldata("validateTransaction", tx, await account.owner.sign(tx));
        const call = { from: BOOTLOADER, to: account.address, data };
        const { gasUsed } = (await account.provider.send("debug_traceCall", [call, "latest"])) as {
          gasUsed: string;
        };
        return Number(gasUsed);
      };
      const before = await gas();
      await pin();
      expect(await gas()).to.be.lessThan(before - 4_000);
    });

    it("are chosen among implementations only, so that there is a way back", async () => {
      const { beacon, passkey } = stage.suite.addresses;
      for (const address of [ZERO, stage.deployer.address, passkey]) {
        const refusal = await expectRefused(pin(address), "NotAnImplementation");
        expect(refusal.error?.args[0]).to.equal(address);
      }
      await expectRefused(pin(beacon), /revert/i);
    });

    it("are not for a session to choose, neither directly nor in a batch", async () => {
      const { session } = stage.suite.addresses;
      const key = secp256k1KeyPair();
      const selector = account.contract.interface.getFunction("pinImplementation").selector;
      const spec: SessionSpec = {
        signer: key.address,
        expiresAt: (await chainTime(account.provider)) + 86_400n,
        feeLimit: lifetime(parseEther("1")),
        callPolicies: [callTo(stage.deployer.address, selector)],
        transferPolicies: [],
      };
      await account.sendSelf("addModuleValidator", [session, encodeSession(spec)]);
      const periodIds = [0n, 0n];
      const signer = keyPairSigner(
        key,
        { spec, module: session, clock: () => chainTime(account.provider) },
        { periodIds },
      );
      const data = account.contract.interface.encodeFunctionData("pinImplementation", [current]);
      const batch = encodeBatchExecute([{ target: account.address, callData: data }]);
      const send = (call: { to: string; data: string }) => sendAs(account, signer, call);
      await send({ to: stage.deployer.address, data });
      await expectRefused(send({ to: account.address, data }), "TargetBanned");
      await expectRefused(send({ to: account.address, data: batch }), "TargetBanned");
      expect(await account.contract.pinnedImplementation()).to.equal(ZERO);
    });

    it("are not for the account's modules to choose, but for an executor acting in its name", async () => {
      const executor = await stage.deploy("TestExecutor");
      await account.sendSelf("installModule", [2n, executor, "0x"]);
      const data = account.contract.interface.encodeFunctionData("pinImplementation", [current]);
      const direct = account.provider.call({ from: executor, to: account.address, data });
      await expectRefused(direct, "NotFromSelf");
      const runner = TestExecutor__factory.connect(executor, stage.deployer);
      const call = encodeSingle({ target: account.address, callData: data });
      await (await runner.run(account.address, encodeMode("single"), call)).wait();
      expect(await account.contract.pinnedImplementation()).to.equal(current);
    });

    it("are for the account alone to choose", async () => {
      await expectRefused(account.contract.pinImplementation.staticCall(current), "NotFromSelf");
      await expectRefused(account.contract.followBeacon.staticCall(), "NotFromSelf");
      await expectRefused(account.sendSelf("followBeacon", []), "NotPinned");
    });
  });
});
