import { execFile, type ExecFileException } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Interface } from "ethers";
import { projectPath } from "../../../scripts/toolchain/toolchain";

/** What a test file saw of where it ran. */
interface Sighting {
  readonly pid: number;
  readonly network: string;
  readonly url: string;
  readonly block: string;
}

/** Where contracts call to print. */
const CONSOLE = "0x000000000000000000636F6e736F6c652e6c6f67";

/** The data of `console.log` with a text. */
function logged(name: string): string {
  return new Interface(["function log(string)"]).encodeFunctionData("log", [`printed by ${name}`]);
}

/**
 * Returns a test file that mines `blocks` blocks, records what it sees, and waits for the given files: it
 * only passes if they run at the same time.
 */
const testFile = (name: string, blocks: number, waitsFor: readonly string[]) => `
  const { existsSync, writeFileSync } = require("node:fs");
  const hre = require(${JSON.stringify(projectPath("node_modules/hardhat"))});
  describe("${name}", () => {
    it("runs", async () => {
      const { provider, name: network, config: { url } } = hre.network;
      await provider.send("hardhat_mine", ["0x${blocks.toString(16)}"]);
      const block = await provider.send("eth_blockNumber");
      await provider.send("eth_call", [{ to: ${JSON.stringify(CONSOLE)}, data: ${JSON.stringify(logged(name))} }, "latest"]);
      const sighting = JSON.stringify({ pid: process.pid, network, url, block });
      writeFileSync(__dirname + "/${name}.json", sighting);
      for (const other of ${JSON.stringify(waitsFor)})
        while (!existsSync(__dirname + "/" + other + ".json")) await new Promise((wake) => setTimeout(wake, 50));
    });
    it("fails in Z", () => { if ("${name}" === "Z") throw new Error("as it should"); });
  });`;

/** How a run ended. */
interface Run {
  readonly status: ExecFileException["code"] | 0;
  readonly output: string;
}

function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "side-by-side-"));
}

/** Writes test files into a folder, and runs them. */
async function runTests(
  folder: string,
  files: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string>> = {},
): Promise<Run> {
  const paths = Object.keys(files).map((name) => join(folder, `${name}.test.js`));
  await Promise.all(Object.values(files).map((text, index) => writeFile(paths[index]!, text)));
  const hardhat = projectPath("node_modules/hardhat/internal/cli/bootstrap.js");
  const args = [hardhat, "test", "--no-compile", ...paths];
  const options = { cwd: projectPath("."), env: { ...process.env, ...variables } };
  return await new Promise((ended) => {
    execFile(process.execPath, args, options, (error, stdout, stderr) =>
      ended({ status: error === null ? 0 : error.code, output: stdout + stderr }),
    );
  });
}

/** Reads what a test file saw. */
async function sighting(folder: string, name: string): Promise<Sighting> {
  return JSON.parse(await readFile(join(folder, `${name}.json`), "utf8")) as Sighting;
}

describe("npx hardhat test", () => {
  let folder: string;

  beforeEach(async () => (folder = await newFolder()));
  afterEach(() => rm(folder, { recursive: true }));

  it("runs a single file in its own process, on the plugin's node, which each of two runs at once has for itself", async () => {
    const runs = await Promise.all(
      ["A", "B"].map((name) => runTests(folder, { [name]: testFile(name, 1, []) })),
    );
    for (const { status, output } of runs) expect(status, output).to.equal(0);
    const [a, b] = [await sighting(folder, "A"), await sighting(folder, "B")];
    expect([a.network, b.network]).to.deep.equal(["AnvilZKsync", "AnvilZKsync"]);
    expect(a.url).not.to.equal(b.url);
    expect(a.block).to.equal(b.block);
  });

  it("ends with the node's own words if the node does not start", async () => {
    const flags = { LOCAL_ERA_FLAGS: "--unheard-of" };
    const { status, output } = await runTests(folder, { A: testFile("A", 1, []) }, flags);
    expect(output).to.contain("unknown argument --unheard-of");
    expect(output).to.contain("The node that was started for this run has ended (exit code 2)");
    expect(status).to.equal(1);
  });
});

describe("npx hardhat test of several files", () => {
  let folder: string;
  let run: Run;

  before(async () => {
    folder = await newFolder();
    run = await runTests(folder, { A: testFile("A", 5, ["Z"]), Z: testFile("Z", 7, ["A"]) });
  });
  after(() => rm(folder, { recursive: true }));

  it("runs them side by side, each on its own chain", async () => {
    const [a, z] = [await sighting(folder, "A"), await sighting(folder, "Z")];
    expect(a.pid, run.output).not.to.equal(z.pid);
    expect(a.url).not.to.equal(z.url);
    expect(Number(z.block) - Number(a.block)).to.equal(2);
    expect([a.network, z.network]).to.deep.equal(["localEra", "localEra"]);
    expect(run.output, "console.log on each chain").to.contain("printed by A").and.contain("printed by Z");
  });

  it("exits with the number of tests that failed, and names them", () => {
    expect(run.status).to.equal(1);
    expect(run.output).to.contain("3 passing").and.contain("fails in Z").and.contain("as it should");
  });
});
