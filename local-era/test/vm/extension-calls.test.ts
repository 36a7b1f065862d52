import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { fromHex, toHex } from "../../src/primitives/hex.ts";
import { compile, withoutExtensions } from "../helpers/compile.ts";
import { PROJECT_RUNS } from "../helpers/project-runs.ts";
import { LocalChain, SENDER } from "../helpers/local-chain.ts";
import type { Deployed } from "../helpers/local-chain.ts";

const SOURCE = `
pragma solidity ^0.8.24;
import {SystemContractsCaller} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/SystemContractsCaller.sol";
import {EfficientCall} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/EfficientCall.sol";
import {SystemContractHelper} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/SystemContractHelper.sol";
import {INonceHolder} from "@matterlabs/zksync-contracts/contracts/system-contracts/interfaces/INonceHolder.sol";
import {NONCE_HOLDER_SYSTEM_CONTRACT} from "@matterlabs/zksync-contracts/contracts/system-contracts/Constants.sol";

contract Echo {
    event Called(address sender, uint256 value, bytes data);
    error Refused(bytes data);
    function echo(bytes calldata data) external payable returns (bytes memory) {
        emit Called(msg.sender, msg.value, data);
        return data;
    }
    function refuse(bytes calldata data) external pure { revert Refused(data); }
    function flags() external view returns (uint256) { return SystemContractHelper.getCallFlags(); }
}

contract Born {
    address public bornAt;
    constructor() { bornAt = SystemContractHelper.getCodeAddress(); }
}

contract Caller {
    receive() external payable {}
    function bumpNonce(uint256 expected) external {
        SystemContractsCaller.systemCallWithPropagatedRevert(
            uint32(gasleft()), address(NONCE_HOLDER_SYSTEM_CONTRACT), 0,
            abi.encodeCall(INonceHolder.incrementMinNonceIfEquals, (expected)));
    }
    function bumpNoncePlainly(uint256 expected) external {
        NONCE_HOLDER_SYSTEM_CONTRACT.incrementMinNonceIfEquals(expected);
    }
    function nonce() external view returns (uint256) { return NONCE_HOLDER_SYSTEM_CONTRACT.getMinNonce(address(this)); }
    function forward(address to, uint256 value, bytes calldata data) external returns (bytes memory) {
        return EfficientCall.call(gasleft(), to, value, data, false);
    }
    function forwardStatic(address to, bytes calldata data) external view returns (bytes memory) {
        return EfficientCall.staticCall(gasleft(), to, data);
    }
    function forwardDelegate(address to, bytes calldata data) external returns (bytes memory) {
        return EfficientCall.delegateCall(gasleft(), to, data);
    }
    function forwardMimic(address to, bytes calldata data) external returns (bytes memory) {
        return EfficientCall.mimicCall(gasleft(), to, data, address(1), false, false);
    }
    function hash(bytes calldata data) external view returns (bytes32) { return EfficientCall.keccak(data); }
    function codeAddress() external view returns (address) { return SystemContractHelper.getCodeAddress(); }
    function systemFlag(address to) external returns (bool success, bytes memory result) {
        return SystemContractsCaller.systemCallWithReturndata(uint32(gasleft()), to, 0, abi.encodeWithSignature("flags()"));
    }
    function toL1() external { SystemContractHelper.toL1(true, bytes32(0), bytes32(0)); }
}`;

