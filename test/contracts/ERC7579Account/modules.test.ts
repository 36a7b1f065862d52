import { expect } from "chai";
import {
  concat,
  FunctionFragment,
  getAddress,
  hexlify,
  randomBytes,
  toBeHex,
  toUtf8Bytes,
  ZeroAddress,
  zeroPadBytes,
  type Interface,
} from "ethers";
import fc from "fast-check";
import * as factories from "../../../typechain-types";
import {
  HostileModule__factory,
  TestExecutor__factory,
  TestFallbackHandler__factory,
  TestValidator__factory,
  type ERC7579Account,
} from "../../../typechain-types";
import { eventsOf } from "../../helpers/accounts/account-events";
import {
  accountStage,
  addressOf,
  ownedAccount,
  type AccountStage,
  type OwnedAccount,
} from "../../helpers/accounts/account-fixture";
import { traceCall } from "../../helpers/chain/call-trace";
import { expectError } from "../../helpers/accounts/account-refusal";
import { askToValidate, plainTransaction } from "../../helpers/chain/bootloader-call";
import { encodeBatch, encodeMode, encodeSingle } from "../../helpers/accounts/execution-mode";
import { interfaceId } from "../../helpers/accounts/interface-id";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { encodePasswordInstall, passwordSigner } from "../../helpers/accounts/password-signer";
import { needsUsualCode } from "../../helpers/chain/needs-usual-code";
import { setUpForEach } from "../../helpers/project/set-up-for-each";
import { propertyRuns } from "../../helpers/project/tries";

const VALIDATOR = 1n;
const EXECUTOR = 2n;
const FALLBACK = 3n;
const HOOK = 4n;
const handlerAbi = TestFallbackHandler__factory.createInterface();
const WHO_CALLS = handlerAbi.getFunction("whoCalls").selector;
const REFUSE = handlerAbi.getFunction("refuse").selector;

