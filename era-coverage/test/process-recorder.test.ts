import { spawnSync } from "node:child_process";
import { expect } from "chai";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DEFAULT_ACCOUNTS } from "../../local-era/src/cli/dev-accounts.ts";
import { deployCounter, walletOn } from "../../local-era/test/rpc/deployment.ts";
import { EXECUTABLE as PLAIN, RunningNode } from "../../local-era/test/rpc/running-node.ts";
import { readRecordings } from "../src/recording-files.ts";
import { FOLDER_VARIABLE } from "../src/folder.ts";

const RECORDING = fileURLToPath(new URL("../bin/anvil-zksync-coverage", import.meta.url));
const PATIENCE = 5_000;

describe("recording of a node", function () {
  this.timeout(60_000);
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "recording-"));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    it(`is written when ${signal} ends the node, which still ends by the signal`, async () => {
      const node = await recordingNode(folder);
      await deployCounter(walletOn(node, DEFAULT_ACCOUNTS[0]!.privateKey));
      expect(await node.stop(signal)).to.equal(signal);
      const [recording] = await readRecordings(folder, PATIENCE);
      const sections = Object.values(recording!);
      expect(sections.map((section) => Object.keys(section))).to.deep.equal([["creation"]]);
      expect(sections[0]!.creation!.length).to.be.greaterThan(10);
    });
  }

  it("is one file per node", async () => {
    const nodes = [await recordingNode(folder), await recordingNode(folder)];
    for (const node of nodes) await node.stop();
    expect(await readRecordings(folder, PATIENCE)).to.have.length(2);
  });

  it("that was killed is missed, not passed over", async () => {
    const node = await recordingNode(folder);
    await node.stop("SIGKILL");
    const error = await readRecordings(folder, 200).then(String, String);
    expect(error).to.contain("left no recording");
  });

  it("is missed when no node ran at all", async () => {
    expect(await readRecordings(folder, 200).then(String, String)).to.contain("No node recorded anything");
  });

  it("is not made by a plain node, whatever the variable says", async () => {
    const node = await RunningNode.of(PLAIN, [], { [FOLDER_VARIABLE]: folder });
    await deployCounter(walletOn(node, DEFAULT_ACCOUNTS[0]!.privateKey));
    expect(readdirSync(folder)).to.deep.equal([]);
    await node.stop();
    expect(readdirSync(folder)).to.deep.equal([]);
  });

  it("needs a folder, without which the node says so and does not start", () => {
    const { status, stderr } = run("--port=0", "");
    expect([status, stderr]).to.deep.equal([
      2,
      `error: Set ${FOLDER_VARIABLE} to the folder coverage is measured in.\n`,
    ]);
  });

  it("is not begun by a question about the node", () => {
    const { status, stdout } = run("--version", folder);
    expect([status, stdout.split(" ")[0]]).to.deep.equal([0, "anvil-zksync"]);
    expect(readdirSync(folder)).to.deep.equal([]);
  });
});

function run(flag: string, folder: string) {
  const env = { ...process.env, [FOLDER_VARIABLE]: folder };
  return spawnSync(RECORDING, [flag], { env, encoding: "utf8", timeout: 20_000 });
}

function recordingNode(folder: string): Promise<RunningNode> {
  return RunningNode.of(RECORDING, [], { [FOLDER_VARIABLE]: folder });
}
