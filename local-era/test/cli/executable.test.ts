import { spawn, spawnSync } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { expect } from "chai";
import { DEFAULT_ACCOUNTS, PLUGIN_ACCOUNTS } from "../../src/cli/dev-accounts.ts";
import { EXECUTABLE, RunningNode } from "../rpc/running-node.ts";

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(EXECUTABLE, args, { encoding: "utf8", timeout: 20_000 });
}

/** Prints whether the port that is its argument is taken on 127.0.0.1, and whether it is free on 127.0.0.2. */
const ADDRESSES_OF_PORT = `
  const { createServer } = require("node:net");
  const tryHost = (host) => new Promise((resolve) => {
    const server = createServer().once("error", ({ code }) => resolve(code));
    server.listen(Number(process.argv[1]), host, () => server.close(() => resolve("free")));
  });
  tryHost("127.0.0.1").then(async (first) => process.stdout.write(first + " " + (await tryHost("127.0.0.2"))));
`;

describe("anvil-zksync", function () {
  this.timeout(30_000);

  it("prints its version with --version", () => {
    const { status, stdout } = run("--version");
    expect(status).to.equal(0);
    expect(stdout).to.match(/^anvil-zksync \d+\.\d+\.\d+ \(local-era\)\n$/);
  });

  it("lists its flags with --help", () => {
    const { status, stdout } = run("--help");
    expect(status).to.equal(0);
    for (const flag of ["--port <port>", "--no-mining", "-b, --block-time", "--anvil-send"]) {
      expect(stdout).to.contain(flag);
    }
  });

  it("refuses unknown flags, and flags of anvil-zksync that it does not support, with status 2", () => {
    expect(run("--bogus")).to.deep.include({
      status: 2,
      stdout: "",
      stderr: "error: unknown argument --bogus (see --help)\n",
    });
    expect(run("--fork-url=x", "run")).to.deep.include({
      status: 2,
      stderr: "error: --fork-url: flag not supported by local-era (see --help)\n",
    });
  });

  it("also takes flags from LOCAL_ERA_FLAGS, and names a flag that is given twice", () => {
    const environment = { ...process.env, LOCAL_ERA_FLAGS: " --pubdata-price=50001  --chain-id=9 " };
    const options = { encoding: "utf8", timeout: 20_000, env: environment } as const;
    expect(spawnSync(EXECUTABLE, ["--port=0"], options).stderr).to.contain("--pubdata-price must be");
    expect(spawnSync(EXECUTABLE, ["--chain-id=3"], options).stderr).to.contain("--chain-id is given twice");
    const lacking = { ...options, env: { ...process.env, LOCAL_ERA_FLAGS: "--load-state" } };
    expect(spawnSync(EXECUTABLE, ["--port=0"], lacking).stderr).to.contain("--load-state needs a value");
  });

  it("takes them as a JSON array, too, so that they may hold spaces", () => {
    const withFlags = (flags: string) =>
      spawnSync(EXECUTABLE, ["--port=0"], {
        encoding: "utf8",
        timeout: 20_000,
        env: { ...process.env, LOCAL_ERA_FLAGS: flags },
      }).stderr;
    expect(withFlags('["--load-state=/no such file"]')).to.contain("/no such file: ENOENT");
    for (const wrong of ['["--silent"', "[1]"]) {
      expect(withFlags(wrong)).to.equal(
        `error: LOCAL_ERA_FLAGS begins with [ and is no JSON array of texts: ${wrong}\n`,
      );
    }
  });

  it("ends with the process that it is told of, even one that is killed, and not before", async () => {
    const other = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    const node = await RunningNode.start(`--ends-with=${other.pid}`);
    await setTimeout(1500);
    expect(await node.call("eth_chainId")).to.equal("0x104");
    other.kill("SIGKILL");
    expect(await node.ended()).to.equal("SIGTERM");
  });

  it("says that a port is in use, with status 1", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const { status, stderr } = run(`--port=${port}`, "run");
    server.close();
    expect([status, stderr]).to.deep.equal([
      1,
      `error: port ${port} is already in use: choose another with --port\n`,
    ]);
  });

  it("reports that an address is not this machine's", () => {
    const { status, stderr } = run("--port=0", "--host=192.0.2.1");
    expect([status, stderr]).to.deep.equal([
      1,
      "error: 192.0.2.1 is not an address of this machine: choose another with --host\n",
    ]);
  });

  it("listens on this machine's loopback address alone unless told otherwise, and prints where", async () => {
    const node = await RunningNode.start();
    try {
      const { port } = new URL(node.url);
      expect(node.banner).to.contain(`Listening on http://127.0.0.1:${port}`);
      const listening = spawnSync(process.execPath, ["-e", ADDRESSES_OF_PORT, port], { encoding: "utf8" });
      expect(listening.stdout).to.equal("EADDRINUSE free");
    } finally {
      await node.stop();
    }
  });

  it("listens once on an address that is named twice", async () => {
    const node = await RunningNode.start("--host=127.0.0.1, 127.0.0.1", "--show-node-config=false");
    await node.stop();
    expect(node.banner).to.equal(`Listening on ${node.url}\n`);
  });

  it("listens on several addresses at one port, and on none of them if one is not to be had", async () => {
    const node = await RunningNode.start("--host=127.0.0.1,127.0.0.2");
    try {
      const { port } = new URL(node.url);
      for (const host of ["127.0.0.1", "127.0.0.2"]) {
        expect(node.banner).to.contain(`Listening on http://${host}:${port}`);
        const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] });
        const response = await fetch(`http://${host}:${port}`, { method: "POST", body });
        expect(await response.json()).to.include({ result: "0x104" });
      }
    } finally {
      await node.stop();
    }
    // Which of them stands in the other's way, nobody but the system knows.
    const all = run("--port=0", "--host=127.0.0.1,127.0.0.2,0.0.0.0");
    expect(all.status).to.equal(1);
    expect(all.stderr).to.match(
      /^error: port \d+ is already in use at 0\.0\.0\.0, perhaps by 127\.0\.0\.1 or 127\.0\.0\.2 of the same --host: leave one of them out, or choose another port with --port\n$/,
    );
    expect(run("--port=0", "--host=127.0.0.1,192.0.2.1")).to.deep.include({
      status: 1,
      stderr: "error: 192.0.2.1 is not an address of this machine: choose another with --host\n",
    });
  });

  it("reports the flags that have no effect on it", () =>
    RunningNode.with(["--cache=none", "--reset-cache", "--show-node-config=false"], (node) => {
      expect(node.banner).to.match(
        /^--cache has no effect .*\n--reset-cache has no effect .*\nListening on /,
      );
      return Promise.resolve();
    }));

  it("makes blocks every fraction of a second", () =>
    RunningNode.with(["--block-time=0.05"], async (node) => {
      const height = async () => Number(await node.call<string>("eth_blockNumber"));
      while ((await height()) < 3) await setTimeout(10);
      expect(await node.call("anvil_getAutomine")).to.equal(false);
    }));

  it("ends at once, by the signal", async () => {
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      const node = await RunningNode.start();
      expect(await node.stop(signal)).to.equal(signal);
    }
  });

  it("keeps running when nobody reads its output any more", () =>
    RunningNode.with(["--log=trace"], async (node) => {
      node.stopReading();
      for (let i = 0; i < 3; i++) expect(await node.call("eth_chainId")).to.equal("0x104");
    }));

  it("funds the development accounts and those of the Hardhat plugins", () =>
    RunningNode.with(["--balance=3"], async (node) => {
      const accounts = await node.call<string[]>("eth_accounts");
      expect(accounts).to.have.members([
        ...DEFAULT_ACCOUNTS.map(({ address }) => address),
        ...PLUGIN_ACCOUNTS,
      ]);
      for (const account of accounts) {
        expect(await node.call("eth_getBalance", account)).to.equal("0x29a2241af62c0000");
      }
    }));

  it("prints every account that it funds, even with few --accounts, and --help mentions them", () =>
    RunningNode.with(["--accounts=2", "--balance=5"], async (node) => {
      const accounts = await node.call<string[]>("eth_accounts");
      expect(accounts).to.have.length(2 + PLUGIN_ACCOUNTS.length);
      for (const account of accounts) expect(node.banner).to.contain(account);
      expect(node.banner).not.to.contain(DEFAULT_ACCOUNTS[2]!.address);
      expect(run("--help").stdout).to.contain(
        `in addition to the ${PLUGIN_ACCOUNTS.length} of Hardhat's ZKsync plugins`,
      );
    }));

  it("honours flags for chain id, timestamp and mining", () =>
    RunningNode.with(["--chain-id=270", "--timestamp=5000", "--no-mining", "run"], async (node) => {
      expect(await node.call("eth_chainId")).to.equal("0x10e");
      expect(await node.call("net_version")).to.equal("270");
      expect(await node.call("config_getCurrentTimestamp")).to.equal(5000);
      expect(await node.call("anvil_getAutomine")).to.equal(false);
    }));

  it("answers within forty times the start-up time of Node.js itself", async function () {
    this.timeout(120_000);
    // The best of three each, interleaved: other work on the machine slows both down.
    const [ours, bare]: number[][] = [[], []];
    for (let i = 0; i < 3; i++) {
      let started = performance.now();
      spawnSync(process.execPath, ["-e", "0"]);
      bare!.push(performance.now() - started);
      started = performance.now();
      await RunningNode.with([], (node) => node.call("eth_chainId"));
      ours!.push(performance.now() - started);
    }
    expect(Math.min(...ours!) / Math.min(...bare!)).to.be.lessThan(40);
  });
});
