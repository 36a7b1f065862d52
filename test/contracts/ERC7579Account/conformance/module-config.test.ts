import { expect } from "chai";
import { concat } from "ethers";
import { AnyTypeModule__factory } from "../../../../typechain-types";
import { eventsOf } from "../../../helpers/accounts/account-events";
import {
  accountStage,
  ownedAccount,
  type AccountStage,
  type OwnedAccount,
} from "../../../helpers/accounts/account-fixture";
import { expectError } from "../../../helpers/accounts/account-refusal";
import { expectRefused } from "../../../helpers/accounts/expect-refused";

const SELECTOR = "0x12345678";
const DATA = "0xc0ffee";
const moduleAbi = AnyTypeModule__factory.createInterface();
const REFUSE = `0x${Buffer.from("refuse").toString("hex")}`;

/** The standard's module types, and the prefix of each type's data: a selector for a fallback handler. */
const TYPES = [
  { type: 1n, name: "validator", prefix: "0x" },
  { type: 2n, name: "executor", prefix: "0x" },
  { type: 3n, name: "fallback handler", prefix: SELECTOR },
  { type: 4n, name: "hook", prefix: "0x" },
];

describe("ERC-7579, Module configurations", () => {
  let stage: AccountStage;
  let account: OwnedAccount;
  let module: string;
  before(async () => {
    stage = await accountStage();
  });

  for (const { type, name, prefix } of TYPES) {
    describe(`of type ${type}, ${name}`, () => {
      before(async () => {
        account = await ownedAccount(stage);
      });
      beforeEach(async () => {
        module = await stage.deploy("AnyTypeModule");
      });
      afterEach(async () => {
        if (await isInstalled()) await account.sendSelf("unlinkModule", [type, module, prefix]);
      });

      const install = (data = "0x") =>
        account.sendSelf("installModule", [type, module, concat([prefix, data])]);
      const uninstall = (data = "0x") =>
        account.sendSelf("uninstallModule", [type, module, concat([prefix, data])]);
      const isInstalled = () => account.contract.isModuleInstalled(type, module, prefix);

      it("installModule and uninstallModule MUST implement authorization control", async () => {
        for (const functionName of ["installModule", "uninstallModule"] as const) {
          await expectRefused(account.contract[functionName].staticCall(type, module, prefix), "NotFromSelf");
        }
      });

      it("installModule MUST call onInstall on the module with the initData parameter", async () => {
        const [came] = eventsOf(await install(DATA), moduleAbi, "Came", module);
        expect(came!.toArray()).to.deep.equal([account.address, DATA]);
      });

      it("installModule MUST emit ModuleInstalled event, and uninstallModule ModuleUninstalled", async () => {
        const abi = account.contract.interface;
        const [installed] = eventsOf(await install(), abi, "ModuleInstalled", account.address);
        expect(installed!.toArray()).to.deep.equal([type, module]);
        const [uninstalled] = eventsOf(await uninstall(), abi, "ModuleUninstalled", account.address);
        expect(uninstalled!.toArray()).to.deep.equal([type, module]);
      });

      it("installModule MUST revert if the module is already installed", async () => {
        await install();
        await expectRefused(install(), "ModuleAlreadyInstalled");
      });

      it("installModule MUST revert if the initialization on the module failed (A2)", async () => {
        await expectError(install(REFUSE), moduleAbi, "Refused");
        expect(await isInstalled()).to.equal(false);
        expect(await account.contract.isModule(module)).to.equal(false);
      });

      it("uninstallModule MUST call onUninstall on the module with the deInitData parameter", async () => {
        await install();
        const [went] = eventsOf(await uninstall(DATA), moduleAbi, "Went", module);
        expect(went!.toArray()).to.deep.equal([account.address, DATA]);
      });

      it("uninstallModule MUST revert if the module is not installed", async () => {
        await expectRefused(uninstall(), "ModuleNotInstalled");
      });

      it("uninstallModule MUST revert if the deInitialization on the module failed", async () => {
        await install();
        await expectError(uninstall(REFUSE), moduleAbi, "Refused");
        expect(await isInstalled()).to.equal(true);
      });

      it("isModuleInstalled MUST return true if the module is installed and false otherwise", async () => {
        expect(await isInstalled()).to.equal(false);
        await install();
        for (const other of TYPES) {
          const answer = await account.contract.isModuleInstalled(other.type, module, other.prefix);
          expect(answer, other.name).to.equal(other.type === type);
        }
        await uninstall();
        expect(await isInstalled()).to.equal(false);
      });
    });
  }

  it("a single module can be of multiple types, each installed and removed by itself (A1)", async () => {
    account = await ownedAccount(stage);
    module = await stage.deploy("AnyTypeModule");
    const installed = async () =>
      Promise.all(TYPES.map(({ type, prefix }) => account.contract.isModuleInstalled(type, module, prefix)));
    for (const [i, { type, prefix }] of TYPES.entries()) {
      await account.sendSelf("installModule", [type, module, prefix]);
      expect(await installed()).to.deep.equal(TYPES.map((_, j) => j <= i));
    }
    for (const [i, { type, prefix }] of TYPES.entries()) {
      await account.sendSelf("uninstallModule", [type, module, prefix]);
      expect(await installed()).to.deep.equal(TYPES.map((_, j) => j > i));
    }
  });
});
