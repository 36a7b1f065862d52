import { expect } from "chai";
import { AbiCoder, concat, solidityPacked } from "ethers";
import fc from "fast-check";
import { CallTarget__factory, TestExecutor__factory, type TestExecutor } from "../../../../typechain-types";
import { eventsOf } from "../../../helpers/accounts/account-events";
import {
  accountStage,
  ownedAccount,
  type AccountStage,
  type OwnedAccount,
} from "../../../helpers/accounts/account-fixture";
import { expectError } from "../../../helpers/accounts/account-refusal";
import { BOOTLOADER } from "../../../helpers/chain/bootloader-call";
import { CallType, encodeMode, ExecType } from "../../../helpers/accounts/execution-mode";
import { expectRefused } from "../../../helpers/accounts/expect-refused";
import { encodePasswordInstall } from "../../../helpers/accounts/password-signer";
import { propertyRuns } from "../../../helpers/project/tries";

const coder = AbiCoder.defaultAbiCoder();
const target = CallTarget__factory.createInterface();
const store = (number: bigint) => target.encodeFunctionData("store", [number]);
const fail = (number: bigint) => target.encodeFunctionData("fail", [number]);
const READ = target.encodeFunctionData("stored");
const WHO_AM_I = target.encodeFunctionData("whoAmI");

/** The encodings, written out here from the standard rather than taken from the suite's helpers. */
const packedSingle = (to: string, value: bigint, data: string) =>
  solidityPacked(["address", "uint256", "bytes"], [to, value, data]);
const packedDelegate = (to: string, data: string) => solidityPacked(["address", "bytes"], [to, data]);
const encodedBatch = (calls: [to: string, value: bigint, data: string][]) =>
  coder.encode(["tuple(address target,uint256 value,bytes callData)[]"], [calls]);
const mode = (callType: string, execType: string) => concat([callType, execType, `0x${"00".repeat(30)}`]);

