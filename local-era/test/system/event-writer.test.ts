import { expect } from "chai";
import { compile } from "../helpers/compile.ts";
import { LocalChain } from "../helpers/local-chain.ts";
import { toHex } from "../../src/primitives/hex.ts";

/**
 * Makes the system call that zksolc generates for Solidity's `emit`: words and data, with the number of words in the
 * first register.
 */
const SOURCE = `
pragma solidity ^0.8.24;
import {SystemContractsCaller} from "@matterlabs/zksync-contracts/contracts/system-contracts/libraries/SystemContractsCaller.sol";

contract Emitter {
    function write(uint256 topics, bytes calldata data) external returns (bool ok) {
        bytes memory copy = data;
        uint256 start;
        assembly { start := add(copy, 0x20) }
        uint256 abiWord = (gasleft() & 0xffffffff) << 192 | copy.length << 96 | start << 64 | 1 << 248;
        assembly { ok := call(0x800d, 0xfff5, topics, 0, abiWord, 0, 0) }
    }
}`;

describe("EventWriter", () => {
  const word = (byte: string) => byte.repeat(32);
  let chain: LocalChain;

  beforeEach(() => {
    chain = new LocalChain();
  });

  for (const topics of [0, 1, 4]) {
    it(`emits an event with ${topics} topics on the caller's behalf`, async () => {
      const emitter = await chain.deploy(compile(SOURCE).get("Emitter")!);
      const words = ["a1", "a2", "a3", "a4"].slice(0, topics).map(word);
      const { logs } = await chain.transact(emitter, "write", [topics, `0x${words.join("")}c0ffee`]);
      expect(logs.map((log) => ({ ...log, data: toHex(log.data) }))).to.deep.equal([
        { address: emitter.address, topics: words.map((topic) => `0x${topic}`), data: "0xc0ffee" },
      ]);
    });
  }

  for (const [what, topics, data] of [
    ["more than four topics", 5, `0x${word("a1").repeat(5)}`],
    ["fewer words than topics", 2, `0x${word("a1")}`],
  ] as const) {
    it(`fails with ${what}, and emits nothing`, async () => {
      const emitter = await chain.deploy(compile(SOURCE).get("Emitter")!);
      expect(await chain.read(emitter, "write", [topics, data])).to.deep.equal([false]);
      expect((await chain.transact(emitter, "write", [topics, data])).logs).to.deep.equal([]);
    });
  }
});
