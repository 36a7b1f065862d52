import { expect } from "chai";
import { AbiCoder, keccak256, type TransactionReceipt } from "ethers";
import {
  CallTarget__factory,
  IERC7579Execution__factory,
  TestExecutor__factory,
  TestFallbackHandler__factory,
  TestHook__factory,
} from "../../../../typechain-types";
import { eventsOf } from "../../../helpers/accounts/account-events";
import {
  accountStage,
  ownedAccount,
  type AccountStage,
  type OwnedAccount,
} from "../../../helpers/accounts/account-fixture";
import { expectError } from "../../../helpers/accounts/account-refusal";
import { BOOTLOADER } from "../../../helpers/chain/bootloader-call";
import {
  CallType,
  encodeBatch,
  encodeDelegate,
  encodeMode,
  encodeSingle,
} from "../../../helpers/accounts/execution-mode";

const hookAbi = TestHook__factory.createInterface();
const executorAbi = TestExecutor__factory.createInterface();
const targetAbi = CallTarget__factory.createInterface();
const executionAbi = IERC7579Execution__factory.createInterface();
const WHO_CALLS = TestFallbackHandler__factory.createInterface().getFunction("whoCalls").selector;
const STORE = targetAbi.encodeFunctionData("store", [1n]);
const READ = targetAbi.encodeFunctionData("whoAmI");
const CALL_TYPES = Object.keys(CallType) as (keyof typeof CallType)[];

describe("ERC-7579, Hooks", () => {
  let stage: AccountStage;
  let account: OwnedAccount;
  let hook: string;
  let executor: string;
  let target: string;

  before(async () => {
    stage = await accountStage();
    account = await ownedAccount(stage);
    hook = await stage.deploy("TestHook");
    executor = await stage.deploy("TestExecutor");
    target = await stage.deploy("CallTarget");
    await account.sendSelf("installModule", [2n, executor, "0x"]);
    await account.sendSelf("installModule", [4n, hook, "0x"]);
  });

  const executionCalldata = (callType: keyof typeof CallType) => {
    if (callType === "batch") return encodeBatch([{ target, callData: STORE }]);
    if (callType === "single") return encodeSingle({ target, callData: STORE });
    return encodeDelegate({ target, callData: callType === "static" ? READ : STORE });
  };

  const runExecutor = async (mode: string, calldata: string) => {
    const contract = TestExecutor__factory.connect(executor, stage.deployer);
    return (await (await contract.run(account.address, mode, calldata)).wait())!;
  };

  /** The hook was called with this, before and after what was done, which stores a number if it says so. */
  const expectHooked = (
    receipt: TransactionReceipt,
    shown: { msgSender: string; value: bigint; msgData: string },
    stores = false,
  ) => {
    const { msgSender, value, msgData } = eventsOf(receipt, hookAbi, "PreChecked", hook)[0]!;
    expect({ msgSender, value, msgData }).to.deep.equal(shown);
    const names = receipt.logs.flatMap(
      (log) => (hookAbi.parseLog(log) ?? targetAbi.parseLog(log))?.name ?? [],
    );
    expect(names).to.deep.equal(["PreChecked", ...(stores ? ["Stored"] : []), "PostChecked"]);
  };

  for (const callType of CALL_TYPES) {
    it(`MUST be called before and after execute, with caller, value and data: ${callType}`, async () => {
      const args: [string, string] = [encodeMode(callType), executionCalldata(callType)];
      const receipt = await account.sendSelf("execute", args);
      const msgData = executionAbi.encodeFunctionData("execute", args);
      expectHooked(receipt, { msgSender: BOOTLOADER, value: 0n, msgData }, callType !== "static");
    });

    it(`MUST be called before and after executeFromExecutor, with caller, value and data: ${callType}`, async () => {
      const args: [string, string] = [encodeMode(callType), executionCalldata(callType)];
      const receipt = await runExecutor(...args);
      const msgData = executionAbi.encodeFunctionData("executeFromExecutor", args);
      expectHooked(receipt, { msgSender: executor, value: 0n, msgData }, callType !== "static");
      const answer =
        callType === "static"
          ? targetAbi.encodeFunctionResult("whoAmI", [target])
          : targetAbi.encodeFunctionResult("store", [2n]);
      const { returnData } = eventsOf(receipt, executorAbi, "Executed")[0]!;
      expect([...(returnData as string[])]).to.deep.equal([answer]);
    });
  }

  it("see the installation of a module too", async () => {
    const module = await stage.deploy("AnyTypeModule");
    const receipt = await account.sendSelf("installModule", [2n, module, "0x"]);
    const msgData = account.contract.interface.encodeFunctionData("installModule", [2n, module, "0x"]);
    expectHooked(receipt, { msgSender: BOOTLOADER, value: 0n, msgData });
  });

  it("postCheck MUST be given what preCheck returned", async () => {
    const receipt = await runExecutor(encodeMode("single"), executionCalldata("single"));
    const { msgSender, value, msgData } = eventsOf(receipt, hookAbi, "PreChecked", hook)[0]!;
    const returned = AbiCoder.defaultAbiCoder().encode(
      ["address", "uint256", "bytes32"],
      [msgSender, value, keccak256(msgData as string)],
    );
    expect(eventsOf(receipt, hookAbi, "PostChecked", hook)[0]!.hookData).to.equal(returned);
  });

  describe("around a fallback handler, which SHOULD be authorized by them", () => {
    let other: OwnedAccount;
    before(async () => {
      other = await ownedAccount(stage);
      const handler = await stage.deploy("TestFallbackHandler");
      await other.sendSelf("installModule", [3n, handler, WHO_CALLS]);
      await other.sendSelf("installModule", [4n, hook, "0x"]);
    });

    it("hooks are called before and after the handler, with caller, value and data (A5, A18)", async () => {
      const call = { to: other.address, data: WHO_CALLS, value: 2n };
      const receipt = (await (await stage.deployer.sendTransaction(call)).wait())!;
      const shown = { msgSender: stage.deployer.address, value: 2n, msgData: WHO_CALLS };
      expectHooked(receipt as unknown as TransactionReceipt, shown);
    });

    it("hooks may refuse the call of the handler (A5, A18)", async () => {
      await stage.deployer.call({ to: other.address, data: WHO_CALLS });
      // Called while it is not installed, since installing it would reset it.
      await other.sendSelf("uninstallModule", [4n, hook, "0x"]);
      await other.send({ to: hook, data: hookAbi.encodeFunctionData("refuseAfter", [true]) });
      await other.sendSelf("installModule", [4n, hook, "0x"]);
      await expectError(stage.deployer.call({ to: other.address, data: WHO_CALLS }), hookAbi, "HookRefuses");
    });
  });
});
