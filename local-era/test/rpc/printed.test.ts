import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Interface } from "ethers";
import { expect } from "chai";
import { ContractFactory } from "zksync-ethers";
import type { Wallet } from "zksync-ethers";
import { DEFAULT_ACCOUNTS } from "../../src/cli/dev-accounts.ts";
import { toHex } from "../../src/primitives/hex.ts";
import { compile } from "../helpers/compile.ts";
import { walletOn } from "./deployment.ts";
import { RunningNode } from "./running-node.ts";

const SOURCE = `
pragma solidity ^0.8.24;
import {console} from "hardhat/console.sol";
contract Talker {
    uint256 public said;
    error Enough(uint256 said);
    function say(uint256 n) external { console.log("said %s by", n, msg.sender); said += n; }
    function peek() external view returns (uint256) { console.log("peeked"); return said; }
    function fail(uint256 how) external {
        said++;
        console.log("about to fail");
        if (how == 0) revert("no more");
        if (how == 1) revert Enough(said);
        said -= 100;
    }
}`;

/** Describes a frame of debug_traceTransaction's result. */
interface Trace {
  readonly to: string;
  readonly gasUsed: string;
  readonly calls: readonly Trace[];
}

describe("The node's output", function () {
  this.timeout(60_000);
  const { address, privateKey } = DEFAULT_ACCOUNTS[0]!;
  const { abi, bytecode } = compile(SOURCE).get("Talker")!;
  const talker = new Interface(abi as never);

  async function withTalker(
    flags: string[],
    task: (
      node: RunningNode,
      send: (name: string, ...args: unknown[]) => Promise<string>,
      to: string,
    ) => Promise<void>,
  ): Promise<void> {
    await RunningNode.with(flags, async (node) => {
      const wallet: Wallet = walletOn(node, privateKey);
      const contract = await new ContractFactory(abi as never, toHex(bytecode), wallet).deploy();
      await contract.waitForDeployment();
      const to = (await contract.getAddress()).toLowerCase();
      const send = async (name: string, ...args: unknown[]): Promise<string> => {
        const data = talker.encodeFunctionData(name, args);
        return (await wallet.sendTransaction({ to, data, gasLimit: 1_000_000n })).hash;
      };
      await task(node, send, to);
    });
  }

  it("contains what contracts log: in transactions, reverted ones too, and in calls", () =>
    withTalker([], async (node, send, to) => {
      const said = await send("say", 42n);
      const failed = await send("fail", 0n);
      await node.call("eth_call", { to, data: talker.encodeFunctionData("peek") });
      const lines = (await node.printed()).split("\n");
      const start = lines.findIndex((line) => line.startsWith("said"));
      expect(lines[start]).to.equal(`said 42 by ${address}`);
      expect(lines[start + 1]).to.match(new RegExp(`^mined ${said} gas [0-9]+$`));
      expect(lines[start + 2]).to.equal("about to fail");
      expect(lines[start + 3]).to.match(new RegExp(`^reverted ${failed} gas [0-9]+: no more$`));
      expect(lines[start + 4]).to.equal("peeked");
    }));

  it("is what contracts log before an estimate fails, since no transaction follows", () =>
    withTalker([], async (node, _send, to) => {
      await node.failure("eth_estimateGas", {
        from: address,
        to,
        data: talker.encodeFunctionData("fail", [0n]),
      });
      const printed = await node.printed();
      expect(printed.split("about to fail")).to.have.length(2);
    }));

  it("names errors and functions of the project whose artifacts are given, to clients too", async () => {
    const folder = mkdtempSync(join(tmpdir(), "local-era-artifacts-"));
    const artifacts = join(folder, "my artifacts");
    mkdirSync(artifacts);
    writeFileSync(join(artifacts, "Talker.json"), JSON.stringify({ abi }));
    try {
      await withTalker([`--artifacts=${artifacts}`, "-vv"], async (node, send, to) => {
        const hash = await send("fail", 1n);
        const request = { from: address, to, data: talker.encodeFunctionData("fail", [1n]) };
        const data = talker.encodeErrorResult("Enough", [1n]);
        expect(await node.failure("eth_call", request)).to.deep.equal({
          code: 3,
          message: "execution reverted (Enough: said 1)",
          data,
        });
        const { message } = await node.failure("eth_estimateGas", request);
        expect(message).to.match(
          /function_selector=Error with function selector: 0x[0-9a-f]{8}, .* \(Enough: said 1\)$/,
        );
        const printed = await node.printed();
        expect(printed).to.match(new RegExp(`^reverted ${hash} gas [0-9]+: Enough: said 1$`, "m"));
        expect(printed).to.match(/→ 0x[0-9a-f]{40}\.fail$/m);
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("is why transactions reverted, decoded, as clients are told of calls and estimates", () =>
    withTalker([], async (node, send, to) => {
      await send("fail", 1n);
      await send("fail", 2n);
      const printed = await node.printed();
      const selector = talker.getError("Enough")!.selector;
      expect(printed).to.contain(`: custom error ${selector} with 0x${"1".padStart(64, "0")}\n`);
      expect(printed).to.contain(": panic 0x11 (arithmetic overflow or underflow)\n");
      const data = talker.encodeFunctionData("fail", [2n]);
      for (const method of ["eth_call", "eth_estimateGas"]) {
        const { message } = await node.failure(method, { from: address, to, data });
        expect(message, method).to.contain(" (panic 0x11 (arithmetic overflow or underflow))");
      }
    }));

  it("contains the calls of every transaction with -vv", () =>
    withTalker(["-vv"], async (node, send, to) => {
      await send("say", 42n);
      await send("fail", 0n);
      const printed = await node.printed();
      const calls = printed.slice(printed.indexOf("said 42")).replace(/\[[0-9]+\]/g, "[gas]");
      const selector = talker.getFunction("say")!.selector;
      expect(calls).to.contain(`  ├─ [gas] Bootloader → ${address}.validateTransaction\n`);
      expect(calls).to.contain(
        `  │  ├─ [gas] ${address} → Bootloader.receive value ${1_000_000n * 45_250_000n} wei\n`,
      );
      expect(calls).to.contain(`  ├─ [gas] Bootloader → ${address}.payForTransaction\n`);
      expect(calls).to.contain(`  └─ [gas] Bootloader → ${address}.executeTransaction\n`);
      expect(calls).to.contain(
        `     ├─ [gas] ${address} → ${to}.${selector}\n` +
          `     │  ├─ [gas] ${to} → console.log: said 42 by ${address} (static)\n` +
          "     │  │  └─ ← ()\n" +
          "     │  └─ ← ()\n",
      );
      expect(calls).to.contain("     │  └─ ✗ reverted: no more\n");
    }));

  it("contains the full data of calls with -vvv, and otherwise no calls", async () => {
    const word = "2a".padStart(64, "0");
    await withTalker(["-vvv"], async (node, send) => {
      await send("say", 42n);
      expect(await node.printed()).to.contain(` data 0x${word}\n`);
    });
    await withTalker(["-v"], async (node, send) => {
      await send("say", 42n);
      expect(await node.printed()).to.not.contain("Bootloader");
    });
  });

  it("contains the storage that a transaction touched, with --show-storage-logs or at a client's request", () =>
    withTalker(["--show-storage-logs=write"], async (node, send, to) => {
      const linesAbout = async (hash: string) => {
        const [, lines] = new RegExp(`^mined ${hash}.*\n((?:  .*\n)*)`, "m").exec(await node.printed())!;
        return lines!.trimEnd().split("\n");
      };
      const first = await linesAbout(await send("say", 42n));
      expect(first).to.include(`  write ${to}[0x0]: 0x0 → 0x2a`);
      expect(first.filter((line) => line.startsWith("  write NonceHolder["))).to.have.length(1);
      expect(first.filter((line) => line.startsWith("  read"))).to.have.length(0);

      expect(await node.call("config_setShowStorageLogs", "read")).to.equal(true);
      const second = await linesAbout(await send("say", 1n));
      expect(second).to.include(`  read ${to}[0x0] = 0x2a`);
      expect(second.filter((line) => line.startsWith("  write"))).to.have.length(0);

      await node.call("config_setShowStorageLogs", "all");
      const third = await linesAbout(await send("say", 1n));
      expect(third).to.include.members([`  read ${to}[0x0] = 0x2b`, `  write ${to}[0x0]: 0x2b → 0x2c`]);

      await node.call("config_setShowStorageLogs", "none");
      expect(await linesAbout(await send("say", 1n))).to.deep.equal([""]);
      expect(await node.failure("config_setShowStorageLogs", "paid")).to.deep.equal({
        code: -32602,
        message: 'Invalid params: storage logs must be one of none, read, write, all, got "paid"',
      });
    }));

  it("contains what gas was used for, with --show-gas-details or at a client's request", () =>
    withTalker(["--show-gas-details=all"], async (node, send) => {
      const hash = await send("say", 42n);
      const { gasUsed } = await node.call<{ gasUsed: string }>("eth_getTransactionReceipt", hash);
      const printed = await node.printed();
      const parts = new RegExp(
        `^mined ${hash}.*\n {2}gas limit 1000000: ([0-9]+) overhead, ([0-9]+) validateTransaction, ` +
          "([0-9]+) payForTransaction, ([0-9]+) executeTransaction, ([0-9]+) published data, ([0-9]+) refunded\n" +
          "  published: ([0-9]+) bytes at 84 gas: ([0-9]+) state changes, 0 logs, 0 messages, 0 bytecodes\n" +
          "  validation: ([0-9]+) of 300000 in Era's prices \\(estimated\\): ([0-9]+) storage, ([0-9]+) calls, " +
          "([0-9]+) hashing, 7000 signatures, ([0-9]+) other$",
        "m",
      ).exec(printed)!;
      const [overhead, ...rest] = parts.slice(1, 6).map(Number);
      const [refunded, bytes, stateChanges, validation, ...kinds] = parts.slice(6).map(Number);
      expect([bytes! * 84, stateChanges]).to.deep.equal([rest.at(-1), bytes]);
      expect(kinds.reduce((sum, price) => sum + price, 7_000)).to.equal(validation);
      expect(overhead).to.equal(24_070);
      expect(overhead! + rest.reduce((sum, gas) => sum + gas, 0)).to.equal(Number(gasUsed));
      expect(refunded).to.equal(1_000_000 - Number(gasUsed));

      await node.call("config_setShowGasDetails", "none");
      await send("say", 1n);
      expect((await node.printed()).slice(printed.length)).to.not.contain("gas limit");
    }));

  it("contains what running a transaction took, with --show-vm-details or at a client's request", () =>
    withTalker(["--show-vm-details=all"], async (node, send, to) => {
      const hash = await send("say", 42n);
      const trace = await node.call<Trace>("debug_traceTransaction", hash);
      const frames = (calls: readonly Trace[]): Trace[] =>
        calls.flatMap((call) => [call, ...frames(call.calls)]);
      const depth = (calls: readonly Trace[]): number =>
        calls.length === 0 ? 0 : 1 + Math.max(...calls.map((call) => depth(call.calls)));
      const usage = (calls: readonly Trace[]): string => {
        const gas = calls.reduce((sum, { gasUsed }) => sum + Number(gasUsed), 0);
        const inner = frames(calls);
        const contracts = new Set(inner.map((call) => call.to)).size;
        const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? "" : "s"}`;
        return `${gas} gas computed, ${plural(inner.length, "call")}, ${plural(contracts, "contract")}, ${depth(calls)} deep`;
      };
      const names = ["validateTransaction", "payForTransaction", "executeTransaction"];
      const lines = (await node.printed()).split("\n").filter((line) => line.startsWith("  vm"));
      const { logs } = await node.call<{ logs: unknown[] }>("eth_getTransactionReceipt", hash);
      const [whole, storage, ...steps] = lines.slice(-5);
      expect(whole).to.equal(`  vm: ${usage(trace.calls)}`);
      expect(steps).to.deep.equal(names.map((name, i) => `  vm ${name}: ${usage([trace.calls[i]!])}`));
      expect(frames([trace.calls[2]!]).map((call) => call.to)).to.include(to);

      await node.call("config_setShowStorageLogs", "all");
      await send("say", 42n);
      const printed = await node.printed();
      const [, reads, changed] = /vm: ([0-9]+) slots read, ([0-9]+) changed, /.exec(
        printed.slice(printed.lastIndexOf("mined")),
      )!;
      const touched = printed.slice(printed.lastIndexOf("mined")).split("\n");
      expect(Number(reads)).to.equal(touched.filter((line) => line.startsWith("  read ")).length);
      expect(Number(changed)).to.equal(touched.filter((line) => line.startsWith("  write ")).length);
      expect(storage).to.match(
        new RegExp(`slots read, [0-9]+ changed, ${logs.length} events, 0 messages to L1$`),
      );

      expect(await node.call("config_setShowVmDetails", "none")).to.equal(true);
      await send("say", 1n);
      expect((await node.printed()).slice(printed.length)).to.not.contain("  vm");
    }));

  it("begins with accounts and settings, unless --show-node-config=false", async () => {
    await RunningNode.with([], async (node) => expect(node.banner).to.contain("Funded accounts"));
    await RunningNode.with(["--show-node-config=false"], async (node) =>
      expect(node.banner.trim()).to.equal(`Listening on ${node.url}`),
    );
  });

  it("contains the calls of a dropped transaction, too", () =>
    withTalker(["-vv", "--anvil-send"], async (node) => {
      const wallet = walletOn(node, privateKey);
      const { hash } = await wallet.sendTransaction({ to: address, nonce: 9, gasLimit: 300_000n });
      const printed = await node.printed();
      const calls = printed.slice(printed.indexOf(`dropped ${hash}: `));
      expect(calls).to.match(/^ {2}└─ \[[0-9]+\] Bootloader → 0x[0-9a-f]+\.validateTransaction$/m);
      expect(calls).to.match(/^ {5}└─ ✗ reverted: [A-Z][A-Za-z]+: /m);
    }));
});
