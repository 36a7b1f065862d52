import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { resolve } from "node:path";
import { expect } from "chai";
import { freePort } from "../../scripts/toolchain/free-port";

const ROOT = resolve(__dirname, "../..");

describe("npm start", function () {
  this.timeout(60_000);

  it("walks once and ends with 0, saying how long the node and the walk took", async () => {
    const { code, output } = await start(["--once", "--port", String(await freePort())]).ended;
    expect(output).to.match(/node ready in [\d.]+ s, walk in [\d.]+ s/);
    expect(code).to.equal(0);
  });

  it("stays up until it is asked to end, and then takes the node along", async () => {
    const port = await freePort();
    const run = start(["--port", String(port)]);
    await run.says(/JSON-RPC: /);
    expect(await answers(port)).to.equal(true);
    run.kill("SIGINT");
    expect((await run.ended).code).to.equal(130);
    expect(await goesSilent(port)).to.equal(true);
  });

  it("says that a port is in use", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const { code, output } = await start(["--once", "--port", String(port)]).ended;
    server.close();
    expect(output).to.contain(`port ${port} is in use`);
    expect(code).to.equal(1);
  });

  it("refuses a command line it does not understand", async () => {
    for (const args of [["--port", "eight"], ["--port", "0"], ["--twice"]]) {
      const { code, output } = await start(args).ended;
      expect(output).to.contain(args.at(-1));
      expect(code).to.equal(1);
    }
  });
});

/** `npm start` without npm. */
function start(args: readonly string[]) {
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/start.ts", ...args], { cwd: ROOT });
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
  return { ended, says, kill: (signal: NodeJS.Signals) => child.kill(signal) };
}

async function answers(port: number): Promise<boolean> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "eth_chainId", params: [] });
  const request = { method: "POST", headers: { "content-type": "application/json" }, body };
  return fetch(`http://127.0.0.1:${port}`, request).then(
    (response) => response.ok,
    () => false,
  );
}

/** Whether the node is gone within two seconds. */
async function goesSilent(port: number): Promise<boolean> {
  for (const deadline = Date.now() + 2000; Date.now() < deadline;) if (!(await answers(port))) return true;
  return false;
}
