import { expect } from "chai";
import { compile } from "../helpers/compile.ts";
import { LocalChain } from "../helpers/local-chain.ts";
import type { Deployed } from "../helpers/local-chain.ts";

const SOURCE = `
pragma solidity ^0.8.24;
contract Slot {
    uint256 public kept = 1;
    function set(uint256 value) external { kept = value; }
    function clearAskAndSet(Slot other) external { kept = 0; other.kept(); kept = 2; }
    function clearFailAndSet(Slot other) external {
        kept = 0;
        try other.fail() {} catch {}
        kept = 3;
    }
    function fail() external pure { revert(); }
}
contract Setter {
    function clearAndSet(Slot slot) external { slot.set(0); slot.set(4); slot.set(1); slot.set(0); slot.set(5); }
}`;

/** The EVM revokes the refund for clearing a slot when the slot is set again, wherever that happens. */
describe("Storage cleared in the same transaction", () => {
  let chain: LocalChain;
  let slot: Deployed;
  let other: Deployed;
  let setter: Deployed;

  beforeEach(async () => {
    chain = new LocalChain();
    const contracts = compile(SOURCE);
    [slot, other, setter] = [
      await chain.deploy(contracts.get("Slot")!),
      await chain.deploy(contracts.get("Slot")!),
      await chain.deploy(contracts.get("Setter")!),
    ];
  });

  const kept = async () => (await chain.read(slot, "kept"))[0] as bigint;

  it("can be set again by another call of the contract", async () => {
    await chain.transact(setter, "clearAndSet", [slot.address]);
    expect(await kept()).to.equal(5n);
  });

  it("can be set again after the contract has called another, whether that failed or not", async () => {
    await chain.transact(slot, "clearAskAndSet", [other.address]);
    expect(await kept()).to.equal(2n);
    await chain.transact(slot, "clearFailAndSet", [other.address]);
    expect(await kept()).to.equal(3n);
  });
});
