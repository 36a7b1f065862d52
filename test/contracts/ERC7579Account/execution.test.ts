import { expect } from "chai";
import {
  AbiCoder,
  concat,
  FunctionFragment,
  hexlify,
  Interface,
  parseEther,
  randomBytes,
  toBeHex,
  toQuantity,
} from "ethers";
import hre from "hardhat";
import { utils } from "zksync-ethers";
import {
  CallTarget__factory,
  ERC7579Account__factory,
  IContractDeployer__factory,
  TestExecutor__factory,
  type CallTarget,
} from "../../../typechain-types";
import { eventsOf } from "../../helpers/accounts/account-events";
import {
  accountStage,
  ownedAccount,
  type AccountStage,
  type OwnedAccount,
} from "../../helpers/accounts/account-fixture";
import { expectError } from "../../helpers/accounts/account-refusal";
import { BOOTLOADER, bootloaderCalldata, plainTransaction } from "../../helpers/chain/bootloader-call";
import { encodeBatch, encodeDelegate, encodeMode, encodeSingle } from "../../helpers/accounts/execution-mode";
import { expectRefused } from "../../helpers/accounts/expect-refused";

const coder = AbiCoder.defaultAbiCoder();
const deployerAbi = IContractDeployer__factory.createInterface();
const deployerErrors = new Interface(["error SystemCallFlagRequired()"]);
const NO_SALT = `0x${"00".repeat(32)}`;

