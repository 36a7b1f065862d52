import { toHex } from "../../src/primitives/hex.ts";
import { compile } from "../helpers/compile.ts";

const SOURCE = `
// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

contract Counter {
    event Counted(address indexed by, uint256 count);
    error TooMany(uint256 asked, uint256 allowed);

    uint256 public count;
    address public origin;

    constructor(uint256 start) payable { count = start; }
    receive() external payable {}

    function add(uint256 n) external returns (uint256) {
        if (n > 100) revert TooMany(n, 100);
        require(n > 0, "nothing to add");
        count += n;
        origin = tx.origin;
        emit Counted(msg.sender, count);
        return count;
    }
    function time() external view returns (uint256, uint256) { return (block.number, block.timestamp); }
    function endless() external { while (true) count++; }
}
contract Factory {
    address public last;
    function make(uint256 start) external { last = address(new Counter(start)); }
}`;

/** Is a contract as clients deploy it. */
export interface Artifact {
  /** The ABI as JSON. */
  readonly abi: string;
  readonly bytecode: `0x${string}`;
}

/** Compiles Counter(uint256 start) and Factory once. */
export function artifact(name: "Counter" | "Factory"): Artifact {
  const { abi, bytecode } = compile(SOURCE).get(name)!;
  return { abi: JSON.stringify(abi), bytecode: toHex(bytecode) };
}
