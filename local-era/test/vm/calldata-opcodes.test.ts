import { expect } from "chai";
import fc from "fast-check";
import { compile } from "../helpers/compile.ts";
import { LocalChain } from "../helpers/local-chain.ts";
import type { Deployed } from "../helpers/local-chain.ts";

const SOURCE = `
pragma solidity ^0.8.24;
contract Reader {
    function load(uint256 offset) external pure returns (uint256 word) { assembly { word := calldataload(offset) } }
    function copy(uint256 offset, uint256 length) external pure returns (uint256 word) {
        assembly { calldatacopy(0, offset, length) word := mload(0) }
    }
    function touch(uint256 offset) external pure returns (uint256 word) { assembly { word := mload(offset) } }
    function survive(uint256 offset) external view returns (bool ok, uint256 length, uint256 spent) {
        uint256 before = gasleft();
        bytes memory answer;
        (ok, answer) = address(this).staticcall{gas: 1_000_000}(abi.encodeCall(this.load, (offset)));
        (length, spent) = (answer.length, before - gasleft());
    }
}`;
const LAST = 2n ** 32n - 33n;

describe("Calldata", () => {
  let chain: LocalChain;
  let reader: Deployed;

  before(async function () {
    this.timeout(30_000);
    chain = new LocalChain();
    reader = await chain.deploy(compile(SOURCE).get("Reader")!);
  });

  it("reads as its bytes from any offset, followed by zeros", async () => {
    for (let offset = 0; offset <= 37; offset++) {
      const calldata = reader.abi.encodeFunctionData("load", [offset]).slice(2);
      const word = `0x${calldata
        .slice(offset * 2)
        .padEnd(64, "0")
        .slice(0, 64)}`;
      expect(await chain.read(reader, "load", [offset]), `${offset}`).to.deep.equal([BigInt(word)]);
    }
  });

  it("reads as zeros past its end, as far as a pointer of EraVM reaches", async () => {
    for (const offset of [100n, 1_000n, LAST]) {
      expect(await chain.read(reader, "load", [offset])).to.deep.equal([0n]);
      expect(await chain.read(reader, "copy", [offset, 32])).to.deep.equal([0n]);
    }
  });

  const tooFar = fc.oneof(
    fc.bigInt({ min: LAST + 1n, max: LAST + 100n }),
    fc.bigInt({ min: LAST + 1n, max: 2n ** 256n - 1n }),
    fc.constantFrom(2n ** 32n, 2n ** 64n, 2n ** 255n),
  );

  it("panics the frame that reads it beyond that: its gas is lost, nothing is returned", () =>
    fc.assert(
      fc.asyncProperty(tooFar, fc.nat(64), async (offset, length) => {
        for (const [name, args] of [
          ["load", [offset]],
          ["copy", [offset, length]],
        ] as const) {
          const { success, returnData, gasUsed } = await chain.call(reader, name, [...args]);
          expect([success, returnData.length, gasUsed]).to.deep.equal([false, 0, 80_000_000n]);
        }
      }),
      { numRuns: 30 },
    ));

  it("costs a caller no more than the gas it passed", async () => {
    const [ok, length, spent] = (await chain.read(reader, "survive", [2n ** 64n])) as [
      boolean,
      bigint,
      bigint,
    ];
    expect([ok, length]).to.deep.equal([false, 0n]);
    expect(Number(spent)).to.be.within(1_000_000, 1_010_000);
  });

  it("reaches as far as memory, which also ends at 2^32", async () => {
    for (const offset of [2n ** 32n, 2n ** 64n, 2n ** 255n]) {
      const { success, returnData, gasUsed } = await chain.call(reader, "touch", [offset]);
      expect([success, returnData.length, gasUsed]).to.deep.equal([false, 0, 80_000_000n]);
    }
  });
});