describe("ERC-7579, Execution behavior", () => {
  let stage: AccountStage;
  let account: OwnedAccount;
  let executor: TestExecutor;
  let executorAddress: string;
  let to: string;

  before(async () => {
    stage = await accountStage();
    account = await ownedAccount(stage);
    to = await stage.deploy("CallTarget");
    executorAddress = await stage.deploy("TestExecutor");
    executor = TestExecutor__factory.connect(executorAddress, stage.deployer);
    await account.sendSelf("installModule", [2n, executorAddress, "0x"]);
  });

  const stored = () => CallTarget__factory.connect(to, stage.deployer).stored();
  const run = (word: string, calldata: string) => executor.run.staticCall(account.address, word, calldata);

  describe("authorization", () => {
    const call = (functionName: "execute" | "executeFromExecutor", from: string) =>
      account.provider.call({
        from,
        to: account.address,
        data: account.contract.interface.encodeFunctionData(functionName as "execute", [
          mode("0x00", "0x00"),
          packedSingle(to, 0n, store(1n)),
        ]),
      });

    it("execute MUST ensure adequate authorization control: only the account, after a signature", async () => {
      await call("execute", account.address);
      const validator = await stage.deploy("TestValidator");
      await account.sendSelf("installModule", [1n, validator, encodePasswordInstall("a")]);
      for (const from of [stage.deployer.address, executorAddress, validator, BOOTLOADER]) {
        await expectRefused(call("execute", from), "NotFromSelf");
      }
    });

    it("executeFromExecutor MUST ensure adequate authorization control: only an installed executor", async () => {
      await call("executeFromExecutor", executorAddress);
      const module = await stage.deploy("AnyTypeModule");
      await account.sendSelf("installModule", [3n, module, "0x12345678"]);
      await account.sendSelf("installModule", [4n, module, "0x"]);
      for (const from of [stage.deployer.address, account.address, module, BOOTLOADER]) {
        await expectRefused(call("executeFromExecutor", from), "NotAnExecutor");
      }
    });
  });

  describe("mode", () => {
    it("MUST revert if the account does not support it, in execute and in executeFromExecutor (A21)", async () => {
      const calldata = packedSingle(to, 0n, "0x");
      for (const word of [
        mode("0x02", "0x00"),
        mode("0x00", "0x02"),
        encodeMode("single", "default", "0x01020304"),
      ]) {
        await expectRefused(account.sendSelf("execute", [word, calldata]), "UnsupportedExecutionMode");
        await expectRefused(run(word, calldata), "UnsupportedExecutionMode");
      }
    });

    it("is laid out as callType (1 byte), execType (1 byte), unused (4), modeSelector (4), modePayload (22) (A21)", async () => {
      // Puts a failing call wherever a wrong layout might look for the execution type.
      const failing = packedSingle(to, 0n, fail(1n));
      for (const unused of ["0x00000000", "0x01010101", "0xffffffff"]) {
        const word = concat(["0x0001", unused, "0x00000000", `0x${"ff".repeat(22)}`]);
        expect(target.parseError((await run(word, failing))[0]!)?.name).to.equal("TargetFailed");
      }
      const strict = concat(["0x0000", "0x01010101", "0x00000000", `0x${"01".repeat(22)}`]);
      await expectError(run(strict, failing), target, "TargetFailed");
    });

    it("is a single call with callType 0x00, a batch with 0x01, a staticcall with 0xfe, a delegatecall with 0xff", async () => {
      await account.send({ to, data: store(5n) });
      const word = (n: bigint) => coder.encode(["uint256"], [n]);
      expect([...(await run(mode("0x00", "0x00"), packedSingle(to, 0n, store(6n))))]).to.deep.equal([
        word(7n),
      ]);
      const batch = encodedBatch([
        [to, 0n, store(7n)],
        [to, 0n, READ],
      ]);
      expect([...(await run(mode("0x01", "0x00"), batch))]).to.deep.equal([word(8n), word(7n)]);
      expect([...(await run(mode("0xfe", "0x00"), packedDelegate(to, READ)))]).to.deep.equal([word(5n)]);
      await expectRefused(run(mode("0xfe", "0x00"), packedDelegate(to, store(1n))), /revert/i);
      expect([...(await run(mode("0xff", "0x00"), packedDelegate(to, WHO_AM_I)))]).to.deep.equal([
        coder.encode(["address"], [account.address]),
      ]);
      expect([...(await run(mode("0xfe", "0x00"), packedDelegate(to, WHO_AM_I)))]).to.deep.equal([
        coder.encode(["address"], [to]),
      ]);
    });

    it("reverts on failure with execType 0x00 and does not with 0x01, for every call type (A7)", async () => {
      const failing = {
        [CallType.single]: packedSingle(to, 0n, fail(9n)),
        [CallType.batch]: encodedBatch([[to, 0n, fail(9n)]]),
        [CallType.static]: packedDelegate(to, fail(9n)),
        [CallType.delegate]: packedDelegate(to, fail(9n)),
      };
      for (const [callType, calldata] of Object.entries(failing)) {
        const [number] = await expectError(
          run(mode(callType, ExecType.default), calldata),
          target,
          "TargetFailed",
        );
        expect(number).to.equal(9n);
        const word = mode(callType, ExecType.try);
        expect(target.parseError((await run(word, calldata))[0]!)?.args[0]).to.equal(9n);
        const receipt = await account.sendSelf("execute", [word, calldata]);
        const [event] = eventsOf(
          receipt,
          account.contract.interface,
          "ERC7579TryExecuteFail",
          account.address,
        );
        expect(event!.batchExecutionIndex).to.equal(0n);
        expect(target.parseError(event!.returndata as string)?.args[0]).to.equal(9n);
      }
    });
  });

  describe("execution data", () => {
    it("of a single call is target, value and callData, packed in this order", async () => {
      const receipt = await account.sendSelf("execute", [
        mode("0x00", "0x00"),
        packedSingle(to, 3n, store(31n)),
      ]);
      expect(eventsOf(receipt, target, "Stored")[0]!.toArray()).to.deep.equal([account.address, 31n, 3n]);
    });

    it("of a delegatecall is target and callData, packed in this order", async () => {
      const calldata = packedDelegate(to, store(32n));
      const receipt = await account.sendSelf("execute", [mode("0xff", "0x00"), calldata]);
      // The code runs as the account, so the account is both its caller and the event's emitter.
      expect(eventsOf(receipt, target, "Stored", account.address)[0]!.caller).to.equal(account.address);
      expect(await stored()).to.not.equal(32n);
    });

    it("of a batch call is an array of Execution structs, with padding", async () => {
      const calldata = encodedBatch([
        [to, 1n, store(33n)],
        [to, 2n, store(34n)],
      ]);
      const receipt = await account.sendSelf("execute", [mode("0x01", "0x00"), calldata]);
      expect(eventsOf(receipt, target, "Stored").map((each) => [each.number, each.value])).to.deep.equal([
        [33n, 1n],
        [34n, 2n],
      ]);
    });
  });

  it("executeFromExecutor returns an array with the returned data of each executed subcall (A7)", async () => {
    const one = fc.record({ fails: fc.boolean(), number: fc.bigInt(0n, 2n ** 255n) });
    await fc.assert(
      fc.asyncProperty(fc.array(one, { maxLength: 6 }), fc.boolean(), async (calls, mayFail) => {
        const calldata = encodedBatch(
          calls.map(({ fails, number }) => [to, 0n, fails ? fail(number) : store(number)]),
        );
        const answer = run(mode("0x01", mayFail ? "0x01" : "0x00"), calldata);
        const firstFailure = calls.find(({ fails }) => fails);
        if (firstFailure && !mayFail) {
          expect((await expectError(answer, target, "TargetFailed"))[0]).to.equal(firstFailure.number);
          return;
        }
        const expected = calls.map(({ fails, number }) =>
          fails
            ? target.encodeErrorResult("TargetFailed", [number])
            : coder.encode(["uint256"], [number + 1n]),
        );
        expect([...(await answer)]).to.deep.equal(expected);
      }),
      { numRuns: propertyRuns(15) },
    );
  });
});
