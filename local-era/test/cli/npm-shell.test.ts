import { spawn } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { expect } from "chai";
import { npmShell } from "../../src/cli/npm-shell.ts";
import { EXECUTABLE } from "../rpc/running-node.ts";

describe("A node and the shell that npm starts it in", function () {
  this.timeout(60_000);

  for (const [script, isTied] of [
    ["'zksync-era-local'", true],
    ["anvil-zksync", true],
    ["anvil-zksync --port 8011 --silent", true],
    ["anvil-zksync --silent & npm test", false],
    ["nohup anvil-zksync", false],
    ["'hardhat'", false],
    ["anvil-zksync-else", false],
    [undefined, false],
  ] as const) {
    it(`are ${isTied ? "" : "not "}tied to each other by the script ${script}`, () => {
      expect(npmShell({ npm_lifecycle_script: script }, 7)).to.equal(isTied ? 7 : undefined);
    });
  }

  it("end together if npx runs that node alone, whose shell is all that it ends", async () => {
    const env = { ...process.env, npm_lifecycle_script: "'zksync-era-local'" };
    const shell = spawn("sh", ["-c", '"$0" --port=0 & echo "pid $!"; wait', EXECUTABLE], { env });
    let output = "";
    for await (const chunk of shell.stdout) {
      output += String(chunk);
      if (output.includes("Listening")) break;
    }
    const node = Number(/pid (\d+)/.exec(output)![1]);
    shell.kill();
    while (isRunning(node)) await setTimeout(100);
  });
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
