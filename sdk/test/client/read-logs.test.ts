import { expect } from "chai";
import { createClient, custom, HttpRequestError, hexToBigInt, type Hex } from "viem";
import { zksync } from "viem/chains";
import { readLogs } from "../../src/client/index.js";
import { rejection } from "../helpers/rejection.js";

const LATEST = 999n;

/** A node that answers a question for logs as told, each time that it is asked for a range. */
function nodeThat(answer: (blocks: bigint) => unknown) {
  const asked: bigint[] = [];
  const request = async ({ method, params }: { method: string; params?: unknown }): Promise<unknown> => {
    if (method === "eth_blockNumber") return `0x${LATEST.toString(16)}`;
    const [{ fromBlock, toBlock }] = params as [{ fromBlock: Hex; toBlock: Hex }];
    const blocks = hexToBigInt(toBlock) - hexToBigInt(fromBlock) + 1n;
    asked.push(blocks);
    return answer(blocks);
  };
  const transport = custom({ request }, { retryDelay: 1 });
  return { asked, client: createClient({ chain: zksync, transport }) };
}

describe("readLogs", () => {
  const busy = (details: string) =>
    new HttpRequestError({ url: "http://node.example", status: 429, details });

  it("asks for halves where the node finds a range too long", async () => {
    const { asked, client } = nodeThat((blocks) => {
      if (blocks > 500n) throw new Error("query exceeds max block range of 500");
      return [];
    });
    await readLogs(client, { topics: [] });
    expect(asked).to.deep.equal([1000n, 500n, 500n]);
  });

  it("asks once more, and for no less, where the node is only asked too often", async () => {
    for (const details of ["Too Many Requests", "rate limit exceeded", "limit of your plan exceeded"]) {
      let times = 0;
      const { asked, client } = nodeThat(() => {
        if (++times < 3) throw busy(details);
        return [];
      });
      await readLogs(client, { topics: [] });
      expect(asked, details).to.deep.equal([1000n, 1000n, 1000n]);
    }
  });

  it("says what the node says where that never ends", async () => {
    const { asked, client } = nodeThat(() => {
      throw busy("Too Many Requests");
    });
    const error = await rejection(readLogs(client, { topics: [] }), Error);
    expect(error.message).to.include("Too Many Requests");
    expect(new Set(asked)).to.deep.equal(new Set([1000n]));
    expect(asked.length).to.be.lessThan(10);
  });
});
