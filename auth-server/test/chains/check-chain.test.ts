import { expect } from "chai";
import { numberToHex } from "viem";
import { rejection } from "../../../sdk/test/helpers/rejection.ts";
import { chainTime } from "../../src/chains/check-chain.ts";
import { ExplainedError } from "../../src/words/problem.ts";
import { CHAIN } from "../fake-node.ts";
import { scriptedNode } from "../scripted-node.ts";

describe("The time on a chain", () => {
  let leave: () => void = () => undefined;
  afterEach(() => leave());

  const at = (timestamp: bigint): Promise<bigint> => {
    leave = scriptedNode(
      {},
      { eth_getBlockByNumber: () => ({ timestamp: numberToHex(timestamp), transactions: [] }) },
    );
    return chainTime(CHAIN);
  };

  it("is what its node says", async () => {
    expect(await at(1_796_000_000n)).to.equal(1_796_000_000n);
  });

  it("is none that no date has: the page could show neither when a session ends nor what is signed", async () => {
    const error = await rejection(at(2n ** 64n), ExplainedError);
    expect(error.problem.what).to.include("thousands of years away");
  });
});
