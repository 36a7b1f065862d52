import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "chai";
import { JsonRpcProvider, parseEther, Wallet } from "ethers";
import { assertPortIsFree } from "../../../scripts/start/local-node";
import { parseOptions } from "../../../scripts/start/options";
import { FUNDED_ACCOUNT } from "../../../scripts/start/funded-account";
import { freePort } from "../../../scripts/toolchain/free-port";

const ROOT = resolve(__dirname, "../../..");

describe("npm start", () => {
  it("walks once and exits with 0, reporting how long the node and the walk took", async () => {
    const { code, output } = await start(["--once", "--port", String(await freePort())]).ended;
    expect(output).to.match(/node ready in [\d.]+ s, walk in [\d.]+ s/);
    expect(output).to.contain("✓ refused, as it should be: one wei over the limit").and.not.to.contain("✗");
    expect(code).to.equal(0);
  });

  const endings: [how: string, end: (run: Run) => void, code: number][] = [
    ["is terminated by SIGTERM", (run) => run.kill("SIGTERM"), 143],
    ["loses its terminal", (run) => run.kill("SIGHUP"), 129],
  ];
  for (const [how, end, code] of endings) {
    it(`ends the node when it ${how} in the middle of the walk`, async () => {
      const port = await freePort();
      const run = stay(port);
      await run.says(/node is ready/);
      expect(await answers(port)).to.equal(true);
      end(run);
      expect((await run.ended).code).to.equal(code);
      expect(await goesSilent(port)).to.equal(true);
    });
  }

  describe("while it is up", () => {
    let port: number;
    let run: Run;

    before(async () => {
      port = await freePort();
      run = stay(port);
      await run.says(/Ctrl-C ends it all/);
    });
    after(async () => {
      run.kill("SIGTERM");
      await run.ended;
    });

    it("serves the auth server and the example for its chain, which keeps the wall clock's time", async () => {
      const [, example, authServer] = /(http:\S+).*example app[^]*?(http:\S+).*auth server/.exec(
        run.output(),
      )!;
      const chains = (await (await fetch(`${authServer}/chains.json`)).json()) as { rpcUrl: string }[];
      expect(chains[0]?.rpcUrl).to.equal(`http://127.0.0.1:${port}`);
      const confirm = await fetch(`${authServer}/confirm?origin=${example}`);
      expect(await confirm.text()).to.contain("<title>");
      expect(confirm.headers.get("content-security-policy")).to.contain("require-trusted-types-for 'script'");
      const app = (await (await fetch(`${example}/app.json`)).json()) as { authServerUrl: string };
      expect(app.authServerUrl).to.equal(`${authServer}/confirm`);
      expect(Math.abs((await chainTime(port)) - Date.now() / 1000)).to.be.lessThan(60);
    });

    it("prints an account that has ETH, and its key", async () => {
      const [, address, key] = /funded account: (\w+), key (\w+)/.exec(run.output())!;
      expect(address).to.equal(FUNDED_ACCOUNT.address).and.to.equal(new Wallet(key!).address);
      const node = new JsonRpcProvider(`http://127.0.0.1:${port}`);
      expect(await node.getBalance(FUNDED_ACCOUNT.address)).to.equal(parseEther("10000"));
    });

    it("continues the chain's time from where a developer has moved it", async () => {
      const node = new JsonRpcProvider(`http://127.0.0.1:${port}`);
      await node.send("evm_increaseTime", [86_400]);
      await node.send("evm_mine", []);
      const moved = await chainTime(port);
      expect(moved - Date.now() / 1000).to.be.greaterThan(86_000);
      while ((await chainTime(port)) === moved) await sleep(200);
    });

    it("stays up until Ctrl-C, and then ends the node", async () => {
      expect(await answers(port)).to.equal(true);
      run.kill("SIGINT");
      expect((await run.ended).code).to.equal(130);
      expect(await goesSilent(port)).to.equal(true);
    });
  });

  it("ends without a stack trace when its output is closed, and ends the node", async () => {
    const port = await freePort();
    const run = stay(port);
    await run.says(/node is ready/);
    run.stopReading();
    const { code, output } = await run.ended;
    expect(output).not.to.contain("EPIPE");
    expect(code).to.equal(141);
    expect(await goesSilent(port)).to.equal(true);
  });

  it("reports a port that is in use before it compiles", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const { code, output } = await start(["--once", "--port", String(port)]).ended;
    server.close();
    expect(output).to.contain(`port ${port} is in use`).and.not.to.contain("Compile");
    expect(code).to.equal(1);
  });

  it("reports a site's port that is in use at localhost's other address, where Vite listens, before it compiles", async function () {
    const server = createServer().listen(0, "::1");
    const hasIPv6 = await once(server, "listening").then(
      () => true,
      () => false,
    );
    // A machine without IPv6 has no other address, on which a port could be in use.
    if (!hasIPv6) return this.skip();
    const { port } = server.address() as AddressInfo;
    const others = ["--port", String(await freePort()), "--auth-server-port", "0", "--example-port", "0"];
    try {
      for (const option of ["--auth-server-port", "--example-port"]) {
        const { code, output } = await start([...others, option, String(port)]).ended;
        expect(output).to.contain(`port ${port} is in use: `).and.not.to.contain("Compile");
        expect(output).to.contain(`choose another with -- ${option} N`);
        expect(code).to.equal(1);
      }
    } finally {
      server.close();
    }
  });

  it("takes no port for used at an address that the machine does not have, as ::1 where there is no IPv6", async () => {
    // An address of documents, which no machine has.
    await assertPortIsFree(await freePort(), "auth-server-port", ["192.0.2.1"]);
  });

  it("refuses one port for two of what it serves, whichever of them were named", () => {
    for (const [args, both] of [
      [["--port", "3002"], "--port and --auth-server-port"],
      [["--auth-server-port", "3004"], "--auth-server-port and --example-port"],
      [["--port", "9", "--example-port", "9"], "--port and --example-port"],
    ] as const) {
      expect(() => parseOptions(args)).to.throw(`${both} are both ${args.at(-1)}: give one of them another`);
    }
    expect(parseOptions(["--port", "3002", "--once"])).to.include({ port: 3002, once: true });
    expect(parseOptions(["--auth-server-port", "0", "--example-port", "0"]).sites).to.deep.equal({
      authServer: 0,
      example: 0,
    });
  });

  it("refuses an invalid command line", async () => {
    for (const args of [
      ["--port", "eight"],
      ["--port", "0"],
      ["--port", "8e3"],
      ["--example-port", "no"],
      ["--twice"],
    ]) {
      const { code, output } = await start(args).ended;
      expect(output).to.contain(args.at(-1));
      expect(code).to.equal(1);
    }
  });
});

