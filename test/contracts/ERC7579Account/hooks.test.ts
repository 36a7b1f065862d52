import { expect } from "chai";
import {
  AbiCoder,
  keccak256,
  MaxUint256,
  parseEther,
  ZeroAddress,
  type Interface,
  type Result,
} from "ethers";
import hre from "hardhat";
import { utils } from "zksync-ethers";
import {
  CallTarget__factory,
  HostileModule__factory,
  IERC7579Execution__factory,
  TestExecutor__factory,
  TestFallbackHandler__factory,
  TestHook__factory,
  TestToken__factory,
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
import { BOOTLOADER } from "../../helpers/chain/bootloader-call";
import { encodeBatch, encodeDelegate, encodeMode, encodeSingle } from "../../helpers/accounts/execution-mode";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { fund } from "../../helpers/chain/fund";
import type { AccountCall } from "../../helpers/accounts/send-as";
import { setUpForEach } from "../../helpers/project/set-up-for-each";

const hookAbi = TestHook__factory.createInterface();
const targetAbi = CallTarget__factory.createInterface();
const hostileAbi = HostileModule__factory.createInterface();
const executionAbi = IERC7579Execution__factory.createInterface();
const shown = (event: Result) => ({
  msgSender: event.msgSender as string,
  value: event.value as bigint,
  msgData: event.msgData as string,
});

describe("ERC7579Account: hooks", () => {
  let stage: AccountStage;
  let account: OwnedAccount;
  let targetAddress: string;
  const storeData = targetAbi.encodeFunctionData("store", [1n]);

  before(async () => {
    stage = await accountStage();
    targetAddress = await stage.deploy("CallTarget");
  });
  setUpForEach(async () => {
    account = await ownedAccount(stage);
  });

  describe("execution hooks", () => {
    let hook: string;
    beforeEach(async () => {
      hook = await stage.deploy("TestHook");
      await account.sendSelf("addHook", [hook, false, "0xaa"]);
    });

    it("are module type 4 of ERC-7579 under another name", async () => {
      expect(await account.contract.isModuleInstalled(4n, hook, "0x")).to.equal(true);
      expect(await account.contract.isHook(hook)).to.equal(true);
      expect([...(await account.contract.listHooks(false))]).to.deep.equal([hook]);
      expect([...(await account.contract.listHooks(true))]).to.deep.equal([]);
      const removed = await account.sendSelf("uninstallModule", [4n, hook, "0x"]);
      expect(eventsOf(removed, account.contract.interface, "HookRemoved")).to.have.length(1);
      expect(await account.contract.isHook(hook)).to.equal(false);
    });

    it("are removed by their published name if ERC-7579 installed them, with the events of both", async () => {
      const { contract } = account;
      const second = await stage.deploy("TestHook");
      const installed = await account.sendSelf("installModule", [4n, second, "0x"]);
      expect([...(await contract.listHooks(false))]).to.deep.equal([hook, second]);
      const removed = await account.sendSelf("removeHook", [second, false, "0x"]);
      expect(await contract.isModuleInstalled(4n, second, "0x")).to.equal(false);
      const told = (receipt: typeof installed, name: string) =>
        eventsOf(receipt, contract.interface, name, account.address).map((event) => event.toArray());
      expect(told(installed, "HookAdded")).to.deep.equal([[second]]);
      expect(told(installed, "ModuleInstalled")).to.deep.equal([[4n, second]]);
      expect(told(removed, "HookRemoved")).to.deep.equal([[second]]);
      expect(told(removed, "ModuleUninstalled")).to.deep.equal([[4n, second]]);
    });

    it("see a transaction as the `execute` it would be on an ERC-7579 account", async () => {
      const receipt = await account.send({ to: targetAddress, value: 2n, data: storeData });
      const packed = encodeSingle({ target: targetAddress, value: 2n, callData: storeData });
      const msgData = executionAbi.encodeFunctionData("execute", [encodeMode("single"), packed]);
      expect(shown(eventsOf(receipt, hookAbi, "PreChecked")[0]!)).to.deep.equal({
        msgSender: BOOTLOADER,
        value: 2n,
        msgData,
      });
    });

    it("see a transaction to the account itself unchanged, and only once", async () => {
      const batch = encodeBatch([{ target: targetAddress, callData: storeData }]);
      const receipt = await account.sendSelf("execute", [encodeMode("batch"), batch]);
      const events = eventsOf(receipt, hookAbi, "PreChecked");
      expect(events).to.have.length(1);
      expect(events[0]!.msgData).to.equal(
        executionAbi.encodeFunctionData("execute", [encodeMode("batch"), batch]),
      );
    });

    it("see what an executor does, and which executor it is", async () => {
      const address = await stage.deploy("TestExecutor");
      await account.sendSelf("installModule", [2n, address, "0x"]);
      const executor = TestExecutor__factory.connect(address, stage.deployer);
      const packed = encodeSingle({ target: targetAddress, callData: storeData });
      const receipt = (await (await executor.run(account.address, encodeMode("single"), packed)).wait())!;
      expect(shown(eventsOf(receipt, hookAbi, "PreChecked")[0]!)).to.deep.equal({
        msgSender: address,
        value: 0n,
        msgData: executionAbi.encodeFunctionData("executeFromExecutor", [encodeMode("single"), packed]),
      });
      expect(eventsOf(receipt, hookAbi, "PostChecked")).to.have.length(1);
    });

    it("get back afterwards the data they returned before", async () => {
      const receipt = await account.send({ to: targetAddress, value: 2n, data: storeData });
      const { msgSender, value, msgData } = shown(eventsOf(receipt, hookAbi, "PreChecked")[0]!);
      const context = AbiCoder.defaultAbiCoder().encode(
        ["address", "uint256", "bytes32"],
        [msgSender, value, keccak256(msgData)],
      );
      expect(eventsOf(receipt, hookAbi, "PostChecked")[0]!.hookData).to.equal(context);
    });

    it("undo an execution by refusing afterwards", async () => {
      const refuse = hookAbi.encodeFunctionData("refuseAfter", [true]);
      await expectError(account.send({ to: hook, data: refuse }), hookAbi, "HookRefuses");
      expect(await TestHook__factory.connect(hook, stage.deployer).refusesAfter(account.address)).to.equal(
        false,
      );
    });

    it("run in the order they were added, and in reverse order afterwards", async () => {
      const second = await stage.deploy("TestHook");
      await account.sendSelf("addHook", [second, false, "0x"]);
      const receipt = await account.send({ to: targetAddress, data: storeData });
      const order = receipt.logs
        .map((log) => ({ from: log.address, event: hookAbi.parseLog(log)?.name }))
        .filter(({ event }) => event !== undefined);
      expect(order).to.deep.equal([
        { from: hook, event: "PreChecked" },
        { from: second, event: "PreChecked" },
        { from: second, event: "PostChecked" },
        { from: hook, event: "PostChecked" },
      ]);
    });

    it("cannot write while they surround a handler that is called statically", async () => {
      const handler = await stage.deploy("TestFallbackHandler");
      const selector = TestFallbackHandler__factory.createInterface().getFunction("whoCalls").selector;
      await account.sendSelf("installModule", [3n, handler, selector]);
      const asking = await ownedAccount(stage);
      const ask = encodeDelegate({ target: account.address, callData: selector });
      const args = [encodeMode("static"), ask];
      await expectRefused(asking.sendSelf("execute", args), /revert/i);
      await account.sendSelf("removeHook", [hook, false, "0x"]);
      await asking.sendSelf("execute", args);
    });

    it("do not run yet if the execution itself adds them, and no longer run if it removes them (A5)", async () => {
      const second = await stage.deploy("TestHook");
      const adding = await account.sendSelf("addHook", [second, false, "0x"]);
      expect(eventsOf(adding, hookAbi, "PostChecked", second)).to.have.length(0);
      expect(eventsOf(adding, hookAbi, "PostChecked", hook)).to.have.length(1);
      const removing = await account.sendSelf("removeHook", [hook, false, "0x"]);
      expect(eventsOf(removing, hookAbi, "PreChecked", hook)).to.have.length(1);
      expect(eventsOf(removing, hookAbi, "PostChecked", hook)).to.have.length(0);
      expect(eventsOf(removing, hookAbi, "PostChecked", second)).to.have.length(1);
    });
  });

  describe("validation hooks", () => {
    let hook: string;
    beforeEach(async () => {
      hook = await stage.deploy("TestValidationHook");
      await account.sendSelf("addHook", [hook, true, "0x"]);
    });

    it("see each transaction and may refuse it", async () => {
      const contract = TestValidationHook__factory.connect(hook, stage.deployer);
      await account.send({ to: targetAddress, value: 1n });
      expect(await contract.seen(account.address)).to.equal(1n);
      await expectError(
        account.send({ to: targetAddress, value: await contract.REFUSED_VALUE() }),
        contract.interface,
        "ValueRefused",
      );
    });

    it("are a separate kind: not a module of type 4, and listed separately", async () => {
      expect(await account.contract.isModuleInstalled(4n, hook, "0x")).to.equal(false);
      expect(await account.contract.isHook(hook)).to.equal(true);
      expect(await account.contract.isModule(hook)).to.equal(true);
      expect([...(await account.contract.listHooks(true))]).to.deep.equal([hook]);
      expect([...(await account.contract.listHooks(false))]).to.deep.equal([]);
    });

    it("emit the hook events and none of ERC-7579's, which does not know validation hooks", async () => {
      const { contract } = account;
      const second = await stage.deploy("TestValidationHook");
      const added = await account.sendSelf("addHook", [second, true, "0x"]);
      const removed = await account.sendSelf("removeHook", [second, true, "0x"]);
      const told = (receipt: typeof added) =>
        receipt.logs
          .filter(({ address }) => address === account.address)
          .map((log) => contract.interface.parseLog(log))
          .map((event) => [event?.name, ...(event?.args.toArray() ?? [])] as unknown[]);
      expect(told(added)).to.deep.equal([["HookAdded", second]]);
      expect(told(removed)).to.deep.equal([["HookRemoved", second]]);
    });

    it("receive the data with which they are added and removed", async () => {
      const second = await stage.deploy("TestValidationHook");
      const contract = TestValidationHook__factory.connect(second, stage.deployer);
      await account.sendSelf("addHook", [second, true, "0xcafe"]);
      expect(await contract.installedWith(account.address)).to.equal("0xcafe");
      await account.sendSelf("removeHook", [second, true, "0xbeef"]);
      expect(await contract.uninstalledWith(account.address)).to.equal("0xbeef");
    });

    it("cannot be the account itself or the zero address", async () => {
      for (const address of [account.address, ZeroAddress]) {
        const call = account.sendSelf("addHook", [address, true, "0x"]);
        expect((await expectRefused(call, "InvalidModule")).error?.args[0]).to.equal(address);
      }
    });

    it("are added once, removed once, and only if they declare their type (A1)", async () => {
      await expectRefused(account.sendSelf("addHook", [hook, true, "0x"]), "HookAlreadyExists");
      await account.sendSelf("removeHook", [hook, true, "0x"]);
      expect(await account.contract.isHook(hook)).to.equal(false);
      await expectRefused(account.sendSelf("removeHook", [hook, true, "0x"]), "HookNotFound");
      const other = await stage.deploy("TestValidator");
      await expectRefused(account.sendSelf("addHook", [other, true, "0x"]), "NotAValidationHook");
      await expectRefused(account.sendSelf("addHook", [other, false, "0x"]), "ModuleTypeMismatch");
    });
  });

  describe("hooks that refuse everything (A6)", () => {
    for (const [resistance, way] of ["reverts", "burns all its gas", "returns half a megabyte"].entries()) {
      for (const isValidation of [true, false]) {
        it(`cannot lock the account: ${isValidation ? "a validation" : "an execution"} hook that ${way} can be unlinked`, async () => {
          const hostile = await stage.deploy("HostileModule", [resistance]);
          const gasLimit = 6_000_000n;
          await account.sendSelf("addHook", [hostile, isValidation, "0x"]);
          const outcome = account.send({ to: targetAddress, gasLimit }).then(
            () => "accepted",
            () => "refused",
          );
          expect(await outcome).to.equal("refused");

          const data = account.contract.interface.encodeFunctionData("unlinkHook", [
            hostile,
            isValidation,
            "0x",
          ]);
          await account.send({ to: account.address, data, gasLimit });
          expect(await account.contract.isHook(hostile)).to.equal(false);
          await account.send({ to: targetAddress, value: 1n });
        });
      }
    }

    it("cannot lock the account together: each can be unlinked although the others refuse", async () => {
      const [execution, first, second] = [
        await stage.deploy("HostileModule", [0]),
        await stage.deploy("HostileModule", [0]),
        await stage.deploy("HostileModule", [1]),
      ];
      // All at once, since a hook that refuses everything also refuses the installation of another.
      const add = (hook: string, isValidation: boolean) => ({
        target: account.address,
        allowFailure: false,
        value: 0n,
        callData: account.contract.interface.encodeFunctionData("addHook", [hook, isValidation, "0x"]),
      });
      await account.sendSelf("batchCall", [[add(execution, false), add(first, true), add(second, true)]]);
      await expectError(account.send({ to: targetAddress }), hostileAbi, "Never");
      await account.sendSelf("unlinkHook", [second, true, "0x"]);
      await account.sendSelf("unlinkHook", [execution, false, "0x"]);
      await expectError(account.send({ to: targetAddress }), hostileAbi, "Never");
      await account.sendSelf("unlinkHook", [first, true, "0x"]);
      await account.send({ to: targetAddress });
    });

    for (const isValidation of [true, false]) {
      it(`have their revert reason passed on: ${isValidation ? "a validation" : "an execution"} hook`, async () => {
        const hostile = await stage.deploy("HostileModule", [0]);
        await account.sendSelf("addHook", [hostile, isValidation, "0x"]);
        await expectError(account.send({ to: targetAddress }), hostileAbi, "Never");
        await expectError(account.sendSelf("removeHook", [hostile, isValidation, "0x"]), hostileAbi, "Never");
      });
    }

    it("see the unlinking of any other module, and may refuse it", async () => {
      const [refusing, executor] = [
        await stage.deploy("HostileModule", [0]),
        await stage.deploy("TestExecutor"),
      ];
      await account.sendSelf("installModule", [2n, executor, "0x"]);
      await account.sendSelf("addHook", [refusing, false, "0x"]);
      const unlinkExecutor = () => account.sendSelf("unlinkModule", [2n, executor, "0x"]);
      await expectError(unlinkExecutor(), hostileAbi, "Never");
      await account.sendSelf("unlinkModule", [4n, refusing, "0x"]);
      await unlinkExecutor();
    });

    it("cannot be bypassed by hiding `unlinkHook` in a batch with other calls", async () => {
      const hostile = await stage.deploy("HostileModule", [0]);
      await account.sendSelf("addHook", [hostile, true, "0x"]);
      const callData = account.contract.interface.encodeFunctionData("unlinkHook", [hostile, true, "0x"]);
      const calls = [{ target: account.address, allowFailure: false, value: 0n, callData }];
      await expectError(account.sendSelf("batchCall", [calls]), hostileAbi, "Never");
    });
  });

  describe("hooks and the unlinking of a hook, which they do not see, and what comes with it (A29)", () => {
    let validationHook: string;
    let executionHook: string;
    let other: string;
    beforeEach(async () => {
      [validationHook, executionHook, other] = [
        await stage.deploy("HostileModule", [0]),
        await stage.deploy("HostileModule", [0]),
        await stage.deploy("HostileModule", [0]),
      ];
      const add = (hook: string, isValidation: boolean) => ({
        target: account.address,
        allowFailure: false,
        value: 0n,
        callData: account.contract.interface.encodeFunctionData("addHook", [hook, isValidation, "0x"]),
      });
      await account.sendSelf("batchCall", [[add(executionHook, false), add(validationHook, true)]]);
    });

    const unlinkHook = (hook: string, isValidation: boolean) =>
      account.contract.interface.encodeFunctionData("unlinkHook", [hook, isValidation, "0x"]);
    const unlinkModule = (type: bigint, hook: string) =>
      account.contract.interface.encodeFunctionData("unlinkModule", [type, hook, "0x"]);
    const sendData = (data: string, call: Partial<AccountCall> = {}) =>
      account.send({ ...call, to: account.address, data });

    /** Adds hooks of one kind only, so that any refusal comes from that kind. */
    const keepOnly = (isValidation: boolean) =>
      isValidation ? sendData(unlinkHook(executionHook, false)) : sendData(unlinkHook(validationHook, true));

    for (const isValidation of [true, false]) {
      const kind = isValidation ? "validation" : "execution";

      it(`are bypassed only by unlinking an installed hook as the kind it is: ${kind} hooks see any other unlinking`, async () => {
        await keepOnly(isValidation);
        const [present, absent] = isValidation
          ? [validationHook, executionHook]
          : [executionHook, validationHook];
        const abi: Interface = account.contract.interface;
        const dirty = (data: string) => `${data.slice(0, 10)}01${data.slice(12)}`;
        const others = [
          unlinkHook(other, isValidation),
          unlinkHook(other, !isValidation),
          unlinkHook(absent, !isValidation),
          unlinkHook(present, !isValidation),
          unlinkHook(ZeroAddress, isValidation),
          unlinkModule(4n, other),
          unlinkModule(4n, isValidation ? present : absent),
          unlinkModule(2n, present),
          unlinkModule(0n, present),
          ...["installModule", "uninstallModule"].map((name) =>
            abi.encodeFunctionData(name, [4n, present, "0x"]),
          ),
          dirty(unlinkHook(present, isValidation)),
          unlinkHook(present, isValidation).slice(0, 2 + 2 * 67),
          unlinkHook(present, isValidation).slice(0, 10),
        ];
        for (const data of others) await expectError(sendData(data), hostileAbi, "Never");
        const elsewhere = { to: targetAddress, data: unlinkHook(present, isValidation) };
        await expectError(account.send(elsewhere), hostileAbi, "Never");
        await sendData(unlinkHook(present, isValidation));
        expect(await account.contract.isHook(present)).to.equal(false);
      });

      it(`are bypassed only by an unlinking without a paymaster allowance: ${kind} hooks see one that asks for it, and none is granted`, async () => {
        await keepOnly(isValidation);
        const present = isValidation ? validationHook : executionHook;
        const tokenAddress = await stage.deploy("TestToken");
        const token = TestToken__factory.connect(tokenAddress, stage.deployer);
        const paymaster = await stage.deploy("ApprovalPaymaster", [tokenAddress]);
        await fund(stage.deployer, paymaster, parseEther("1"));
        await (await token.mint(account.address, parseEther("1000"))).wait();
        const paymasterParams = utils.getPaymasterParams(paymaster, {
          type: "ApprovalBased",
          token: tokenAddress,
          minimalAllowance: MaxUint256,
          innerInput: "0x",
        });
        for (const data of [
          unlinkHook(present, isValidation),
          ...(isValidation ? [] : [unlinkModule(4n, present)]),
        ]) {
          await expectError(sendData(data, { paymasterParams }), hostileAbi, "Never");
        }
        expect(await token.allowance(account.address, paymaster)).to.equal(0n);
        expect(await account.contract.isHook(present)).to.equal(true);
      });

      it(`are bypassed only by an unlinking that publishes no bytecode (A29): ${kind} hooks see one that does`, async () => {
        await keepOnly(isValidation);
        const present = isValidation ? validationHook : executionHook;
        const { bytecode } = await hre.artifacts.readArtifact("CallTarget");
        await expectError(
          sendData(unlinkHook(present, isValidation), { factoryDeps: [bytecode] }),
          hostileAbi,
          "Never",
        );
        expect(await account.contract.isHook(present)).to.equal(true);
      });

      it(`are bypassed by an unlinking with a general-flow paymaster: an owner without ETH can remove ${kind} hooks too`, async () => {
        await keepOnly(isValidation);
        const present = isValidation ? validationHook : executionHook;
        const paymaster = await stage.deploy("GeneralPaymaster");
        await fund(stage.deployer, paymaster, parseEther("1"));
        const paymasterParams = utils.getPaymasterParams(paymaster, { type: "General", innerInput: "0x" });
        await sendData(unlinkHook(present, isValidation), { paymasterParams });
        expect(await account.contract.isHook(present)).to.equal(false);
      });
    }
  });

  it("can be added and removed by the account alone", async () => {
    const hook = await stage.deploy("TestHook");
    for (const name of ["addHook", "removeHook", "unlinkHook"] as const) {
      await expectRefused(account.contract[name].staticCall(hook, false, "0x"), "NotFromSelf");
    }
  });
});
