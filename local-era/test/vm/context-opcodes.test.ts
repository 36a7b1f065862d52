import { expect } from "chai";
import { SystemAddress } from "../../src/primitives/system-addresses.ts";
import { compile } from "../helpers/compile.ts";
import { BASE_FEE, LocalChain, SENDER } from "../helpers/local-chain.ts";

const SOURCE = `
pragma solidity ^0.8.24;
contract Context {
    function all() external view returns (uint256, uint256, uint256, uint256, uint256, address, address, uint256, bytes32, bool) {
        return (block.chainid, block.number, block.timestamp, block.basefee, block.gaslimit, block.coinbase, tx.origin,
            block.prevrandao, blockhash(block.number - 1), gasleft() < type(uint32).max);
    }
}`;

describe("The context opcodes", () => {
  it("return the chain's own values", async () => {
    const chain = new LocalChain();
    const contract = await chain.deploy(compile(SOURCE).get("Context")!);
    const values = await chain.read(contract, "all");
    expect(values.map((value) => (typeof value === "string" ? value.toLowerCase() : value))).to.deep.equal([
      260n,
      1n,
      1_000n,
      BASE_FEE,
      1n << 50n,
      SystemAddress.Bootloader,
      SENDER,
      2_500_000_000_000_000n,
      `0x${1_000n.toString(16).padStart(64, "0")}`,
      true,
    ]);
  });
});