describe("ERC7579Account: execution", () => {
  let stage: AccountStage;
  let account: OwnedAccount;
  let target: CallTarget;
  let targetAddress: string;
  const abi = CallTarget__factory.createInterface();
  const store = (number: bigint) => abi.encodeFunctionData("store", [number]);
  const fail = (number: bigint) => abi.encodeFunctionData("fail", [number]);

  before(async () => {
    stage = await accountStage();
    account = await ownedAccount(stage);
    targetAddress = await stage.deploy("CallTarget");
    target = CallTarget__factory.connect(targetAddress, stage.deployer);
  });

  describe("a transaction", () => {
    it("calls its target in the account's name, with its value and data", async () => {
      const receipt = await account.send({ to: targetAddress, value: 9n, data: store(4n) });
      const [event] = eventsOf(receipt, abi, "Stored");
      expect(event!.toArray()).to.deep.equal([account.address, 4n, 9n]);
    });

    it("succeeds at an address without code and moves its value (A7)", async () => {
      const nobody = hexlify(randomBytes(20));
      await account.send({ to: nobody, value: 5n, data: "0x1234" });
      expect(await account.provider.getBalance(nobody)).to.equal(5n);
    });

    it("passes on its target's revert data", async () => {
      const [number] = await expectError(
        account.send({ to: targetAddress, data: fail(3n) }),
        abi,
        "TargetFailed",
      );
      expect(number).to.equal(3n);
    });

    it("may carry data shorter than a selector, whatever its target and whichever hooks see it (A10)", async () => {
      const watched = await ownedAccount(stage);
      const [hook, validationHook] = [
        await stage.deploy("TestHook"),
        await stage.deploy("TestValidationHook"),
      ];
      await watched.sendSelf("addHook", [hook, false, "0x"]);
      await watched.sendSelf("addHook", [validationHook, true, "0x"]);
      for (const sender of [account, watched]) {
        for (const data of ["0x", "0x01", "0x0102", "0x010203"]) {
          await sender.send({ to: hexlify(randomBytes(20)), data });
          if (data !== "0x")
            await expectRefused(sender.send({ to: sender.address, data }), "MissingFallbackHandler");
        }
      }
    });

    it("is refused when its target is wider than an address or its value wider than 128 bits (A15)", async () => {
      const tx = await plainTransaction(account);
      const execute = (changes: { to?: bigint; value?: bigint }) =>
        account.provider.call({
          from: BOOTLOADER,
          to: account.address,
          data: bootloaderCalldata("executeTransaction", tx, "0x", changes),
        });
      const wide = BigInt(targetAddress) | (1n << 160n);
      expect((await expectRefused(execute({ to: wide }), "AddressOutOfRange")).error?.args[0]).to.equal(wide);
      await expectRefused(execute({ value: 1n << 128n }), "ValueOutOfRange");
    });

    it("sends as much ETH as 128 bits can say, if the account has it", async () => {
      const all = (1n << 128n) - 1n;
      const rich = await ownedAccount(stage);
      await rich.provider.send("hardhat_setBalance", [rich.address, toQuantity(all + parseEther("1"))]);
      const to = hexlify(randomBytes(20));
      await rich.send({ to, value: all });
      expect(await rich.provider.getBalance(to)).to.equal(all);
    });
  });

  describe("deploying contracts", () => {
    it("works with create, from a transaction and from a batch (A9)", async () => {
      const { bytecode } = await hre.artifacts.readArtifact("CallTarget");
      const hash = hexlify(utils.hashBytecode(bytecode));
      const data = deployerAbi.encodeFunctionData("create", [NO_SALT, hash, "0x"]);
      const direct = await account.send({
        to: utils.CONTRACT_DEPLOYER_ADDRESS,
        data,
        factoryDeps: [bytecode],
      });
      const batched = await account.sendSelf("batchCall", [
        [{ target: utils.CONTRACT_DEPLOYER_ADDRESS, allowFailure: false, value: 0n, callData: data }],
      ]);
      for (const receipt of [direct, batched]) {
        const [deployed] = eventsOf(receipt, deployerAbi, "ContractDeployed");
        expect(deployed!.deployerAddress).to.equal(account.address);
        expect(await account.provider.getCode(deployed!.contractAddress as string)).to.equal(bytecode);
      }
    });

    it("works with create2, at the address the chain computes", async () => {
      const { bytecode } = await hre.artifacts.readArtifact("CallTarget");
      const hash = hexlify(utils.hashBytecode(bytecode));
      const salt = hexlify(randomBytes(32));
      const data = deployerAbi.encodeFunctionData("create2", [salt, hash, "0x"]);
      await account.send({ to: utils.CONTRACT_DEPLOYER_ADDRESS, data, factoryDeps: [bytecode] });
      const address = utils.create2Address(account.address, hash, salt, "0x");
      expect(await account.provider.getCode(address)).to.equal(bytecode);
    });

    it("works with createAccount and create2Account, which deploy accounts (A9)", async () => {
      const { bytecode } = await hre.artifacts.readArtifact("AccountProxy");
      const hash = hexlify(utils.hashBytecode(bytecode));
      const input = coder.encode(["address"], [stage.suite.addresses.beacon]);
      for (const name of ["createAccount", "create2Account"] as const) {
        const data = deployerAbi.encodeFunctionData(name as "createAccount", [NO_SALT, hash, input, 1n]);
        const to = utils.CONTRACT_DEPLOYER_ADDRESS;
        const receipt = await account.send({ to, data, factoryDeps: [bytecode] });
        const { contractAddress } = eventsOf(receipt, deployerAbi, "ContractDeployed")[0]!;
        const made = ERC7579Account__factory.connect(contractAddress as string, stage.deployer);
        expect(await made.accountId()).to.equal(await account.contract.accountId());
      }
    });

    it("sets the system flag for no other function of the deployer (A9)", async () => {
      const creating = ["create", "create2", "createAccount", "create2Account"];
      const others = deployerAbi.fragments
        .filter(FunctionFragment.isFragment)
        .filter(
          ({ name, stateMutability }) => !creating.includes(name) && !/view|pure/.test(stateMutability),
        );
      expect(others.map(({ name }) => name)).to.include.members([
        "updateAccountVersion",
        "updateNonceOrdering",
      ]);
      for (const { selector } of others) {
        const callData = concat([selector, new Uint8Array(96)]);
        const calls = [{ target: utils.CONTRACT_DEPLOYER_ADDRESS, allowFailure: true, value: 0n, callData }];
        const receipt = await account.sendSelf("batchCall", [calls]);
        expect(eventsOf(receipt, account.contract.interface, "BatchCallFailure"), selector).to.have.length(1);
      }
    });

    it("sets the system flag only for creation, and never for data shorter than a selector (A9, A10)", async () => {
      const callData = deployerAbi.encodeFunctionData("updateAccountVersion", [0]);
      const to = utils.CONTRACT_DEPLOYER_ADDRESS;
      await expectError(account.send({ to, data: callData }), deployerErrors, "SystemCallFlagRequired");
      const batch = [{ target: to, allowFailure: false, value: 0n, callData }];
      await expectError(account.sendSelf("batchCall", [batch]), deployerErrors, "SystemCallFlagRequired");
      await expectRefused(account.send({ to, data: callData.slice(0, 8) }), /revert/i);
    });
  });

  describe("batchCall", () => {
    it("makes its calls in order, with their values", async () => {
      const calls = [1n, 2n].map((number) => ({
        target: targetAddress,
        allowFailure: false,
        value: number,
        callData: store(number),
      }));
      const receipt = await account.sendSelf("batchCall", [calls], 3n);
      const stored = eventsOf(receipt, abi, "Stored").map((event) => [event.number, event.value]);
      expect(stored).to.deep.equal([
        [1n, 1n],
        [2n, 2n],
      ]);
    });

    it("goes on after a call that may fail, and reports its index and revert data (A8)", async () => {
      const receipt = await account.sendSelf("batchCall", [
        [
          { target: targetAddress, allowFailure: false, value: 0n, callData: store(5n) },
          { target: targetAddress, allowFailure: true, value: 0n, callData: fail(6n) },
          { target: targetAddress, allowFailure: false, value: 0n, callData: store(7n) },
        ],
      ]);
      const [failure] = eventsOf(receipt, account.contract.interface, "BatchCallFailure");
      expect(failure!.index).to.equal(1n);
      expect(abi.parseError(failure!.revertData as string)?.args[0]).to.equal(6n);
      expect(await target.stored()).to.equal(7n);
    });

    it("reverts entirely when a call that must not fail does, with that call's revert data", async () => {
      const before = await target.stored();
      const calls = [
        { target: targetAddress, allowFailure: false, value: 0n, callData: store(before + 1n) },
        { target: targetAddress, allowFailure: false, value: 0n, callData: fail(8n) },
      ];
      await expectError(account.sendSelf("batchCall", [calls]), abi, "TargetFailed");
      expect(await target.stored()).to.equal(before);
    });

    it("requires exactly the sum of its calls' values (A20)", async () => {
      const calls = [{ target: targetAddress, allowFailure: false, value: 2n, callData: "0x" }];
      const refusal = await expectRefused(account.sendSelf("batchCall", [calls], 3n), "BatchValueMismatch");
      expect(refusal.error?.args.toArray()).to.deep.equal([2n, 3n]);
    });

    it("can only be called by the account", async () => {
      await expectRefused(account.contract.batchCall.staticCall([]), "NotFromSelf");
    });
  });

  describe("execute (ERC-7579)", () => {
    it("makes a single call", async () => {
      const callData = encodeSingle({ target: targetAddress, value: 1n, callData: store(11n) });
      const receipt = await account.sendSelf("execute", [encodeMode("single"), callData]);
      expect(eventsOf(receipt, abi, "Stored")[0]!.toArray()).to.deep.equal([account.address, 11n, 1n]);
    });

    it("makes a batch of calls", async () => {
      const batch = encodeBatch([
        { target: targetAddress, callData: store(12n) },
        { target: targetAddress, value: 2n, callData: store(13n) },
      ]);
      const receipt = await account.sendSelf("execute", [encodeMode("batch"), batch]);
      expect(eventsOf(receipt, abi, "Stored").map((event) => event.number)).to.deep.equal([12n, 13n]);
    });

    it("reverts in default mode when a call fails", async () => {
      const batch = encodeBatch([
        { target: targetAddress, callData: store(14n) },
        { target: targetAddress, callData: fail(15n) },
      ]);
      await expectError(account.sendSelf("execute", [encodeMode("batch"), batch]), abi, "TargetFailed");
      expect(await target.stored()).to.not.equal(14n);
    });

    it("goes on in try mode after a failing call, and reports its index and revert data (A7)", async () => {
      const batch = encodeBatch([
        { target: targetAddress, callData: fail(16n) },
        { target: targetAddress, callData: store(17n) },
      ]);
      const receipt = await account.sendSelf("execute", [encodeMode("batch", "try"), batch]);
      const failures = eventsOf(receipt, account.contract.interface, "ERC7579TryExecuteFail");
      expect(failures).to.have.length(1);
      expect(failures[0]!.batchExecutionIndex).to.equal(0n);
      expect(abi.parseError(failures[0]!.returndata as string)?.args[0]).to.equal(16n);
      expect(await target.stored()).to.equal(17n);
    });

    it("supports exactly the modes it claims to, and refuses every other (A21)", async () => {
      const callTypes = ["single", "batch", "static", "delegate"] as const;
      for (const callType of callTypes) {
        for (const execType of ["default", "try"] as const) {
          expect(await account.contract.supportsExecutionMode(encodeMode(callType, execType))).to.equal(true);
        }
      }
      const unsupported = [
        concat(["0x02", "0x".padEnd(2 + 62, "0")]),
        concat(["0x0002", "0x".padEnd(2 + 60, "0")]),
        encodeMode("single", "default", "0x00000001"),
      ];
      for (const mode of unsupported) {
        expect(await account.contract.supportsExecutionMode(mode)).to.equal(false);
        const callData = encodeSingle({ target: targetAddress });
        await expectRefused(account.sendSelf("execute", [mode, callData]), "UnsupportedExecutionMode");
      }
    });

    it("ignores the unused bytes and the payload of a mode (A21)", async () => {
      const mode = concat(["0x0000", "0xffffffff", "0x00000000", toBeHex(1n, 22)]);
      expect(await account.contract.supportsExecutionMode(mode)).to.equal(true);
    });

    it("can only be called by the account", async () => {
      const callData = encodeSingle({ target: targetAddress });
      await expectRefused(account.contract.execute.staticCall(encodeMode("single"), callData), "NotFromSelf");
    });
  });

  describe("executeFromExecutor (ERC-7579)", () => {
    let executorAddress: string;
    const run = async (mode: string, executionCalldata: string) => {
      const executor = TestExecutor__factory.connect(executorAddress, stage.deployer);
      const response = await executor.run(account.address, mode, executionCalldata);
      const receipt = (await response.wait())!;
      return {
        receipt,
        returned: eventsOf(receipt, executor.interface, "Executed")[0]!.returnData as string[],
      };
    };

    before(async () => {
      executorAddress = await stage.deploy("TestExecutor");
      await account.sendSelf("installModule", [2n, executorAddress, "0x"]);
    });

    it("returns one result per call", async () => {
      const batch = encodeBatch([
        { target: targetAddress, callData: store(20n) },
        { target: targetAddress, callData: store(21n) },
      ]);
      const { returned } = await run(encodeMode("batch"), batch);
      expect([...returned]).to.deep.equal([21n, 22n].map((n) => coder.encode(["uint256"], [n])));
    });

    it("returns the revert data of a call that failed in try mode (A7)", async () => {
      const { returned } = await run(
        encodeMode("single", "try"),
        encodeSingle({ target: targetAddress, callData: fail(22n) }),
      );
      expect(abi.parseError(returned[0]!)?.args[0]).to.equal(22n);
    });

    it("reads with a static call, which cannot write", async () => {
      const reading = encodeDelegate({ target: targetAddress, callData: abi.encodeFunctionData("stored") });
      const { returned } = await run(encodeMode("static"), reading);
      expect(returned[0]).to.equal(coder.encode(["uint256"], [await target.stored()]));

      const writing = encodeDelegate({ target: targetAddress, callData: store(23n) });
      const { returned: failed, receipt } = await run(encodeMode("static", "try"), writing);
      expect(failed[0]).to.equal("0x");
      expect(eventsOf(receipt, account.contract.interface, "ERC7579TryExecuteFail")).to.have.length(1);
    });

    it("runs foreign code as the account with a delegatecall", async () => {
      const callData = encodeDelegate({ target: targetAddress, callData: abi.encodeFunctionData("whoAmI") });
      const { returned } = await run(encodeMode("delegate"), callData);
      expect(returned[0]).to.equal(coder.encode(["address"], [account.address]));
    });

    it("refuses everyone but an installed executor", async () => {
      const call = account.contract.executeFromExecutor.staticCall(
        encodeMode("single"),
        encodeSingle({ target: targetAddress }),
      );
      await expectRefused(call, "NotAnExecutor");
    });

    it("refuses execution calldata too short for its call type", async () => {
      const short = account.sendSelf("execute", [encodeMode("single"), `0x${"00".repeat(51)}`]);
      await expectRefused(short, /revert/i);
    });
  });
});