describe("ERC7579Account: modules", () => {
  let stage: AccountStage;
  let account: OwnedAccount;
  let contract: ERC7579Account;

  before(async () => {
    stage = await accountStage();
  });
  setUpForEach(async () => {
    account = await ownedAccount(stage);
    contract = account.contract;
  });

  describe("a validator", () => {
    let validator: string;
    beforeEach(async () => {
      validator = await stage.deploy("TestValidator");
    });

    it("counts as installed for ERC-7579 when its published function installs it, and vice versa", async () => {
      const other = await stage.deploy("TestValidator");
      const receipt = await account.sendSelf("addModuleValidator", [validator, encodePasswordInstall("a")]);
      await account.sendSelf("installModule", [VALIDATOR, other, encodePasswordInstall("b")]);
      for (const module of [validator, other]) {
        expect(await contract.isModuleValidator(module)).to.equal(true);
        expect(await contract.isModuleInstalled(VALIDATOR, module, "0x")).to.equal(true);
      }
      expect([...(await contract.listModuleValidators())]).to.deep.equal([validator, other]);
      expect(eventsOf(receipt, contract.interface, "ValidatorAdded")[0]!.toArray()).to.deep.equal([
        validator,
      ]);
      expect(eventsOf(receipt, contract.interface, "ModuleInstalled")[0]!.toArray()).to.deep.equal([
        VALIDATOR,
        validator,
      ]);
    });

    it("receives the data with which it is installed and removed", async () => {
      const module = TestValidator__factory.connect(validator, stage.deployer);
      await account.sendSelf("addModuleValidator", [validator, encodePasswordInstall("a")]);
      expect(await module.installedWith(account.address)).to.equal(encodePasswordInstall("a"));
      const receipt = await account.sendSelf("removeModuleValidator", [validator, "0xbeef"]);
      expect(await module.uninstalledWith(account.address)).to.equal("0xbeef");
      expect(eventsOf(receipt, contract.interface, "ValidatorRemoved")).to.have.length(1);
      expect(eventsOf(receipt, contract.interface, "ModuleUninstalled")).to.have.length(1);
    });

    it("has no power left once it is removed", async () => {
      await account.sendSelf("addModuleValidator", [validator, encodePasswordInstall("a")]);
      const tx = await plainTransaction(account);
      const signature = await passwordSigner(validator, "a").sign(tx);
      expect(await askToValidate(account, tx, signature)).to.equal("0x202bcce7");
      await account.sendSelf("removeModuleValidator", [validator, "0x"]);
      // The module learns the password again, so it would accept if it were asked.
      const { interface: abi } = TestValidator__factory.connect(validator);
      await account.send({
        to: validator,
        data: abi.encodeFunctionData("onInstall", [encodePasswordInstall("a")]),
      });
      const later = await plainTransaction(account);
      expect(await askToValidate(account, later, await passwordSigner(validator, "a").sign(later))).to.equal(
        "0x00000000",
      );
      expect(await contract.isModule(validator)).to.equal(false);
    });

    it("is not installed if its onInstall reverts (A2)", async () => {
      await expectRefused(account.sendSelf("addModuleValidator", [validator, "0x01"]), /revert/i);
      expect(await contract.isModuleValidator(validator)).to.equal(false);
    });
  });

  describe("installing", () => {
    it("refuses a module of another type (A1)", async () => {
      const executor = await stage.deploy("TestExecutor");
      for (const type of [VALIDATOR, FALLBACK, HOOK]) {
        const refusal = await expectRefused(
          account.sendSelf("installModule", [type, executor, "0x12345678"]),
          "ModuleTypeMismatch",
        );
        expect(refusal.error?.args.toArray()).to.deep.equal([type, executor]);
      }
    });

    it("refuses a validator that cannot answer the bootloader, such as one for ERC-4337 alone (A1)", async () => {
      const validator = await stage.deploy("BundlerValidator");
      for (const [name, args] of [
        ["installModule", [VALIDATOR, validator, "0x"]],
        ["addModuleValidator", [validator, "0x"]],
      ] as const) {
        const { error } = await expectRefused(account.sendSelf(name, [...args]), "ModuleTypeMismatch");
        expect(error?.args.toArray()).to.deep.equal([VALIDATOR, validator]);
      }
    });

    it("refuses types that ERC-7579 does not define", async () => {
      const executor = await stage.deploy("TestExecutor");
      for (const type of [0n, 5n, 2n ** 255n]) {
        await expectRefused(
          account.sendSelf("installModule", [type, executor, "0x"]),
          "UnsupportedModuleType",
        );
        expect(await contract.supportsModule(type)).to.equal(false);
        expect(await contract.isModuleInstalled(type, executor, "0x")).to.equal(false);
      }
      for (const type of [VALIDATOR, EXECUTOR, FALLBACK, HOOK]) {
        expect(await contract.supportsModule(type)).to.equal(true);
      }
    });

    it("refuses a module twice, and the removal of one that is not installed", async () => {
      const executor = await stage.deploy("TestExecutor");
      await expectRefused(
        account.sendSelf("uninstallModule", [EXECUTOR, executor, "0x"]),
        "ModuleNotInstalled",
      );
      await account.sendSelf("installModule", [EXECUTOR, executor, "0x"]);
      await expectRefused(
        account.sendSelf("installModule", [EXECUTOR, executor, "0x"]),
        "ModuleAlreadyInstalled",
      );
    });

    it("refuses the account itself, the zero address, and an address without code", async () => {
      const zero = `0x${"00".repeat(20)}`;
      for (const module of [account.address, zero]) {
        await expectRefused(account.sendSelf("installModule", [EXECUTOR, module, "0x"]), "InvalidModule");
      }
      const empty = hexlify(randomBytes(20));
      await expectRefused(account.sendSelf("installModule", [EXECUTOR, empty, "0x"]), /revert/i);
    });

    it("gives a module only the type it was installed as (A1)", async () => {
      const module = await stage.deploy("HostileModule", [0]);
      await account.sendSelf("installModule", [EXECUTOR, module, "0x"]);
      expect(await contract.isModuleInstalled(EXECUTOR, module, "0x")).to.equal(true);
      for (const type of [VALIDATOR, FALLBACK, HOOK]) {
        expect(await contract.isModuleInstalled(type, module, "0x12345678")).to.equal(false);
      }
      expect(await contract.isModuleValidator(module)).to.equal(false);
      expect(await contract.isHook(module)).to.equal(false);
      expect(await contract.isModule(module)).to.equal(true);
    });

    it("keeps the roles of one contract apart: losing one keeps the others", async () => {
      const module = await stage.deploy("HostileModule", [0]);
      await account.sendSelf("installModule", [EXECUTOR, module, "0x"]);
      await account.sendSelf("installModule", [VALIDATOR, module, "0x"]);
      await account.sendSelf("unlinkModule", [EXECUTOR, module, "0x"]);
      expect(await contract.isModuleInstalled(EXECUTOR, module, "0x")).to.equal(false);
      expect(await contract.isModuleValidator(module)).to.equal(true);
    });

    it("is reserved to the account", async () => {
      const executor = await stage.deploy("TestExecutor");
      for (const name of ["installModule", "uninstallModule", "unlinkModule"] as const) {
        await expectRefused(contract[name].staticCall(EXECUTOR, executor, "0x"), "NotFromSelf");
      }
      for (const name of ["addModuleValidator", "removeModuleValidator", "unlinkModuleValidator"] as const) {
        await expectRefused(contract[name].staticCall(executor, "0x"), "NotFromSelf");
      }
    });
  });

  describe("a module that refuses to be removed (A2)", () => {
    it("stays installed when an ordinary removal reverts", async () => {
      const module = await stage.deploy("HostileModule", [0]);
      await account.sendSelf("installModule", [EXECUTOR, module, "0x"]);
      await expectError(
        account.sendSelf("uninstallModule", [EXECUTOR, module, "0x"]),
        HostileModule__factory.createInterface(),
        "Never",
      );
      expect(await contract.isModule(module)).to.equal(true);
    });
  });

  describe("an executor", () => {
    it("can no longer do anything once it is removed", async () => {
      const address = await stage.deploy("TestExecutor");
      const executor = TestExecutor__factory.connect(address, stage.deployer);
      const call = [
        account.address,
        encodeMode("single"),
        encodeSingle({ target: address, callData: "0x" }),
      ] as const;
      await account.sendSelf("installModule", [EXECUTOR, address, "0x"]);
      await account.sendSelf("uninstallModule", [EXECUTOR, address, "0x"]);
      await expectRefused(executor.run.staticCall(...call), "NotAnExecutor");
    });
  });

  describe("a fallback handler (A18)", () => {
    let handler: string;
    beforeEach(async () => {
      handler = await stage.deploy("TestFallbackHandler");
      await account.sendSelf("installModule", [FALLBACK, handler, concat([WHO_CALLS, toUtf8Bytes("hello")])]);
    });

    it("receives its own part of the install data, and is installed for its selector only", async () => {
      const module = TestFallbackHandler__factory.connect(handler, stage.deployer);
      expect(await module.installedWith(account.address)).to.equal(hexlify(toUtf8Bytes("hello")));
      expect(await contract.isModuleInstalled(FALLBACK, handler, WHO_CALLS)).to.equal(true);
      expect(await contract.isModuleInstalled(FALLBACK, handler, REFUSE)).to.equal(false);
      expect(await contract.isModuleInstalled(FALLBACK, handler, "0x")).to.equal(false);
      expect(await contract.isModuleInstalled(FALLBACK, ZeroAddress, REFUSE)).to.equal(false);
    });

    it("is not installed for less than a selector, even if it handles the one that zeros would complete", async () => {
      for (const short of ["0x", "0x12", "0x123456"]) {
        const selector = zeroPadBytes(short, 4);
        await account.sendSelf("installModule", [FALLBACK, handler, selector]);
        expect(await contract.isModuleInstalled(FALLBACK, handler, selector)).to.equal(true);
        expect(await contract.isModuleInstalled(FALLBACK, handler, short)).to.equal(false);
      }
    });

    it("is removed from the selectors it handles only, and the zero address handles none", async () => {
      for (const [module, selector] of [
        [handler, REFUSE],
        [ZeroAddress, REFUSE],
        [ZeroAddress, WHO_CALLS],
      ] as const) {
        for (const name of ["uninstallModule", "unlinkModule"]) {
          const call = account.sendSelf(name, [FALLBACK, module, selector]);
          const { error } = await expectRefused(call, "ModuleNotInstalled");
          expect(error?.args.toArray()).to.deep.equal([FALLBACK, module]);
        }
      }
    });

    it("answers for the account, and learns the caller and the value", async () => {
      const answer = await stage.deployer.call({ to: account.address, data: WHO_CALLS, value: 3n });
      expect(handlerAbi.decodeFunctionResult("whoCalls", answer).toArray()).to.deep.equal([
        account.address,
        stage.deployer.address,
        3n,
      ]);
    });

    it("has its revert passed on, with the caller it saw", async () => {
      await account.sendSelf("installModule", [FALLBACK, handler, REFUSE]);
      const call = stage.deployer.call({ to: account.address, data: REFUSE });
      const [sender] = await expectError(call, handlerAbi, "HandlerRefuses");
      expect(sender).to.equal(stage.deployer.address);
    });

    it("does not share its selector", async () => {
      const other = await stage.deploy("TestFallbackHandler");
      const refusal = await expectRefused(
        account.sendSelf("installModule", [FALLBACK, other, WHO_CALLS]),
        "SelectorTaken",
      );
      expect(refusal.error?.args.toArray()).to.deep.equal([WHO_CALLS, handler]);
    });

    it("is a module of the account until its last selector is removed", async () => {
      await account.sendSelf("installModule", [FALLBACK, handler, REFUSE]);
      await account.sendSelf("uninstallModule", [FALLBACK, handler, WHO_CALLS]);
      expect(await contract.isModule(handler)).to.equal(true);
      const gone = stage.deployer.call({ to: account.address, data: WHO_CALLS });
      expect((await expectRefused(gone, "MissingFallbackHandler")).error?.args[0]).to.equal(WHO_CALLS);
      await account.sendSelf("uninstallModule", [FALLBACK, handler, REFUSE]);
      expect(await contract.isModule(handler)).to.equal(false);
    });

    it("cannot be installed or removed without a selector", async () => {
      await expectRefused(
        account.sendSelf("installModule", [FALLBACK, handler, "0x123456"]),
        "SelectorMissing",
      );
      await expectRefused(account.sendSelf("uninstallModule", [FALLBACK, handler, "0x"]), "SelectorMissing");
    });

    it("is not called for calldata shorter than a selector (A10)", async () => {
      // The selector for which these three bytes would be taken if zeros followed them.
      await account.sendSelf("installModule", [FALLBACK, handler, "0x12345600"]);
      const short = stage.deployer.call({ to: account.address, data: "0x123456" });
      await expectRefused(short, "MissingFallbackHandler");
    });

    describe("a fallback handler's selector", () => {
      let module: string;
      beforeEach(async () => {
        module = await stage.deploy("HostileModule", [0]);
      });
      const install = (selector: string) => account.sendSelf("installModule", [FALLBACK, module, selector]);

      it("is refused, and named, if the account itself answers it, whichever function it is", async () => {
        const own = contract.interface.fragments.filter(FunctionFragment.isFragment);
        expect(own.length).to.be.greaterThan(40);
        for (const { selector } of own) {
          const refusal = await expectRefused(install(selector), "SelectorTaken");
          expect(refusal.error?.args.toArray()).to.deep.equal([selector, account.address]);
        }
        expect(await contract.isModule(module)).to.equal(false);
      });

      it("is refused if the account itself answers it, even where hooks would refuse the question", async () => {
        const hook = await stage.deploy("TestHook");
        await account.sendSelf("addHook", [hook, false, "0x"]);
        await expectRefused(install(contract.interface.getFunction("addK1Owner").selector), "SelectorTaken");
        await install("0x12345678");
        expect(await contract.isModuleInstalled(FALLBACK, module, "0x12345678")).to.equal(true);
      });

      it("is refused if it is that of onInstall or onUninstall, which anyone could otherwise call on a module (A30)", async () => {
        for (const name of ["onInstall", "onUninstall"] as const) {
          const { selector } = TestValidator__factory.createInterface().getFunction(name);
          const refusal = await expectRefused(install(selector), "CallbackOutOfTurn");
          expect(refusal.error?.args.toArray()).to.deep.equal([module]);
        }
      });

      it("is accepted if it is any other", async () => {
        const own = new Set(
          contract.interface.fragments.filter(FunctionFragment.isFragment).map(({ selector }) => selector),
        );
        const edges = ["0x00000000", "0xffffffff", "0x00000001"];
        const selector = fc.oneof(
          fc.constantFrom(...edges),
          fc.uint8Array({ minLength: 4, maxLength: 4 }).map((bytes) => hexlify(bytes)),
        );
        await fc.assert(
          fc.asyncProperty(
            selector.filter((each) => !own.has(each) && each !== WHO_CALLS),
            async (each) => {
              if (await contract.isModuleInstalled(FALLBACK, module, each)) return;
              await install(each);
              expect(await contract.isModuleInstalled(FALLBACK, module, each)).to.equal(true);
            },
          ),
          { numRuns: propertyRuns(8) },
        );
      });
    });
  });

  describe("the callbacks of an installed module, which only installation and removal may call (A30)", () => {
    const module: Interface = TestExecutor__factory.createInterface();
    const CALLBACKS = ["onInstall", "onUninstall"];
    let executor: string;
    beforeEach(async () => {
      executor = await stage.deploy("TestExecutor");
      await account.sendSelf("installModule", [EXECUTOR, executor, "0xaa"]);
    });

    /** Every way in which the account makes a call, by name. */
    const ways = (target: string, callData: string): Record<string, () => Promise<unknown>> => {
      const execute = (mode: string, data: string) => account.sendSelf("execute", [mode, data]);
      const runner = TestExecutor__factory.connect(executor, stage.deployer);
      const call = { target, allowFailure: true, value: 0n, callData };
      return {
        "a transaction": () => account.send({ to: target, data: callData }),
        "a batch whose calls may fail": () => account.sendSelf("batchCall", [[call]]),
        execute: () => execute(encodeMode("single"), encodeSingle({ target, callData })),
        "execute of a batch": () => execute(encodeMode("batch"), encodeBatch([{ target, callData }])),
        "execute in try mode": () => execute(encodeMode("single", "try"), encodeSingle({ target, callData })),
        "an executor": () =>
          runner.run(account.address, encodeMode("single"), encodeSingle({ target, callData })),
      };
    };

    it("are refused however the account calls them, even in a call that may fail", async () => {
      const told = TestExecutor__factory.connect(executor, stage.deployer);
      for (const name of CALLBACKS) {
        for (const [way, make] of Object.entries(ways(executor, module.encodeFunctionData(name, ["0xbb"])))) {
          const refusal = await expectRefused(make(), "CallbackOutOfTurn");
          expect(refusal.error?.args.toArray(), way).to.deep.equal([executor]);
        }
      }
      expect(await told.installations(account.address)).to.equal(1n);
      expect(await told.installedWith(account.address)).to.equal("0xaa");
    });

    it("are refused by their selector alone, which a module may answer without reading its argument", async () => {
      for (const name of CALLBACKS) {
        const { selector } = module.getFunction(name)!;
        for (const [way, make] of Object.entries(ways(executor, selector))) {
          const refusal = await expectRefused(make(), "CallbackOutOfTurn");
          expect(refusal.error?.args.toArray(), way).to.deep.equal([executor]);
        }
      }
    });

    it("are refused for every installed type: a validator, a handler and hooks of both kinds", async () => {
      const [validator, handler, hook, validationHook] = [
        await stage.deploy("TestValidator"),
        await stage.deploy("TestFallbackHandler"),
        await stage.deploy("TestHook"),
        await stage.deploy("TestValidationHook"),
      ];
      await account.sendSelf("addModuleValidator", [validator, encodePasswordInstall("a")]);
      await account.sendSelf("installModule", [FALLBACK, handler, WHO_CALLS]);
      await account.sendSelf("addHook", [hook, false, "0x"]);
      await account.sendSelf("addHook", [validationHook, true, "0x"]);
      for (const to of [validator, handler, hook, validationHook]) {
        for (const name of CALLBACKS) {
          const data = module.encodeFunctionData(name, ["0x"]);
          await expectRefused(account.send({ to, data }), "CallbackOutOfTurn");
        }
      }
    });

    it("do not include its other functions, or those of a contract that is not a module, which can be called as usual", async () => {
      await account.send({ to: executor, data: module.encodeFunctionData("isModuleType", [1n]) });
      const other = await stage.deploy("TestExecutor");
      for (const make of Object.values(ways(other, module.encodeFunctionData("onInstall", ["0x"]))))
        await make();
      expect(
        await TestExecutor__factory.connect(other, stage.deployer).installations(account.address),
      ).to.equal(6n);
    });

    it("can be called by an ordinary transaction once the module is unlinked, and it can then be reinstalled", async () => {
      const told = TestExecutor__factory.connect(executor, stage.deployer);
      await account.sendSelf("unlinkModule", [EXECUTOR, executor, "0x"]);
      expect(await told.installations(account.address)).to.equal(1n);
      await account.send({ to: executor, data: module.encodeFunctionData("onUninstall", ["0xcc"]) });
      expect(await told.uninstalledWith(account.address)).to.equal("0xcc");
      await account.sendSelf("installModule", [EXECUTOR, executor, "0x"]);
      expect(await told.installations(account.address)).to.equal(1n);
    });
  });

  describe("findModule: the first of several addresses that is a module or the account", () => {
    it("finds what checking them one by one would, and nobody if there is none", async () => {
      const modules = [await stage.deploy("TestExecutor"), await stage.deploy("TestHook")];
      await account.sendSelf("installModule", [EXECUTOR, modules[0], "0x"]);
      await account.sendSelf("addHook", [modules[1], false, "0x"]);
      const pool = [...modules, account.address, addressOf(account.ownerKey), stage.deployer.address];
      const address = fc.oneof(
        fc.constantFrom(...pool),
        fc.uint8Array({ minLength: 20, maxLength: 20 }).map((bytes) => getAddress(hexlify(bytes))),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(address, { maxLength: 8 }), async (targets) => {
          const single = async (target: string) =>
            target === account.address || (await contract.isModule(target));
          const answers = await Promise.all(targets.map(single));
          const found = await contract.firstModuleOf(targets);
          expect(found).to.equal(targets[answers.indexOf(true)] ?? ZeroAddress);
        }),
        { numRuns: propertyRuns(20) },
      );
    });

    it("finds it among a hundred addresses for little more gas than among one", async function () {
      needsUsualCode(this);
      const gas = async (targets: string[]) => {
        const data = contract.interface.encodeFunctionData("firstModuleOf", [targets]);
        const call = { from: stage.deployer.address, to: account.address, data };
        return Number((await traceCall(account.provider, call)).gasUsed);
      };
      const module = await stage.deploy("TestExecutor");
      await account.sendSelf("installModule", [EXECUTOR, module, "0x"]);
      // An address with a bit in the summary that the module lacks, as nearly every address has.
      const marks = [0n, 5n, 10n, 15n].map((shift) => (BigInt(module) >> shift) & 31n);
      const other = [0n, 1n, 2n, 3n, 4n].find((mark) => !marks.includes(mark))!;
      const stranger = getAddress(toBeHex(other * 0b00001_00001_00001_00001n, 20));
      const one = await gas([stranger]);
      expect(await gas(Array.from({ length: 100 }, () => stranger))).to.be.lessThan(one + 99 * 500);
    });
  });

  it("claims exactly the interfaces it has (A17)", async () => {
    const claimed = [
      "IAccount",
      "IAccountInitializer",
      "IERC7579AccountConfig",
      "IERC7579Execution",
      "IERC7579ModuleConfig",
      "IERC1271",
      "IERC5267",
      "IERC721Receiver",
      "IOwnerManager",
      "IValidatorManager",
      "IHookManager",
      "IModuleRegistry",
      "IBatchCaller",
      "IAccountUpgrade",
    ] as const;
    /** What it is made of without being asked for by that name, and what others are. */
    const others = [
      "IERC7579Account",
      "IERC7579Module",
      "IERC7579Validator",
      "IERC7579Hook",
      "IModuleManager",
      "IValidationModule",
      "IValidationHook",
      "IKeyHolder",
      "IAAFactory",
      "ISessionKeyModule",
      "IWebAuthnModule",
      "IGuardianRecoveryModule",
      "ISsoPaymaster",
    ] as const;
    for (const name of [...claimed, ...others]) {
      const id = interfaceId(factories[`${name}__factory`].createInterface());
      const isClaimed = (claimed as readonly string[]).includes(name);
      expect(await contract.supportsInterface(id), `${name} ${id}`).to.equal(isClaimed);
    }
    const published = { erc165: "0x01ffc9a7", erc1155Receiver: "0x4e2312e0", initializer: "0xb9094997" };
    for (const id of Object.values(published)) expect(await contract.supportsInterface(id)).to.equal(true);
    for (const id of ["0xffffffff", "0x00000000", contract.interface.getFunction("execute").selector]) {
      expect(await contract.supportsInterface(id)).to.equal(false);
    }
  });

  it("names itself as ERC-7579 asks: vendor, account, version", async () => {
    expect(await contract.accountId()).to.match(/^[a-z0-9-]+\.[a-z0-9-]+\.\d+\.\d+\.\d+$/);
  });
});