interface Run {
  /** Its exit code, and what it printed. */
  readonly ended: Promise<{ code: number | null; output: string }>;
  output(): string;
  says(pattern: RegExp): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  stopReading(): void;
}

/** Starts `npm start`, which stays up, with its sites at any port. */
function stay(port: number): Run {
  return start(["--port", String(port), "--auth-server-port", "0", "--example-port", "0"]);
}

/** Runs `npm start` without npm. */
function start(args: readonly string[]): Run {
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/start.ts", ...args], { cwd: ROOT });
  const killWithUs = () => child.kill();
  process.once("exit", killWithUs);
  child.once("exit", () => process.off("exit", killWithUs));
  let output = "";
  const collect = (chunk: Buffer) => (output += chunk.toString());
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  const ended = once(child, "close").then(([code]) => ({ code: code as number | null, output }));
  const says = async (pattern: RegExp) => {
    while (!pattern.test(output)) {
      if (child.exitCode !== null) throw new Error(`ended without saying ${String(pattern)}:\n${output}`);
      await Promise.race([once(child.stdout, "data"), ended]);
    }
  };
  return {
    ended,
    output: () => output,
    says,
    kill: (signal) => child.kill(signal),
    stopReading: () => child.stdout.destroy(),
  };
}

/** Returns the time of a node's latest block, in seconds since 1970. */
async function chainTime(port: number): Promise<number> {
  const block = await new JsonRpcProvider(`http://127.0.0.1:${port}`).getBlock("latest");
  return block!.timestamp;
}

async function answers(port: number): Promise<boolean> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] });
  const request = { method: "POST", headers: { "content-type": "application/json" }, body };
  return fetch(`http://127.0.0.1:${port}`, request).then(
    (response) => response.ok,
    () => false,
  );
}

/** Returns whether the node is gone soon, on a busy machine too. */
async function goesSilent(port: number): Promise<boolean> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline;) if (!(await answers(port))) return true;
  return false;
}
