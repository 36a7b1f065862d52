import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { Interface } from "ethers";
import { expect } from "chai";
import { DEFAULT_ACCOUNTS } from "../../src/cli/dev-accounts.ts";
import { toHex } from "../../src/primitives/hex.ts";
import { withCustomSignature } from "../helpers/signed-transaction.ts";
import { walletOn } from "./deployment.ts";
import { EXECUTABLE, RunningNode } from "./running-node.ts";

const { address, privateKey } = DEFAULT_ACCOUNTS[0]!;
const UNKNOWN = "0x99";

/**
 * Causes something at every level: a transfer, one that the chain drops, a request that fails and one that succeeds.
 */
async function doEverything(node: RunningNode): Promise<void> {
  const wallet = walletOn(node, privateKey);
  await (await wallet.sendTransaction({ to: address, gasLimit: 300_000n })).wait();
  const fields = { to: address, from: address, nonce: await wallet.getNonce() };
  const forged = withCustomSignature(fields, `0x${"11".repeat(64)}1b`);
  await node.failure("eth_sendRawTransaction", toHex(forged.raw));
  await node.failure("evm_revert", UNKNOWN);
  await node.call("evm_mine");
}

/** Lists what is printed meanwhile, by kind. */
async function said(node: RunningNode): Promise<string[]> {
  const start = (await node.printed()).length;
  await doEverything(node);
  const printed = (await node.printed()).slice(start);
  const kinds: [kind: string, pattern: RegExp][] = [
    ["error", /^evm_revert failed: no snapshot exists/m],
    ["warn", /^dropped 0x/m],
    ["info", /^mined 0x/m],
    ["debug", /^eth_getTransactionReceipt answered after [0-9.]+ ms$/m],
    ["debug", /^evm_revert failed with -32603 after [0-9.]+ ms$/m],
    [
      "debug",
      /^block [0-9]+: time [0-9]+, transactions 1, base fee 45250000 wei\nblock [0-9]+: .* transactions 0,/m,
    ],
    ["debug", /^block [0-9]+: time [0-9]+, transactions 0, base fee 45250000 wei\nevm_mine answered/m],
    ["trace", /^evm_revert \["0x99"\] → \{"code":-32603,"message":"no snapshot/m],
  ];
  return kinds.filter(([, pattern]) => pattern.test(printed)).map(([kind]) => kind);
}

const EXPECTED = {
  error: ["error"],
  warn: ["error", "warn"],
  info: ["error", "warn", "info"],
  debug: ["error", "warn", "info", "debug", "debug", "debug", "debug"],
  trace: ["error", "warn", "info", "debug", "debug", "debug", "debug", "trace"],
};
const LEVELS = Object.keys(EXPECTED) as (keyof typeof EXPECTED)[];

describe("The node's log", function () {
  this.timeout(60_000);
  let node: RunningNode;

  before(async () => {
    node = await RunningNode.start();
  });

  after(() => node.stop());

  beforeEach(async () => {
    await node.call("config_setLogLevel", "info");
    await node.call("anvil_reset");
  });

  it("contains by default what everybody should read, unless --log says otherwise", async () => {
    expect(await said(node)).to.deep.equal(EXPECTED.info);
    await RunningNode.with(["--log=warn"], async (quiet) => {
      expect(quiet.banner).to.contain("Listening on");
      expect(await said(quiet)).to.deep.equal(EXPECTED.warn);
    });
    await RunningNode.with(["--log", "trace"], async (loud) => {
      expect(await said(loud)).to.deep.equal(EXPECTED.trace);
    });
  });

  for (const level of LEVELS) {
    it(`contains lines up to ${level} when a client asks for it`, async () => {
      expect(await node.call("config_setLogLevel", level)).to.equal(true);
      expect(await said(node)).to.deep.equal(EXPECTED[level]);
    });
  }

  it("contains what directives select for each target", async () => {
    expect(await node.call("config_setLogging", "off,rpc=debug")).to.equal(true);
    expect(await said(node)).to.deep.equal(["error", "debug", "debug"]);
    await node.call("config_setLogging", "warn,rpc=off");
    expect(await said(node)).to.deep.equal(["warn"]);
    await node.call("config_setLogging", "anvil_zksync=info");
    expect(await said(node)).to.deep.equal(EXPECTED.info);
  });

  const refused: [method: string, parameter: unknown, message: string][] = [
    ["config_setLogLevel", "loud", 'log level must be one of error, warn, info, debug, trace, got "loud"'],
    ["config_setLogLevel", 3, "log level must be one of error, warn, info, debug, trace, got 3"],
    ["config_setLogging", 3, 'logging must be directives such as "info,rpc=debug", got 3'],
    [
      "config_setLogging",
      "hyper=info",
      'logging: unknown target "hyper": the targets are chain, console, node, rpc',
    ],
    ["config_setShowVmDetails", true, "VM details must be one of none, all, got true"],
    ["config_setShowNodeConfig", "yes", 'node config must be true or false, got "yes"'],
  ];
  for (const [method, parameter, message] of refused) {
    it(`is unchanged after ${method} ${JSON.stringify(parameter)}, which is refused`, async () => {
      await node.call("config_setLogLevel", "warn");
      const error = await node.failure(method, parameter);
      expect(error.code).to.equal(-32602);
      expect(error.message).to.contain(message);
      expect(await said(node)).to.deep.equal(EXPECTED.warn);
    });
  }

  it("is empty once logging is disabled", async () => {
    await node.call("config_setLogLevel", "trace");
    await node.call("anvil_setLoggingEnabled", false);
    expect(await said(node)).to.deep.equal([]);
    await node.call("anvil_setLoggingEnabled", true);
    expect(await said(node)).to.deep.equal(EXPECTED.trace);
  });

  it("contains accounts and settings again when the chain starts over, unless a client disables them", async () => {
    const printedByReset = async (own: RunningNode) => {
      const start = (await own.printed()).length;
      await own.call("anvil_reset");
      return (await own.printed()).slice(start);
    };
    const settings = node.banner.slice(0, node.banner.indexOf("Listening on"));
    for (const part of ["Funded accounts, 10000 ETH each", "Chain id 260", "Base fee 45250000 wei"]) {
      expect(settings).to.contain(part);
    }
    expect(await printedByReset(node)).to.equal(settings);
    expect(await node.call("config_setShowNodeConfig", false)).to.equal(true);
    expect(await printedByReset(node)).to.equal("");
    await RunningNode.with(["--show-node-config=false"], async (own) => {
      expect(await printedByReset(own)).to.equal("");
      await own.call("config_setShowNodeConfig", true);
      expect(await printedByReset(own)).to.equal(settings);
    });
  });
});

describe("The log file", function () {
  this.timeout(60_000);
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "local-era-log-"));
  });

  after(() => rmSync(folder, { recursive: true }));

  it("contains what is printed, and is overwritten by every start", async () => {
    const file = join(folder, "node.log");
    for (let run = 0; run < 2; run++) {
      await RunningNode.with([`--log-file-path=${file}`, "--log=warn"], async (node) => {
        await doEverything(node);
        expect(readFileSync(file, "utf8")).to.equal(`${node.banner}${await node.printed()}`);
      });
    }
  });

  it("contains it with --silent too, when nothing is printed", async () => {
    const file = join(folder, "silent.log");
    const node = spawn(EXECUTABLE, ["--port=0", "--silent=true", `--log-file-path=${file}`]);
    let printed = "";
    node.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    const written = () => (existsSync(file) ? readFileSync(file, "utf8") : "");
    try {
      while (!written().includes("Listening on")) {
        expect(node.exitCode).to.equal(null);
        await setTimeout(20);
      }
    } finally {
      node.kill();
      await once(node, "close");
    }
    expect(printed).to.equal("");
    expect(written()).to.match(/Funded accounts[^]*Listening on http:\S+\n$/);
  });

  it("is not needed for console.log of contracts on a silent node with --show-console, which prints nothing else", async () => {
    const config = join(folder, "config.json");
    const node = spawn(EXECUTABLE, ["--port=0", "--silent=true", "--show-console", `--config-out=${config}`]);
    let printed = "";
    node.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    try {
      while (!existsSync(config) || readFileSync(config, "utf8") === "") {
        expect(node.exitCode).to.equal(null);
        await setTimeout(20);
      }
      const { endpoints } = JSON.parse(readFileSync(config, "utf8")) as { endpoints: string[] };
      const data = new Interface(["function log(string)"]).encodeFunctionData("log", ["hello"]);
      const params = [{ to: "0x000000000000000000636f6e736f6c652e6c6f67", data }];
      const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_call", params });
      await fetch(endpoints[0]!, { method: "POST", body });
    } finally {
      node.kill();
      await once(node, "close");
    }
    expect(printed).to.equal("hello\n");
  });

  it("that cannot be written ends the start with status 1", () => {
    const file = join(folder, "no", "node.log");
    const { status, stderr } = spawnSync(EXECUTABLE, ["--port=0", `--log-file-path=${file}`], {
      encoding: "utf8",
      timeout: 20_000,
    });
    expect(status).to.equal(1);
    expect(stderr).to.contain(`the log cannot be written to ${file}: ENOENT`);
  });

  it("is given up once it cannot be written any more, and the node keeps running", async function () {
    const full = "/dev/full";
    // Only Linux has a device that is always full; nothing else can simulate a disk that fills up.
    if (!existsSync(full)) this.skip();
    await RunningNode.with([`--log-file-path=${full}`], async (node) => {
      await doEverything(node);
      expect(await node.printed()).to.match(/^mined 0x/m);
    });
  });
});
