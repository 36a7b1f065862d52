import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { expect } from "chai";
import { EXECUTABLE, RunningNode } from "../rpc/running-node.ts";

const ACCOUNT = `0x${"ab".repeat(20)}`;

describe("State files", function () {
  this.timeout(60_000);
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "local-era-state-"));
    file = join(folder, "state.json");
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  const failure = (...flags: string[]) => {
    const { status, stderr } = spawnSync(EXECUTABLE, ["--port=0", ...flags], {
      encoding: "utf8",
      timeout: 20_000,
    });
    return { status, stderr };
  };

  it("of --state are created by the first run and continued by the next", async () => {
    for (const expected of ["0x0", "0x1", "0x2"]) {
      const node = await RunningNode.start("--state", file);
      expect(await node.call("eth_blockNumber")).to.equal(expected);
      await node.call("evm_mine");
      expect(await node.stop()).to.equal("SIGTERM");
    }
    expect(readdirSync(folder)).to.deep.equal(["state.json"]);
  });

  it("of --dump-state are written whatever signal ends the node, and read by --load-state", async () => {
    for (const signal of ["SIGINT", "SIGHUP"] as const) {
      const node = await RunningNode.start(`--dump-state=${file}`);
      await node.call("hardhat_setBalance", ACCOUNT, "0x7");
      expect(await node.stop(signal)).to.equal(signal);
      const before = readFileSync(file);
      await RunningNode.with([`--load-state=${file}`], async (next) => {
        expect(await next.call("eth_getBalance", ACCOUNT)).to.equal("0x7");
        await next.call("evm_mine");
      });
      expect(readFileSync(file).equals(before)).to.equal(true);
      rmSync(file);
    }
  });

  it("are written while the node runs with --state-interval", () =>
    RunningNode.with([`--state=${file}`, "--state-interval=1"], async () => {
      expect(existsSync(file)).to.equal(false);
      await new Promise((resolve) => setTimeout(resolve, 1500));
      expect(existsSync(file)).to.equal(true);
    }));

  it("wait for blocks that are being mined, but a second signal does not", async () => {
    const node = await RunningNode.start(`--state=${file}`, "--log=debug");
    const mined = node.call("anvil_mine", "0xf4240").catch(() => "not mined");
    await node.untilPrinted("block 1:");
    await node.insist("SIGINT");
    expect(await mined).to.equal("not mined");
    expect(existsSync(file)).to.equal(false);
  });

  it("that are missing or invalid end the start with status 1", () => {
    expect(failure(`--load-state=${file}`)).to.deep.include({ status: 1 });
    expect(failure(`--load-state=${file}`).stderr).to.match(/state\.json: ENOENT/);
    writeFileSync(file, "not a state");
    for (const flag of ["load-state", "state"]) {
      expect(failure(`--${flag}=${file}`)).to.deep.equal({
        status: 1,
        stderr: `error: ${file}: the state cannot be loaded: it is neither JSON nor gzip of JSON\n`,
      });
    }
    expect(readFileSync(file, "utf8")).to.equal("not a state");
  });

  it("that cannot be written are refused at the start", () => {
    const { status, stderr } = failure(`--dump-state=${join(folder, "no", "state.json")}`);
    expect(status).to.equal(1);
    expect(stderr).to.contain("the state cannot be written to");
  });

  it("that are folders are refused at the start, and not when the node has ended", () => {
    for (const named of [folder, `${folder}/gone/`]) {
      expect(failure(`--dump-state=${named}`)).to.deep.equal({
        status: 1,
        stderr: `error: the state cannot be written to ${named}: it is a folder; name a file in it\n`,
      });
    }
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith(`${basename(folder)}.`))).to.deep.equal([]);
  });

  it("without a name, as of a variable that is not set, are refused at the start", () => {
    for (const flag of ["state", "load-state", "dump-state"]) {
      expect(failure(`--${flag}=`)).to.deep.equal({
        status: 2,
        stderr: `error: --${flag} needs the name of a file, got ""\n`,
      });
    }
  });
});
