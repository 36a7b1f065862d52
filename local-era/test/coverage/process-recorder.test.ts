import { expect } from "chai";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readRecordings } from "../../src/coverage/recording-files.ts";
import { DEFAULT_ACCOUNTS } from "../../src/cli/dev-accounts.ts";
import { deployCounter, walletOn } from "../rpc/deployment.ts";
import { RunningNode } from "../rpc/running-node.ts";

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
});

/** A node inherits this process's environment. */
async function recordingNode(folder: string): Promise<RunningNode> {
  process.env.LOCAL_ERA_COVERAGE = folder;
  try {
    return await RunningNode.start();
  } finally {
    delete process.env.LOCAL_ERA_COVERAGE;
  }
}
