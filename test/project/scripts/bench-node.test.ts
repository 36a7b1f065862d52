import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { json } from "node:stream/consumers";
import { promisify } from "node:util";
import { expect } from "chai";
import { filesByLine, sharesOf } from "../../../scripts/bench/areas";
import { median } from "../../../scripts/bench/median";
import { programs, withNode } from "../../../scripts/bench/node-process";
import { parseOptions } from "../../../scripts/bench/options";
import { formatProfile } from "../../../scripts/bench/profile";
import { formatTable } from "../../../scripts/bench/result";
import { sendQueues } from "../../../scripts/bench/send";
import { warmUp } from "../../../scripts/bench/transfers";

const ROOT = resolve(__dirname, "../../..");

const running: Server[] = [];

/** Starts a node that takes any transaction and mines only when it is told to; `status` is that of its receipts. */
async function idleNode(status: string): Promise<{ url: string; isMined(): boolean }> {
  let isMined = false;
  const results: Record<string, () => unknown> = {
    eth_chainId: () => "0x1",
    eth_sendRawTransaction: () => "0x01",
    eth_getTransactionReceipt: () => (isMined ? { status } : null),
    evm_mine: () => (isMined = true),
  };
  const server = createServer((request, response) => {
    void json(request).then((body) => {
      const { id, method } = body as { id: number; method: string };
      response.end(JSON.stringify({ jsonrpc: "2.0", id, result: results[method]?.() }));
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  running.push(server);
  return { url: `http://127.0.0.1:${port}`, isMined: () => isMined };
}

describe("The node benchmark", () => {
  afterEach(() => {
    for (const server of running.splice(0)) server.close().closeAllConnections();
  });

  it("reads its counts, and has a default for each", () => {
    expect(parseOptions(["--json", "--rounds", "5", "--session", "7"])).to.deep.equal({
      json: true,
      profile: false,
      rounds: 5,
      transfers: 1000,
      sessionTransactions: 7,
      memoryTransactions: 10_000,
      stateSlots: 100_000,
    });
  });

  it("refuses an invalid count, and an unknown option", () => {
    for (const args of [["--rounds", "0"], ["--memory", "many"], ["--transfers", "1.5"], ["--fast"]]) {
      expect(() => parseOptions(args)).to.throw(args[0]);
    }
  });

  it("takes the median", () => {
    expect(median([30, 10, 20])).to.equal(20);
    expect(median([4, 1, 3, 2])).to.equal(2.5);
    expect(() => median([])).to.throw("no median");
  });

  it("tabulates starts and rates with their ratio to Hardhat's node", () => {
    const table = formatTable({
      startMs: { localEra: 812.4, hardhat: 1624.8, anvil: 20 },
      transfersPerSecond: { localEra: 300, hardhat: 400, anvil: 1000 },
      firstTransfersPerSecond: { localEra: 250, hardhat: 200, anvil: 900 },
      sessionTransactionsPerSecond: 60,
      memoryGrowthMiB: 12.34,
      snapshotMs: 1.5,
      freshSnapshotMs: 1.26,
    });
    expect(table).to.contain("| start to the first answer, local-era | 812 ms | 0.50 × Hardhat's node |");
    expect(table).to.contain("| transfers, local-era | 300 / s | 0.75 × Hardhat's node |");
    expect(table).to.contain("| the first transfers, local-era | 250 / s | 1.25 × Hardhat's node |");
    expect(table).to.contain("| 60 / s | 0.15 × transfers of Hardhat's node |");
    expect(table).to.contain("12.3 MiB");
    expect(table).to.match(/fresh state +\| 1.3 ms/);
    expect(table).to.match(/large state +\| 1.5 ms/);
  });

  it("sums up a profile by area, without waiting; the engine's functions count for who calls them", () => {
    const frame = (functionName: string, url = "") => ({
      functionName,
      url,
      scriptId: "0",
      lineNumber: 0,
      columnNumber: 0,
    });
    const profile = {
      nodes: [
        { id: 1, callFrame: frame("(root)"), children: [2, 3, 5] },
        { id: 2, callFrame: frame("(idle)") },
        { id: 3, callFrame: frame("send", "src/rpc/server.ts"), children: [4] },
        { id: 4, callFrame: frame("writev") },
        { id: 5, callFrame: frame("(garbage collector)") },
      ],
      samples: [2, 3, 4, 5, 2],
      timeDeltas: [0, 900, 10, 20, 10],
      startTime: 0,
      endTime: 940,
    };
    expect(sharesOf(profile)).to.deep.equal({
      "HTTP: sockets, parser, streams": 0.75,
      "garbage collection": 0.25,
    });
  });

  it("finds the file of each line of the script that the node runs as", () => {
    const script = "first\n// src/state/world.ts\n  code\n// ../node_modules/@noble/hashes/sha3.js\ncode";
    const world = "src/state/world.ts";
    const hashes = "@noble/hashes/sha3.js";
    expect(filesByLine(script)).to.deep.equal(["", world, world, hashes, hashes]);
  });

  it("tabulates where the time of a transfer goes", () => {
    const table = formatProfile({ cpuMs: { localEra: 1, hardhat: 2 }, shares: { state: 0.6, other: 0.4 } });
    expect(table).to.contain("| state | 60.0 % |");
    expect(table).to.contain("1.00 ms of the processor, 0.50 × the 2.00 ms");
  });

  it("counts transfers once they are mined, and has a node mine that leaves them waiting", async () => {
    const node = await idleNode("0x1");
    expect(await sendQueues(node.url, [["0x02", "0x02"], ["0x02"]])).to.be.above(0);
    expect(node.isMined()).to.equal(true);
  });

  it("leaves as many transfers for a warm node as asked for, or the few more that even queues take", async () => {
    const node = await idleNode("0x1");
    for (const count of [1, 2, 5, 8, 13]) {
      const { queues } = await warmUp(node.url, count);
      expect(queues.flat().length, `${count}`).to.equal(Math.ceil(count / 4) * 4);
    }
  });

  it("does not count transfers of which the last one failed", async () => {
    const node = await idleNode("0x0");
    const problem = await sendQueues(node.url, [["0x02"]]).catch((error: Error) => error.message);
    expect(problem).to.equal("transaction 0x01 failed");
  });

  it("profiles a node that runs, and tells what it took of the processor", async () => {
    await withNode(programs.localEra, async (node) => {
      const { queues } = await warmUp(node.url, 80);
      const before = await node.cpuMs();
      const shares = sharesOf(await node.profile(() => sendQueues(node.url, queues)));
      expect(shares).to.include.keys(
        "HTTP: sockets, parser, streams",
        "virtual machine and system contracts",
      );
      expect(await node.cpuMs()).to.be.above(before);
    });
  });

  it("prints one JSON object with every figure", async () => {
    const counts = [
      "--rounds",
      "1",
      "--transfers",
      "8",
      "--session",
      "2",
      "--memory",
      "20",
      "--slots",
      "1500",
    ];
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--import", "tsx", "scripts/bench-node.ts", "--json", ...counts],
      { cwd: ROOT, env: { ...process.env, TEST_COUNTS_FILE: undefined } },
    );
    const result = JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
    expect(Object.keys(result)).to.deep.equal([
      "startMs",
      "transfersPerSecond",
      "firstTransfersPerSecond",
      "sessionTransactionsPerSecond",
      "memoryGrowthMiB",
      "snapshotMs",
      "freshSnapshotMs",
    ]);
    for (const figures of [result.startMs, result.transfersPerSecond, result.firstTransfersPerSecond]) {
      expect(Object.keys(figures)).to.deep.equal(["localEra", "hardhat", "anvil"]);
    }
    const rates = [
      ...Object.values(result.startMs),
      result.sessionTransactionsPerSecond,
      ...Object.values(result.transfersPerSecond),
      ...Object.values(result.firstTransfersPerSecond),
      result.snapshotMs,
      result.freshSnapshotMs,
    ];
    for (const rate of rates) expect(rate).to.be.greaterThan(0);
    expect(result.memoryGrowthMiB).to.be.a("number");
  });
});
