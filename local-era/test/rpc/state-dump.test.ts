import { gunzipSync } from "node:zlib";
import { expect } from "chai";
import * as fc from "fast-check";
import { DEFAULT_ACCOUNTS } from "../../src/cli/dev-accounts.ts";
import { fromHex, toHex } from "../../src/primitives/hex.ts";
import { counterInterface, deployCounter, walletOn } from "./deployment.ts";
import { RunningNode } from "./running-node.ts";

const { address: RICH, privateKey } = DEFAULT_ACCOUNTS[0]!;
const ACCOUNT = `0x${"ab".repeat(20)}`;

type Dump = Record<string, never> & {
  world: { storage: Record<string, Record<string, string>>; runtimes: string[]; bytecodes: string[] };
  blocks: { number: string }[];
};

const unpack = (dump: string): Dump => JSON.parse(gunzipSync(fromHex(dump)).toString());
const pack = (dump: object): string => toHex(new TextEncoder().encode(JSON.stringify(dump)));

describe("State dump", function () {
  this.timeout(60_000);
  let node: RunningNode;
  let counter: string;
  let hash: string;
  let dump: string;

  before(async () => {
    node = await RunningNode.start();
    const wallet = walletOn(node, privateKey);
    counter = await deployCounter(wallet, 5n);
    const data = counterInterface.encodeFunctionData("add", [3n]);
    ({ hash } = await wallet.sendTransaction({ to: counter, data, gasLimit: 500_000n }));
    await node.call("evm_increaseTime", 1000);
    await node.call("anvil_setNextBlockBaseFeePerGas", "0x5f5e100");
    await node.call("evm_setNextBlockTimestamp", 9000);
    dump = await node.call<string>("anvil_dumpState");
  });

  after(() => node.stop());

  const answers = async (of: RunningNode): Promise<unknown[]> => [
    await of.call("eth_getTransactionReceipt", hash),
    await of.call("eth_getTransactionByHash", hash),
    await of.call("eth_getBlockByNumber", "latest", true),
    await of.call("eth_getLogs", { address: counter }),
    await of.call("eth_getBalance", RICH),
    await of.call("eth_getCode", counter),
    await of.call("eth_call", { to: counter, data: counterInterface.encodeFunctionData("count") }),
    await of.call("config_getCurrentTimestamp"),
    await of.call("eth_gasPrice"),
    await of.call("debug_getRawTransaction", hash),
  ];

  it("restores the same chain in a new process, under both method names", async () => {
    await RunningNode.with([], async (other) => {
      expect(await other.call("hardhat_loadState", dump)).to.equal(true);
      expect(await answers(other)).to.deep.equal(await answers(node));
      expect(await other.call("hardhat_dumpState")).to.equal(dump);
    });
  });

  it("lets the chain continue as the first one would have", () =>
    RunningNode.with([], async (other) => {
      await other.call("anvil_loadState", dump);
      const data = counterInterface.encodeFunctionData("add", [1n]);
      const sent = await walletOn(other, privateKey).sendTransaction({
        to: counter,
        data,
        gasLimit: 500_000n,
      });
      const receipt = await sent.wait();
      expect(receipt.status).to.equal(1);
      expect(receipt.logs[0]!.blockNumber).to.equal(5);
      const block = await other.call<{ timestamp: string }>("eth_getBlockByNumber", "0x5");
      expect(BigInt(block.timestamp)).to.equal(9000n);
      expect(await deployCounter(walletOn(other, privateKey), 1n)).to.not.equal(counter);
    }));

  it("reports that it contains neither the states of past blocks nor old traces", () =>
    RunningNode.with([], async (other) => {
      await other.call("anvil_loadState", dump);
      const lost =
        "the state of block 1 is not known: the chain was loaded, and of the blocks up to 4 a dump has the last one's state alone";
      expect((await other.failure("eth_getBalance", RICH, "0x1")).message).to.equal(lost);
      expect((await other.failure("eth_call", { to: RICH }, "0x1")).message).to.equal(lost);
      expect((await other.failure("debug_traceTransaction", hash)).message).to.contain(
        `the trace of transaction ${hash} is not kept`,
      );
      expect(await other.call("eth_getBalance", RICH, "0x4")).to.equal(
        await node.call("eth_getBalance", RICH),
      );
    }));

  it("can be loaded uncompressed, too", () =>
    RunningNode.with([], async (other) => {
      expect(await other.call("anvil_loadState", pack(unpack(dump)))).to.equal(true);
      expect(await other.call("anvil_dumpState")).to.equal(dump);
    }));

  it("is identical for two nodes that received the same requests", async () => {
    const run = async (fresh: RunningNode) => {
      const wallet = walletOn(fresh, privateKey);
      const to = await deployCounter(wallet, 1n);
      const data = counterInterface.encodeFunctionData("add", [2n]);
      await wallet.sendTransaction({ to, data, gasLimit: 500_000n });
      await fresh.call("hardhat_setStorageAt", ACCOUNT, "0x1", `0x${"00".repeat(31)}07`);
      await fresh.call("hardhat_mine", "0x2", "0x5");
      // Simulations leave nothing behind.
      await fresh.call("eth_call", { from: RICH, to, data });
      return fresh.call<string>("anvil_dumpState");
    };
    const dumps = [await RunningNode.with([], run), await RunningNode.with([], run)];
    expect(dumps[0]).to.equal(dumps[1]);
  });

  it("includes the chain id", () =>
    RunningNode.with(["--chain-id=300"], async (other) => {
      await other.call("anvil_loadState", dump);
      expect(await other.call("eth_chainId")).to.equal("0x104");
    }));

  const edit = (change: (parts: Dump) => object | undefined): string => {
    const parts = unpack(dump);
    return pack(change(parts) ?? parts);
  };
  const broken: [name: string, dump: () => string, message: string][] = [
    ["no bytes", () => "0x", "it is neither JSON nor gzip of JSON"],
    ["half of it", () => dump.slice(0, 2 + Math.floor(dump.length / 4) * 2), "the gzip data is damaged"],
    ["another program's state", () => pack({ accounts: {} }), "it was not written by local-era"],
    ["a list", () => pack([]), "it was not written by local-era"],
    [
      "a later version",
      () => edit((parts) => ({ ...parts, version: 2 })),
      "its version is 2, and this node reads 1",
    ],
    ["no clock", () => edit((parts) => ({ ...parts, clock: null })), "state.clock must be an object"],
    ["a missing block", () => edit(({ blocks }) => void blocks.splice(1, 1)), "block 2 does not follow"],
    ["no block at all", () => edit(({ blocks }) => void blocks.splice(0)), "there is no block 0"],
    ["no code", () => edit(({ world }) => void world.runtimes.splice(0)), "the code of 0x"],
    ["no bytecode", () => edit(({ world }) => void world.bytecodes.splice(0)), "the code of 0x"],
    [
      "a bytecode of the wrong size",
      () => edit(({ world }) => void world.bytecodes.push("0x1234")),
      "Bytecode length is not divisible by 32",
    ],
    [
      "an invalid word",
      () => edit(({ world }) => void (world.storage[ACCOUNT] = { "0x1": "many" })),
      `state.world.storage.${ACCOUNT}.0x1 must be an unsigned integer`,
    ],
  ];
  for (const [name, make, message] of broken) {
    it(`with ${name} is refused and changes nothing`, async () => {
      const error = await node.failure("anvil_loadState", make());
      expect(error.code).to.equal(-32602);
      expect(error.message).to.match(/^the state cannot be loaded: /);
      expect(error.message).to.contain(message);
      expect(await node.call("anvil_dumpState")).to.equal(dump);
    });
  }

  it("with any byte changed is refused, or loads as what it then says", async () => {
    const bytes = fromHex(pack(unpack(dump)));
    await RunningNode.with([], async (other) => {
      const before = await other.call("anvil_dumpState");
      await fc.assert(
        fc.asyncProperty(
          fc.nat(bytes.length - 1),
          fc.integer({ min: 0, max: 255 }),
          async (position, value) => {
            const changed = Uint8Array.from(bytes);
            changed[position] = value;
            const body = { jsonrpc: "2.0", id: 1, method: "anvil_loadState", params: [toHex(changed)] };
            const answer = (await (await other.post(JSON.stringify(body))).json()) as {
              error?: { code: number };
            };
            if (answer.error === undefined) await other.call("anvil_reset");
            else expect(answer.error.code).to.equal(-32602);
            expect(await other.call("anvil_dumpState")).to.equal(before);
          },
        ),
        { numRuns: 60 },
      );
    });
  });
});
