import { expect } from "chai";
import { keccak256 } from "ethers";
import * as fc from "fast-check";
import { methods } from "../../src/rpc/methods.ts";
import { RunningNode } from "./running-node.ts";

const ACCOUNT = `0x${"ab".repeat(20)}`;

describe("JSON-RPC parameters", function () {
  this.timeout(30_000);
  let node: RunningNode;

  before(async () => {
    node = await RunningNode.start();
  });

  after(() => node.stop());

  const refused: [method: string, params: unknown[], message: string][] = [
    ["eth_getBalance", [], "address must be a 20-byte address"],
    ["eth_getBalance", ["0x12"], 'address must be a 20-byte address ("0x" and 40 hex digits), got "0x12"'],
    ["eth_getBalance", [ACCOUNT, "newest"], 'block must be a block number or tag, got "newest"'],
    ["eth_getBalance", [ACCOUNT, "0x99"], "Block with such an ID doesn't exist yet"],
    [
      "eth_getBalance",
      [ACCOUNT, { blockNumber: "0x0", blockHash: `0x${"11".repeat(32)}` }],
      "EIP-1898 allows one of them",
    ],
    ["eth_getStorageAt", [ACCOUNT, "slot"], "slot must be an unsigned integer"],
    ["eth_getBlockByNumber", ["latest", "yes"], "full transactions must be true or false"],
    ["eth_getBlockByHash", ["0x12"], "block hash must be a 32-byte hash"],
    ["eth_getTransactionReceipt", [7], "transaction hash must be a 32-byte hash"],
    ["eth_sendRawTransaction", ["0x123"], "raw transaction must be bytes"],
    ["eth_call", [], "transaction must be an object"],
    ["eth_call", [{ to: "nowhere" }], "transaction.to must be a 20-byte address"],
    ["eth_call", [{ to: ACCOUNT, value: -1 }], "transaction.value must be an unsigned integer"],
    ["eth_call", [{ to: ACCOUNT, data: "0x1" }], "transaction.data must be bytes"],
    [
      "eth_call",
      [{ to: ACCOUNT, eip712Meta: { factoryDeps: "all" } }],
      "transaction.eip712Meta.factoryDeps must be an array",
    ],
    [
      "eth_call",
      [{ to: ACCOUNT, eip712Meta: { customSignature: [256] } }],
      "transaction.eip712Meta.customSignature must be bytes",
    ],
    [
      "eth_call",
      [{ to: ACCOUNT, eip712Meta: { paymasterParams: {} } }],
      "transaction.eip712Meta.paymasterParams.paymaster must be a 20-byte address",
    ],
    [
      "eth_call",
      [{ to: ACCOUNT }, "latest", { [ACCOUNT]: { nonsense: "0x00" } }],
      ".nonsense is not supported",
    ],
    ["eth_call", [{ to: ACCOUNT }, "latest", { [ACCOUNT]: { code: "0x00" } }], "not divisible by 32"],
    ["eth_call", [{ to: ACCOUNT }, "latest", { [ACCOUNT]: { state: {}, stateDiff: {} } }], "has both state"],
    [
      "debug_traceCall",
      [{ to: ACCOUNT }, "latest", { blockOverrides: {} }],
      "blockOverrides are not supported",
    ],
    [
      "debug_traceCall",
      [{ to: ACCOUNT }, "latest", { tracerConfig: { withLog: true } }],
      "withLog is not supported",
    ],
    ["anvil_setChainId", ["0x20000000000000"], "chain id must be at most 9007199254740991"],
    ["eth_getLogs", [{ topics: Array(5).fill(null) }], "More than four topics in filter"],
    [
      "eth_getLogs",
      [{ blockHash: `0x${"11".repeat(32)}`, fromBlock: "0x0" }],
      "invalid filter: if blockHash is supplied",
    ],
    ["eth_getLogs", [{ address: ["0x1"] }], "filter.address must be a 20-byte address"],
    ["eth_feeHistory", ["many", "latest"], "block count must be an unsigned integer"],
    ["evm_increaseTime", ["soon"], "seconds must be an unsigned integer"],
    ["evm_increaseTime", [1e15], "seconds is too large"],
    ["evm_mine", [`0x${"f".repeat(64)}`], "timestamp is too large: at most 8640000000000"],
    ["anvil_mine", ["0x2", `0x${"f".repeat(34)}`], "timestamps are at most 8640000000000"],
    ["hardhat_mine", ["0xf4240", "0x83d600"], "timestamps are at most 8640000000000"],
    ["hardhat_mine", ["0xffffffff"], "at most 1000000 blocks are mined at once"],
    ["anvil_mine", ["0x3", "0x0"], "interval must be at least 1 second"],
    ["evm_setIntervalMining", [2_147_484], "interval must be at most 2147483 seconds"],
    ["hardhat_setBalance", [ACCOUNT, "lots"], "balance must be an unsigned integer"],
    ["hardhat_setNonce", [ACCOUNT, `0x1${"0".repeat(32)}`], "nonce must be below 2^128"],
    ["hardhat_reset", [{ forking: { jsonRpcUrl: "http://x" } }], "forking is not supported by local-era"],
    [
      "debug_traceCall",
      [{ to: ACCOUNT }, "latest", { tracer: "4byteTracer" }],
      'tracer must be "callTracer"',
    ],
    [
      "debug_traceCall",
      [{ to: ACCOUNT }, "latest", { tracer: "prestateTracer" }],
      "only exists with tracerConfig.diffMode",
    ],
  ];
  for (const [method, params, message] of refused) {
    it(`of ${method} ${JSON.stringify(params).slice(0, 60)} are refused by name`, async () => {
      const error = await node.failure(method, ...params);
      expect(error.code).to.equal(-32602);
      expect(error.message).to.contain(message);
    });
  }

  it("may be bytes as long as a request", async () => {
    const bytes = `0x${"ab".repeat(5_000_000)}`;
    expect(await node.call("web3_sha3", bytes)).to.equal(keccak256(bytes));
  });

  it("of any kind leave the node working", async () => {
    const value = fc.oneof(
      fc.constantFrom<unknown>(ACCOUNT, "0x", "latest", null, true, {}, [], 0, `0x${"11".repeat(32)}`),
      fc.jsonValue({ maxDepth: 2 }),
    );
    // Mining a random number of blocks would only take time.
    const names = Object.keys(methods).filter((name) => !name.endsWith("_mine"));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.array(value, { maxLength: 3 }),
        async (method, params) => {
          const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
          const answer = (await (await node.post(body)).json()) as { error?: { code: number } };
          if (answer.error !== undefined) expect(answer.error.code).to.be.oneOf([3, -32602, -32603]);
        },
      ),
      { numRuns: 400 },
    );
    await node.call("evm_setAutomine", true);
    expect(await node.call("anvil_reset")).to.equal(true);
    expect(await node.call("eth_blockNumber")).to.equal("0x0");
  });
});
