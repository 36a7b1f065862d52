import { expect } from "chai";
import { AbiCoder } from "ethers";
import {
  CallTarget__factory,
  FrozenTargetHook__factory,
  IBatchCaller__factory,
  TestExecutor__factory,
} from "../../../typechain-types";
import {
  accountStage,
  ownedAccount,
  type AccountStage,
  type OwnedAccount,
} from "../../helpers/accounts/account-fixture";
import { expectError } from "../../helpers/accounts/account-refusal";
import {
  encodeBatch,
  encodeBatchExecute,
  encodeDelegate,
  encodeMode,
  encodeSingle,
} from "../../helpers/accounts/execution-mode";

describe("ERC7579Account: the example hook of docs/write-a-module.md", () => {
  const abi = FrozenTargetHook__factory.createInterface();
  const batchAbi = IBatchCaller__factory.createInterface();
  const callData = CallTarget__factory.createInterface().encodeFunctionData("store", [7n]);

  let stage: AccountStage;
  let account: OwnedAccount;
  let hook: string;
  let frozen: string;
  let open: string;

  const batchCall = (...targets: string[]) =>
    batchAbi.encodeFunctionData("batchCall", [
      targets.map((target) => ({ target, allowFailure: true, value: 0n, callData })),
    ]);

  before(async () => {
    stage = await accountStage();
    account = await ownedAccount(stage);
    hook = await stage.deploy("FrozenTargetHook");
    frozen = await stage.deploy("CallTarget");
    open = await stage.deploy("CallTarget");
    const data = AbiCoder.defaultAbiCoder().encode(["address"], [frozen]);
    await account.sendSelf("installModule", [4n, hook, data]);
  });

  it("lets the account call any other contract, alone and in a batch", async () => {
    await account.send({ to: open, data: callData });
    await account.send({ to: account.address, data: encodeBatchExecute([{ target: open, callData }]) });
    await account.send({ to: account.address, data: batchCall(open, open) });
    expect(await CallTarget__factory.connect(open, stage.deployer).stored()).to.equal(7n);
  });

  it("refuses a transaction to the contract, and a static call of it", async () => {
    await expectError(account.send({ to: frozen, data: callData }), abi, "TargetFrozen");
    const read = encodeDelegate({ target: frozen, callData });
    await expectError(account.sendSelf("execute", [encodeMode("static"), read]), abi, "TargetFrozen");
  });

  it("refuses each form of a batch with such a call, wherever in it that is and whatever may fail", async () => {
    const second = encodeBatch([{ target: open }, { target: frozen, callData }]);
    for (const failing of ["default", "try"] as const)
      await expectError(
        account.sendSelf("execute", [encodeMode("batch", failing), second]),
        abi,
        "TargetFrozen",
      );
    await expectError(
      account.send({ to: account.address, data: batchCall(open, frozen) }),
      abi,
      "TargetFrozen",
    );
  });

  it("refuses a batch within a batch", async () => {
    const inner = { target: account.address, callData: encodeBatchExecute([{ target: frozen, callData }]) };
    const innermost = { target: account.address, callData: batchCall(frozen) };
    for (const nested of [inner, innermost, { ...inner, callData: encodeBatchExecute([innermost]) }])
      await expectError(
        account.send({ to: account.address, data: encodeBatchExecute([nested]) }),
        abi,
        "TargetFrozen",
      );
  });

  it("refuses what an executor does, and code that runs in the account's place", async () => {
    const executor = await stage.deploy("TestExecutor");
    await account.sendSelf("installModule", [2n, executor, "0x"]);
    const run = TestExecutor__factory.connect(executor, stage.deployer).run(
      account.address,
      encodeMode("single"),
      encodeSingle({ target: frozen, callData }),
    );
    await expectError(run, abi, "TargetFrozen");
    const code = encodeDelegate({ target: open, callData });
    await expectError(
      account.sendSelf("execute", [encodeMode("delegate"), code]),
      abi,
      "DelegateCallRefused",
    );
  });

  it("refuses to have the account call itself for an executor, which could remove the hook that way", async () => {
    const executor = await stage.deploy("TestExecutor");
    await account.sendSelf("installModule", [2n, executor, "0x"]);
    const { interface: accountAbi } = account.contract;
    const removals = [
      accountAbi.encodeFunctionData("unlinkHook", [hook, false, "0x"]),
      accountAbi.encodeFunctionData("removeHook", [hook, false, "0x"]),
      accountAbi.encodeFunctionData("unlinkModule", [4n, hook, "0x"]),
      accountAbi.encodeFunctionData("uninstallModule", [4n, hook, "0x"]),
      batchCall(open),
    ].map((data) => ({ target: account.address, callData: data }));
    const run = (mode: string, execution: string) =>
      TestExecutor__factory.connect(executor, stage.deployer).run(account.address, mode, execution);
    for (const removal of removals) {
      await expectError(run(encodeMode("single"), encodeSingle(removal)), abi, "SelfCallRefused");
      const later = encodeBatch([{ target: open, callData }, removal]);
      await expectError(run(encodeMode("batch"), later), abi, "SelfCallRefused");
    }
    expect(await account.contract.isHook(hook)).to.equal(true);
  });

  it("is gone once the account unlinked it, without having been asked", async () => {
    await account.sendSelf("unlinkModule", [4n, hook, "0x"]);
    await account.send({ to: frozen, data: callData });
    expect(await CallTarget__factory.connect(frozen, stage.deployer).stored()).to.equal(7n);
  });
});
