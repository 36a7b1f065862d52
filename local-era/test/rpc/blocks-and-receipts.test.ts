import { expect } from "chai";
import { Interface, keccak256, Transaction } from "ethers";
import { utils } from "zksync-ethers";
import type { Wallet } from "zksync-ethers";
import { DEFAULT_ACCOUNTS } from "../../src/cli/dev-accounts.ts";
import { counterInterface, deployCounter, walletOn } from "./deployment.ts";
import { RunningNode } from "./running-node.ts";

const { address: RICH, privateKey } = DEFAULT_ACCOUNTS[0]!;
const RECIPIENT = "0x00000000000000000000000000000000deadbeef";
const ZERO_HASH = `0x${"00".repeat(32)}`;

interface WireBlock {
  readonly number: string;
  readonly hash: string;
  readonly parentHash: string;
  readonly l1BatchNumber: string;
  readonly timestamp: string;
  readonly logsBloom: string;
  readonly transactions: unknown[];
}
interface WireFrame {
  readonly from: string;
  readonly to: string;
  readonly calls: readonly WireFrame[];
}
interface WireReceipt {
  readonly blockHash: string;
  readonly logsBloom: string;
  readonly logs: Record<string, unknown>[];
  readonly l2ToL1Logs: Record<string, unknown>[];
}