describe("EraVM extension calls", () => {
  for (const runs of [1, PROJECT_RUNS, 1_000_000]) {
    describe(`compiled for ${runs} optimizer runs`, () => {
      let chain: LocalChain;
      let caller: Deployed;
      let echo: Deployed;

      beforeEach(async () => {
        chain = new LocalChain();
        const contracts = compile(SOURCE, runs);
        caller = await chain.deploy(contracts.get("Caller")!);
        echo = await chain.deploy(contracts.get("Echo")!);
        await chain.send({ to: caller.address, value: 1_000n });
      });

      function echoCall(data: string): string {
        return echo.abi.encodeFunctionData("echo", [data]);
      }

      it("carry the system flag to NonceHolder through SystemContractsCaller", async () => {
        expect((await chain.transact(caller, "bumpNonce", [0])).status).to.equal(1);
        expect(await chain.read(caller, "nonce")).to.deep.equal([1n]);
      });

      it("pass on NonceHolder's own revert data", async () => {
        const outcome = await chain.call(caller, "bumpNonce", [7]);
        expect(toHex(outcome.returnData.subarray(0, 4))).to.equal("0x626ade30");
      });

      it("succeed where a plain call fails: NonceHolder requires the system flag", async () => {
        const outcome = await chain.call(caller, "bumpNoncePlainly", [0]);
        expect(toHex(outcome.returnData)).to.equal("0x71c3da01");
      });

      it("forward a calldata slice by reference, with value and sender", async () => {
        const outcome = await chain.transact(caller, "forward", [echo.address, 5n, echoCall("0xabcdef")]);
        const [sender, value, data] = echo.abi.decodeEventLog("Called", outcome.logs.at(-1)!.data);
        expect([sender.toLowerCase(), value, data]).to.deep.equal([caller.address, 5n, "0xabcdef"]);
        expect(chain.world.balance(echo.address)).to.equal(5n);
      });

      it("return what the callee returned", async () => {
        const [result] = await chain.read(caller, "forwardStatic", [
          echo.address,
          echo.abi.encodeFunctionData("flags"),
        ]);
        expect(BigInt(result as string)).to.equal(0n);
      });

      it("keep static calls static", async () => {
        const outcome = await chain.call(caller, "forwardStatic", [echo.address, echoCall("0x01")]);
        expect(outcome.success).to.equal(false);
      });

      it("run delegate calls in the caller's context", async () => {
        const outcome = await chain.transact(caller, "forwardDelegate", [echo.address, echoCall("0x0102")]);
        expect(outcome.status).to.equal(1);
        expect(outcome.logs.at(-1)!.address).to.equal(caller.address);
        const [sender] = echo.abi.decodeEventLog("Called", outcome.logs.at(-1)!.data);
        expect(sender.toLowerCase()).to.equal(SENDER);
      });

      it("pass on custom errors through EfficientCall", async () => {
        const refusal = echo.abi.encodeFunctionData("refuse", ["0x1234"]);
        const outcome = await chain.call(caller, "forward", [echo.address, 0n, refusal]);
        expect(echo.abi.parseError(outcome.returnData)?.args[0]).to.equal("0x1234");
      });

      it("fail without revert data when the value is more than the caller has", async () => {
        const outcome = await chain.call(caller, "forward", [echo.address, 10_000n, echoCall("0x")]);
        expect(outcome).to.include({ success: false });
        expect(outcome.returnData).to.have.length(0);
      });

      it("drop the system flag for callees outside kernel space", async () => {
        const [success, result] = await chain.read(caller, "systemFlag", [echo.address]);
        expect([success, BigInt(result as string)]).to.deep.equal([true, 0n]);
      });

      it("hash calldata with the keccak system contract", async () => {
        const [hash] = await chain.read(caller, "hash", ["0x616263"]);
        expect(hash).to.equal("0x4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45");
      });

      it("return the address whose code runs", async () => {
        const [address] = await chain.read(caller, "codeAddress");
        expect((address as string).toLowerCase()).to.equal(caller.address);
      });

      it("panic when user code mimics a call or writes to L1: no revert data, no effect", async () => {
        for (const [name, args] of [
          ["forwardMimic", [echo.address, echoCall("0x")]],
          ["toL1", []],
        ] as const) {
          const outcome = await chain.call(caller, name, [...args]);
          expect(outcome.success, name).to.equal(false);
          expect(outcome.returnData, name).to.have.length(0);
        }
      });

      it("run with the bytes they were given, not with later contents of memory", async () => {
        const long = toHex(new Uint8Array(1_000).fill(7));
        const outcome = await chain.transact(caller, "forward", [echo.address, 0n, echoCall(long)]);
        const [, , data] = echo.abi.decodeEventLog("Called", outcome.logs.at(-1)!.data);
        expect(data).to.equal(long);
        expect(fromHex(data)).to.have.length(1_000);
      });
    });
  }

  it("are instructions in constructors, too, of code that was compiled with the extensions alone", async () => {
    const chain = new LocalChain();
    const born = compile(SOURCE).get("Born")!;
    const [extended, plain] = [await chain.deploy(born), await chain.deploy(withoutExtensions(born))];
    const bornAt = async (contract: Deployed): Promise<string> =>
      String((await chain.read(contract, "bornAt"))[0]).toLowerCase();
    expect(await bornAt(extended)).to.equal(extended.address);
    expect(await bornAt(plain)).to.equal(ZeroAddress);
  });

  it("are ordinary calls of addresses without code unless the code was compiled with the extensions", async () => {
    const chain = new LocalChain();
    const contracts = compile(SOURCE);
    const extended = await chain.deploy(contracts.get("Caller")!);
    const plain = await chain.deploy(withoutExtensions(contracts.get("Caller")!));
    expect((await chain.call(extended, "hash", ["0x616263"])).success).to.equal(true);
    expect((await chain.call(plain, "hash", ["0x616263"])).success).to.equal(false);
    expect((await chain.transact(extended, "bumpNonce", [0])).status).to.equal(1);
    expect((await chain.transact(plain, "bumpNonce", [0])).status).to.equal(0);
  });
});
