import { expect } from "chai";
import { encodeAbiParameters, encodeEventTopics, erc20Abi, hexToBigInt, numberToHex, padHex } from "viem";
import { rememberAccount } from "../../src/account/known-account.ts";
import { ETH_LEDGER } from "../../src/activity/activity.ts";
import { readActivity } from "../../src/activity/read-activity.ts";
import { fakeDatabase } from "../fake-database.ts";
import { CHAIN, fakeNode } from "../fake-node.ts";
import { fakeStorage } from "../fake-storage.ts";
import { SPENDER, TARGET } from "../session.ts";

const hashOf = (block: number) => padHex(numberToHex(block));

/** What the node logs of a little ETH that came to the account in a block, by the transaction at a place in it. */
const logOf = (block: number, place: number) => ({
  address: ETH_LEDGER,
  topics: encodeEventTopics({ abi: erc20Abi, eventName: "Transfer", args: { from: TARGET, to: SPENDER } }),
  data: encodeAbiParameters([{ type: "uint256" }], [5n]),
  blockNumber: numberToHex(block),
  blockHash: hashOf(block),
  transactionHash: hashOf(block * 1000 + place),
  transactionIndex: numberToHex(place),
  logIndex: "0x0",
  removed: false,
});

describe("What a device keeps of what an account did", () => {
  let leave: (() => void)[];
  /** The chain's latest block. */
  let latest: number;
  /** Blocks in which something came, as often as it did, as far as the node that is asked for logs knows. */
  let known: number[];
  /** The first block that it was asked about. */
  let first: bigint;
  /** How many transactions it was asked for. */
  let asked: number;

  beforeEach(() => {
    leave = [
      fakeStorage(),
      fakeDatabase(),
      fakeNode(({ method, params }) => {
        if (method === "eth_getBlockByNumber") {
          const block = params[0] === "latest" ? latest : Number(params[0]);
          return { number: numberToHex(block), hash: hashOf(block), timestamp: "0x10", transactions: [] };
        }
        if (method === "eth_getTransactionByHash") {
          asked++;
          return { from: TARGET, type: "0x71" };
        }
        if (method !== "eth_getLogs") return "0x1";
        const [{ topics, fromBlock, toBlock }] = params as [
          { topics: unknown[]; fromBlock: `0x${string}`; toBlock: `0x${string}` },
        ];
        const [from, to] = [hexToBigInt(fromBlock), hexToBigInt(toBlock)];
        if (from < first) first = from;
        const found = known.filter((block) => block >= from && block <= to);
        return topics[2] ? found.map((block, i) => logOf(block, i - found.indexOf(block))) : [];
      }),
    ];
    rememberAccount(CHAIN.id, { address: SPENDER, credentialId: "AAAA", publicKey: "AAAA" });
  });
  afterEach(() => {
    for (const each of leave) each();
  });

  /** Reads what happened, and returns in which blocks that was. */
  const blocks = async (wanted = 10): Promise<number[]> => {
    [first, asked] = [2n ** 64n, 0];
    const { entries } = await readActivity(CHAIN, SPENDER, wanted, () => undefined);
    return entries.map(({ block }) => Number(block));
  };

  it("lacks nothing that a node which was behind did not know of: the last blocks are asked for again", async () => {
    [latest, known] = [20_000, [100]];
    expect(await blocks()).to.deep.equal([100]);
    [latest, known] = [20_005, [100, 19_990, 20_003]];
    expect(await blocks()).to.deep.equal([20_003, 19_990, 100]);
    expect(first > 19_000n, "none but the last").to.equal(true);
    expect(await blocks(), "each once").to.deep.equal([20_003, 19_990, 100]);
  });

  it("is not lost in what somebody sends a thousand times: the node is asked about no more of it than a page could show", async () => {
    const range = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);
    latest = 20_000;
    known = [100, ...range(18_000, 1000)];
    expect(await blocks()).to.deep.equal(range(18_990, 10).reverse());
    expect(asked).to.be.at.most(100);
    // Nor of what is new since.
    latest = 22_000;
    known = [...known, ...range(20_500, 1000)];
    expect(await blocks()).to.deep.equal(range(21_490, 10).reverse());
    expect(asked).to.be.at.most(100);
    expect(await blocks(1500), "whoever wants to see all of it does").to.deep.equal(
      known.slice(-1500).reverse(),
    );
    expect(await blocks(3000)).to.deep.equal([...known].reverse());
  });

  it("lacks nothing of a block in which more came than the node is asked about at once", async () => {
    latest = 20_000;
    known = [...new Array<number>(60).fill(18_000), ...new Array<number>(30).fill(18_001)];
    expect(await blocks(90)).to.deep.equal([...known].reverse());
  });
});