describe("Blocks and receipts", function () {
  this.timeout(30_000);
  let node: RunningNode;
  let wallet: Wallet;

  before(async () => {
    node = await RunningNode.start();
    wallet = walletOn(node, privateKey);
  });

  after(() => node.stop());

  beforeEach(() => node.call("anvil_reset"));

  const block = (number: string, full = false): Promise<WireBlock> =>
    node.call<WireBlock>("eth_getBlockByNumber", number, full);

  async function send(fields: object = {}): Promise<string> {
    return (await wallet.sendTransaction({ to: RECIPIENT, value: 1n, ...fields })).hash;
  }

  it("begin with block 0 at timestamp 1000", async () => {
    expect(await block("earliest")).to.deep.include({
      number: "0x0",
      timestamp: "0x3e8",
      l1BatchNumber: "0x0",
      parentHash: ZERO_HASH,
      gasUsed: "0x0",
      baseFeePerGas: "0x2b275d0",
      gasLimit: "0x4000000000000",
      miner: `0x${"00".repeat(20)}`,
      difficulty: "0x0",
      nonce: "0x0000000000000000",
      transactions: [],
      uncles: [],
      sealFields: [],
    });
  });

  it("come in pairs: a block with the transaction and an empty one in the same batch", async () => {
    const hash = await send();
    const [first, second] = [await block("0x1"), await block("latest")];
    expect(first).to.deep.include({ transactions: [hash], timestamp: "0x3e9", l1BatchNumber: "0x1" });
    expect(second).to.deep.include({
      number: "0x2",
      transactions: [],
      timestamp: "0x3ea",
      l1BatchNumber: "0x1",
    });
    expect(second.parentHash).to.equal(first.hash);
    expect(await node.call("eth_getBlockByHash", first.hash, false)).to.deep.equal(first);
  });

  it("are null when they do not exist", async () => {
    expect(await block("0x64")).to.equal(null);
    expect(await node.call("eth_getBlockByHash", ZERO_HASH, true)).to.equal(null);
    expect(await node.call("eth_getTransactionByHash", ZERO_HASH)).to.equal(null);
    expect(await node.call("eth_getTransactionReceipt", ZERO_HASH)).to.equal(null);
    expect(await node.call("eth_getBlockTransactionCountByNumber", "0x64")).to.equal(null);
  });

  it("contain the transaction with its actual fields", async () => {
    const hash = await send({ type: 0, gasPrice: 50_000_000n });
    const transaction = await node.call<Record<string, string>>("eth_getTransactionByHash", hash);
    expect((await block("0x1", true)).transactions).to.deep.equal([transaction]);
    expect(await node.call("eth_getTransactionByBlockNumberAndIndex", "0x1", "0x0")).to.deep.equal(
      transaction,
    );
    expect(transaction).to.include({
      from: RICH,
      to: RECIPIENT,
      value: "0x1",
      type: "0x0",
      gasPrice: "0x2faf080",
    });
    const { gas, nonce, r, s, v } = transaction;
    const signed = Transaction.from({
      type: 0,
      chainId: 260,
      to: RECIPIENT,
      value: 1,
      gasPrice: 50_000_000,
      nonce: Number(nonce),
      gasLimit: gas!,
      signature: { r: r!, s: s!, v: v! },
    });
    expect(signed.hash).to.equal(hash);
    expect(signed.from?.toLowerCase()).to.equal(RICH);
  });

  it("have a bloom filter of the addresses and topics in the block's logs, and none in receipts", async () => {
    const { hash } = await wallet.sendTransaction({ to: RECIPIENT, value: 1n });
    const { blockHash, logs, logsBloom } = await node.call<WireReceipt>("eth_getTransactionReceipt", hash);
    const filter = BigInt((await node.call<WireBlock>("eth_getBlockByHash", blockHash, false)).logsBloom);
    const items = logs.flatMap(({ address, topics }) => [address, ...(topics as string[])]) as string[];
    const bits = items.flatMap((item) =>
      [2, 6, 10].map((at) => BigInt(`0x${keccak256(item).slice(at, at + 4)}`) % 2048n),
    );
    expect(bits).to.not.be.empty;
    expect(filter).to.equal(bits.reduce((set, bit) => set | (1n << bit), 0n));
    expect(BigInt(String(logsBloom))).to.equal(0n);
    expect(BigInt((await block("latest")).logsBloom)).to.equal(0n);
  });

  it("number messages to L1 within the block, and logs within their transaction", async () => {
    await node.call("evm_setAutomine", false);
    const data = new Interface(["function sendToL1(bytes)"]).encodeFunctionData("sendToL1", ["0xabcd"]);
    const fields = { to: utils.L1_MESSENGER_ADDRESS, data, value: 0n, gasLimit: 5_000_000n };
    const hashes = [await send(fields), await send(fields)];
    await node.call("evm_mine");
    await node.call("evm_setAutomine", true);
    const receipts = await Promise.all(
      hashes.map((hash) => node.call<WireReceipt>("eth_getTransactionReceipt", hash)),
    );
    const messages = receipts.flatMap(({ l2ToL1Logs }) => l2ToL1Logs);
    expect(
      messages.map(({ logIndex, transactionLogIndex }) => [logIndex, transactionLogIndex]),
    ).to.deep.equal([
      ["0x0", "0x0"],
      ["0x1", "0x0"],
    ]);
    expect(receipts.map(({ logs }) => logs[0]!.logIndex)).to.deep.equal(["0x0", "0x0"]);
  });

  it("have receipts as anvil-zksync shapes them", async () => {
    const counter = await deployCounter(wallet);
    const data = counterInterface.encodeFunctionData("add", [3n]);
    const hash = await send({ to: counter, value: 0n, data, type: 113 });
    const { number, hash: blockHash, l1BatchNumber, timestamp } = await block("0x3");
    const receipt = await node.call<WireReceipt>("eth_getTransactionReceipt", hash);
    expect(receipt).to.deep.include({
      transactionHash: hash,
      transactionIndex: "0x0",
      blockHash,
      blockNumber: number,
      l1BatchNumber,
      l1BatchTxIndex: "0x0",
      from: RICH,
      to: counter,
      cumulativeGasUsed: "0x0",
      contractAddress: null,
      status: "0x1",
      type: "0x71",
      effectiveGasPrice: "0x2b275d0",
      l2ToL1Logs: [],
    });
    expect(receipt).not.to.have.property("root");
    const index = receipt.logs.findIndex(({ address }) => address === counter);
    const place = `0x${index.toString(16)}`;
    expect(receipt.logs[index]).to.deep.equal({
      address: counter,
      ...counterInterface.encodeEventLog("Counted", [RICH, 8n]),
      blockHash,
      blockNumber: number,
      l1BatchNumber,
      blockTimestamp: timestamp,
      transactionHash: hash,
      transactionIndex: "0x0",
      logIndex: place,
      transactionLogIndex: place,
      logType: null,
      removed: false,
    });
  });

  it("name the last contract that a transaction deployed", async () => {
    const counter = await deployCounter(wallet);
    const { transactions } = await block("0x1");
    const receipt = await node.call("eth_getTransactionReceipt", transactions[0]);
    expect(receipt).to.include({ contractAddress: counter, to: utils.CONTRACT_DEPLOYER_ADDRESS });
  });

  it("let state be read as it was at any block", async () => {
    await send({ value: 5n });
    await send({ value: 6n });
    const at = (number: string) => node.call("eth_getBalance", RECIPIENT, number);
    expect([
      await at("0x0"),
      await at("0x1"),
      await at("0x2"),
      await at("0x3"),
      await at("latest"),
    ]).to.deep.equal(["0x0", "0x5", "0x5", "0xb", "0xb"]);
    expect(await node.call("eth_getTransactionCount", RICH, "0x1")).to.equal("0x1");
    const { hash } = await block("0x1");
    expect(await node.call("eth_getBalance", RECIPIENT, { blockHash: hash })).to.equal("0x5");
  });

  it("can be read by every tag", async () => {
    await send();
    const latest = await block("latest");
    expect([latest.number, await node.call("eth_blockNumber")]).to.deep.equal(["0x2", "0x2"]);
    for (const tag of ["pending", "safe", "finalized", "committed", "l1_committed"]) {
      expect(await block(tag)).to.deep.equal(latest);
      expect(await node.call("eth_getBalance", RECIPIENT, tag)).to.equal("0x1");
    }
    expect((await block("earliest")).number).to.equal("0x0");
    expect(await node.call("eth_getBalance", RECIPIENT, "earliest")).to.equal("0x0");
  });

  it("let calls run as if after them: on their state, at the next block's number and timestamp", async () => {
    const counter = await deployCounter(wallet);
    const add = async () => {
      const data = counterInterface.encodeFunctionData("add", [1n]);
      await (await wallet.sendTransaction({ to: counter, data, gasLimit: 500_000n })).wait();
      return Number(await node.call<string>("eth_blockNumber"));
    };
    const [first, second] = [await add(), await add()];
    const read = async (name: string, at?: string) => {
      const data = counterInterface.encodeFunctionData(name);
      const answer = await node.call<string>("eth_call", { to: counter, data }, at);
      return counterInterface.decodeFunctionResult(name, answer).map(Number);
    };
    const before = await node.call("anvil_dumpState");
    expect(await read("count", `0x${first.toString(16)}`)).to.deep.equal([6]);
    expect(await read("count", `0x${(first - 2).toString(16)}`)).to.deep.equal([5]);
    expect(await read("count", `0x${second.toString(16)}`)).to.deep.equal([7]);
    expect(await read("count")).to.deep.equal([7]);
    const next = await block(`0x${(first + 1).toString(16)}`);
    expect(await read("time", `0x${first.toString(16)}`)).to.deep.equal([first + 1, Number(next.timestamp)]);
    expect(await read("time")).to.deep.equal([second + 1, Number((await block("latest")).timestamp) + 1]);
    expect(await node.call("eth_call", { to: counter, data: "0x06661abd" }, "earliest")).to.equal("0x");
    expect((await node.failure("eth_call", { to: counter }, "0xffff")).code).to.equal(-32602);
    const failing = { to: counter, data: counterInterface.encodeFunctionData("add", [0n]) };
    expect((await node.failure("eth_call", failing, `0x${first.toString(16)}`)).code).to.equal(3);
    expect(await node.call("anvil_dumpState")).to.equal(before);
  });

  it("report that a block's state is too old to be read", async () => {
    await send();
    await node.call("hardhat_mine", "0xc8");
    expect(await node.call("eth_getBalance", RECIPIENT, "0x64")).to.equal("0x1");
    const error = await node.failure("eth_getBalance", RECIPIENT, "0x1");
    expect(error).to.deep.equal({
      code: -32603,
      message: "the state of block 1 is not kept any more: only the last 128 blocks can be read",
    });
    expect(await node.failure("eth_call", { to: RECIPIENT }, "0x1")).to.deep.equal(error);
  });

  it("have a fee history without tips", async () => {
    await send();
    const history = await node.call("eth_feeHistory", "0x2", "latest", [50]);
    expect(history).to.deep.include({ oldestBlock: "0x1", baseFeePerGas: Array(3).fill("0x2b275d0") });
    expect(history).to.deep.include({ reward: [["0x0"], ["0x0"]] });
  });

  it("have transactions whose trace reaches down to the contract's call", async () => {
    const counter = await deployCounter(wallet);
    const data = counterInterface.encodeFunctionData("add", [0n]);
    const hash = await send({ to: counter, value: 0n, data, gasLimit: 1_000_000n });
    const trace = await node.call<{ calls: { calls: unknown[] }[] }>("debug_traceTransaction", hash);
    expect(trace).to.include({ type: "call", from: RICH, to: counter, error: "execution reverted" });
    expect(trace).to.include({ revertReason: "nothing to add" });
    expect(JSON.stringify(trace.calls))
      .to.contain(`"to":"${counter}","gas"`)
      .and.to.contain("nothing to add");
    const top = await node.call("debug_traceTransaction", hash, { tracerConfig: { onlyTopCall: true } });
    expect(top).to.deep.include({ calls: [], input: data });
    const call = await node.call<WireFrame>("debug_traceCall", {
      to: counter,
      data: counterInterface.encodeFunctionData("count"),
    });
    expect(call).to.include({ to: counter, output: `0x${"5".padStart(64, "0")}`, error: null });
    const [{ from, to, calls } = expect.fail("no call"), ...others] = call.calls!;
    expect([from, to, others]).to.deep.equal([
      `0x${"8001".padStart(40, "0")}`,
      `0x${"8009".padStart(40, "0")}`,
      [],
    ]);
    expect(calls).to.deep.equal([{ ...call, calls: [] }]);
    const request = { to: counter, data: counterInterface.encodeFunctionData("add", [2n]) };
    const options = { tracer: "prestateTracer", tracerConfig: { diffMode: true } };
    const word = (value: number) => `0x${String(value).padStart(64, "0")}`;
    expect(await node.call("debug_traceCall", request, "latest", options)).to.deep.equal({
      pre: { [counter]: { storage: { [word(0)]: word(5) } } },
      post: { [counter]: { storage: { [word(0)]: word(7) } } },
    });
  });
});
