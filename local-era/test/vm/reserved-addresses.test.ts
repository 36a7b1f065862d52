import { expect } from "chai";
import { SystemAddress } from "../../src/primitives/system-addresses.ts";
import { compile } from "../helpers/compile.ts";
import { LocalChain } from "../helpers/local-chain.ts";
import type { Deployed } from "../helpers/local-chain.ts";
import { PROJECT_RUNS } from "../helpers/project-runs.ts";

/** Calls every instruction by its bare address, as the libraries do, and shows what the frame sees afterwards. */
const SOURCE = `
pragma solidity ^0.8.24;
import {SystemContractHelper} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/SystemContractHelper.sol";
import {SystemContractsCaller} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/SystemContractsCaller.sol";

contract Answer {
    function word(uint256 x) external pure returns (uint256, uint256) { return (x, x + 1); }
}

contract Instructions {
    uint256 public counter;

    function multiplicationHigh(uint256 a, uint256 b) external view returns (uint256 high) {
        assembly { high := staticcall(a, 0xffe6, b, 0xFFFF, 0, 0) }
    }
    function burn(uint32 gasToBurn) external view returns (bool success, uint256 used) {
        uint256 before = gasleft();
        success = SystemContractHelper.unsafePrecompileCall(0, gasToBurn, 0);
        used = before - gasleft();
    }
    function heapSize() external view returns (uint32) { return SystemContractHelper.getZkSyncMeta().heapSize; }
    function calldataLength() external view returns (uint256 length) {
        length = (SystemContractHelper.getCalldataPtr() >> 96) & 0xffffffff;
    }
    function returndataLength(address to) external returns (uint256 length) {
        Answer(to).word(1);
        assembly { length := and(shr(96, staticcall(0, 0xffee, 0, 0xFFFF, 0, 0)), 0xffffffff) }
    }
    function extraAbiData(uint256 index) external view returns (uint256) {
        return SystemContractHelper.getExtraAbiData(index);
    }
    function rawFarCall(address to, uint256 x) external returns (uint256 success, uint256 first, uint256 second) {
        bytes memory data = abi.encodeCall(Answer.word, (x));
        uint256 abiWord = (uint256(500000) << 192) | (data.length << 96);
        assembly {
            abiWord := or(abiWord, shl(64, add(data, 0x20)))
            success := call(to, 0xfff7, 0, 0, abiWord, 0, 0x40)
            first := mload(0)
            second := mload(0x20)
        }
    }
    /// Returndata, forwarded by reference to the next call: its first word is no selector, so Echo gets raw bytes.
    function forwardReturndata(address from, address to) external returns (bytes memory result) {
        Answer(from).word(7);
        uint256 upper = (uint256(500000) << 192) | (uint256(1) << 224);
        uint256 success;
        assembly {
            pop(staticcall(0, 0xffea, 0, 0xFFFF, 0, 0))
            pop(staticcall(upper, 0xffe7, 0, 0xFFFF, 0, 0))
            success := call(to, 0xfff6, 0, 0, 0xFFFF, 0, 0)
        }
        require(success == 1, "failed");
        result = new bytes(0);
        assembly {
            result := mload(0x40)
            mstore(result, returndatasize())
            returndatacopy(add(result, 0x20), 0, returndatasize())
            mstore(0x40, add(add(result, 0x20), returndatasize()))
        }
    }
    /// Pointer instructions must not disturb the returndata of the last real call.
    function keepsReturndata(address to) external returns (uint256 before, uint256 afterwards) {
        Answer(to).word(1);
        assembly {
            before := returndatasize()
            pop(staticcall(0, 0xffeb, 0, 0xFFFF, 0, 0))
            pop(staticcall(1, 0xffe9, 0, 0xFFFF, 0, 0))
            pop(staticcall(0, 0xfffe, 0, 0xFFFF, 0, 0))
            afterwards := returndatasize()
        }
    }
    function overrun(uint256 number, uint256 operand) external returns (uint256 result) {
        address target = address(uint160(0x10000 - number));
        assembly {
            pop(staticcall(0, 0xffeb, 0, 0xFFFF, 0, 0))
            result := staticcall(operand, target, 0, 0xFFFF, 0, 0)
        }
    }
    function unloaded(uint256 number) external returns (uint256 result) {
        address target = address(uint160(0x10000 - number));
        assembly { result := staticcall(0, target, 0, 0xFFFF, 0, 0) }
    }
    function kernelOnly(uint256 number) external returns (uint256 result) {
        counter = 1;
        address target = address(uint160(0x10000 - number));
        assembly { result := call(1, target, 2, 3, 0xFFFF, 0, 0) }
    }
    /// solc must neither drop a call whose result is unused nor merge two equal ones.
    function countsTwice() external returns (uint256) {
        uint256 before = gasleft();
        SystemContractHelper.unsafePrecompileCall(0, 1000, 0);
        SystemContractHelper.unsafePrecompileCall(0, 1000, 0);
        return before - gasleft();
    }
}

contract Echo { fallback(bytes calldata data) external returns (bytes memory) { return data; } }`;

