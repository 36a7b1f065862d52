import { expect } from "chai";
import { counterInterface, deployCounter } from "./deployment.ts";
import { useFreshNode } from "./fresh-node.ts";

const encode = (name: string, ...args: unknown[]): string => counterInterface.encodeFunctionData(name, args);

describe("The chain's clock", function () {
  this.timeout(30_000);
  const chain = useFreshNode();

  it("moves forward for the next block", async () => {
    expect(await chain().call("evm_increaseTime", 500)).to.equal(500);
    await chain().call("evm_mine");
    expect(await chain().latestTime()).to.equal(1501);
  });

  it("is set for the next block only, by number or hex string", async () => {
    expect(await chain().call("evm_setNextBlockTimestamp", "0x7d0")).to.equal(null);
    await chain().call("evm_mine");
    await chain().call("evm_mine");
    expect(await chain().latestTime()).to.equal(2001);
    expect(await chain().call("config_getCurrentTimestamp")).to.equal(2001);
  });

  it("forgets what was set for the next block when evm_increaseTime moves it", async () => {
    await chain().call("evm_setNextBlockTimestamp", 5000);
    await chain().call("evm_increaseTime", 100);
    await chain().call("evm_mine");
    expect(await chain().latestTime()).to.equal(1101);
  });

  it("is never moved beyond the last timestamp there is, in however many steps", async () => {
    const last = 8_640_000_000_000;
    expect(await chain().call("evm_increaseTime", last - 1000)).to.equal(last - 1000);
    const error = await chain().failure("evm_increaseTime", 1);
    expect(error.message).to.contain(
      `1 seconds after the last block, at ${last}, is too late: timestamps are at most ${last}`,
    );
  });

  it("does not go back by accident", async () => {
    const error = await chain().failure("evm_setNextBlockTimestamp", 1000);
    expect(error.code).to.equal(-32603);
    expect(error.message).to.contain(
      "[anvil_zksync-node-20] Failed to force the next timestamp to value 1000.",
    );
  });

  it("does not stand still: an interval of no seconds between blocks is refused", async () => {
    const error = await chain().failure("anvil_setBlockTimestampInterval", 0);
    expect(error).to.deep.equal({
      code: -32602,
      message: "Invalid params: seconds must be at least 1: no two blocks have the same timestamp",
    });
    expect(await chain().call("anvil_setBlockTimestampInterval", 1)).to.equal(null);
  });

  it("goes back when it is set, and returns by how much", async () => {
    expect(await chain().call("evm_setTime", 600)).to.equal(-400);
    await chain().call("evm_mine");
    expect(await chain().latestTime()).to.equal(601);
  });

  it("is what contracts see, in calls too", async () => {
    const counter = await deployCounter(chain().wallet);
    await chain().call("evm_increaseTime", 1000);
    const seen = await chain().call<string>("eth_call", { to: counter, data: encode("time") });
    const [number, time] = counterInterface.decodeFunctionResult("time", seen);
    expect([Number(number), Number(time)]).to.deep.equal([
      (await chain().height()) + 1,
      (await chain().latestTime()) + 1001,
    ]);
  });
});