const KERNEL_ONLY = {
  TO_L1: 1,
  MIMIC_CALL: 5,
  SYSTEM_MIMIC_CALL: 6,
  MIMIC_CALL_BY_REF: 7,
  SYSTEM_MIMIC_CALL_BY_REF: 8,
  SET_CONTEXT_VALUE: 13,
  SET_PUBDATA_PRICE: 14,
  INCREMENT_TX_COUNTER: 15,
  EVENT_INITIALIZE: 19,
  EVENT_WRITE: 20,
};

for (const runs of [1, PROJECT_RUNS, 1_000_000]) {
  describe(`The reserved addresses, compiled for ${runs} runs`, () => {
    let chain: LocalChain;
    let contract: Deployed;
    let answer: Deployed;
    let echo: Deployed;

    before(async () => {
      chain = new LocalChain();
      const contracts = compile(SOURCE, runs);
      contract = await chain.deploy(contracts.get("Instructions")!);
      answer = await chain.deploy(contracts.get("Answer")!);
      echo = await chain.deploy(contracts.get("Echo")!);
    });

    function read(name: string, args: unknown[] = []) {
      return chain.read(contract, name, args);
    }

    async function expectPanic(name: string, args: unknown[]): Promise<void> {
      const { success, returnData } = await chain.call(contract, name, args);
      expect([success, returnData.length], `${name}(${args.join()})`).to.deep.equal([false, 0]);
    }

    it("MULTIPLICATION_HIGH returns the upper half of the product", async () => {
      const max = (1n << 256n) - 1n;
      expect(await read("multiplicationHigh", [max, max])).to.deep.equal([max - 1n]);
      expect(await read("multiplicationHigh", [3n, 5n])).to.deep.equal([0n]);
    });

    it("PRECOMPILE_CALL burns the given amount of gas", async () => {
      const [success, used] = await read("burn", [12_345]);
      expect([success, Number(used) - 12_345 < 300 && Number(used) >= 12_345]).to.deep.equal([true, true]);
    });

    it("are neither dropped nor merged by solc", async () => {
      const [used] = await read("countsTwice");
      expect(Number(used)).to.be.at.least(2_000);
    });

    it("META returns the size of the heap", async () => {
      expect(Number((await read("heapSize"))[0]) % 32).to.equal(0);
    });

    it("PTR_CALLDATA and PTR_RETURNDATA return the lengths of calldata and returndata", async () => {
      expect(await read("calldataLength")).to.deep.equal([4n]);
      expect(await read("returndataLength", [answer.address])).to.deep.equal([64n]);
    });

    it("GET_EXTRA_ABI_DATA returns 0 in a call without extra words", async () => {
      expect(await read("extraAbiData", [0])).to.deep.equal([0n]);
      expect(await read("extraAbiData", [9])).to.deep.equal([0n]);
    });

    it("RAW_FAR_CALL passes a slice of the heap and fills the output", async () => {
      expect(await read("rawFarCall", [answer.address, 41])).to.deep.equal([1n, 41n, 42n]);
    });

    it("LOAD_LATEST_RETURNDATA_INTO_ACTIVE_PTR passes one call's returndata to the next", async () => {
      const [result] = await read("forwardReturndata", [answer.address, echo.address]);
      expect(result).to.equal(`0x${"7".padStart(64, "0")}${"8".padStart(64, "0")}`);
    });

    it("leave the returndata of the last real call unchanged", async () => {
      expect(await read("keepsReturndata", [answer.address])).to.deep.equal([64n, 64n]);
    });

    it("panic when a pointer is moved past 32 bits, shrunk below zero, or packed over its lower half", async () => {
      await expectPanic("overrun", [23, 1n << 32n]);
      await expectPanic("overrun", [24, 1_000]);
      await expectPanic("overrun", [25, 1]);
    });

    it("panic on a pointer that was never loaded", async () => {
      for (const number of [10, 23, 24, 25]) await expectPanic("unloaded", [number]);
    });

    for (const [name, number] of Object.entries(KERNEL_ONLY)) {
      it(`${name} panics in user code, and undoes what the frame did`, async () => {
        await expectPanic("kernelOnly", [number]);
        expect(await read("counter")).to.deep.equal([0n]);
      });
    }

    it("panic, too, beyond those that the libraries use", async () => {
      for (const number of [28, 30, 36, 39]) await expectPanic("kernelOnly", [number]);
    });

    it("end at 0xffd9: lower ones are plain addresses without code, whose calls fail while the frame continues", async () => {
      expect(await read("kernelOnly", [40])).to.deep.equal([0n]);
      expect(chain.world.isContract(SystemAddress.ContractDeployer)).to.equal(true);
    });
  });
}
