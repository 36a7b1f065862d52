import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { expect } from "chai";
import { npmShell } from "../../src/cli/npm-shell.ts";
import { EXECUTABLE } from "../rpc/running-node.ts";

/** Longer than a node needs to notice that another process has ended. */
const NOTICED_MS = 4000;

describe("A node and the shell that npm starts it in", function () {
  this.timeout(30_000);

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
    expect(await outlivesShell("'zksync-era-local'")).to.equal(false);
  });

  it("do not end together if another script has started the node", async () => {
    expect(await outlivesShell("nohup zksync-era-local &")).to.equal(true);
  });

  it("do not end together if no npm has started either", async () => {
    expect(await outlivesShell(undefined)).to.equal(true);
  });
});

/** Starts a node in a shell, as npm would for a script, ends the shell alone, and returns whether the node goes on. */
async function outlivesShell(script: string | undefined): Promise<boolean> {
  const env = { ...process.env, npm_lifecycle_script: script };
  const shell = spawn("sh", ["-c", '"$0" --port=0 & echo "pid $!"; wait', EXECUTABLE], { env });
  let output = "";
  for await (const chunk of shell.stdout) {
    output += String(chunk);
    if (output.includes("Listening")) break;
  }
  const node = Number(/pid (\d+)/.exec(output)![1]);
  shell.kill();
  if (shell.exitCode === null && shell.signalCode === null) await once(shell, "exit");
  for (let waited = 0; isRunning(node) && waited < NOTICED_MS; waited += 100) await setTimeout(100);
  const goesOn = isRunning(node);
  if (goesOn) process.kill(node, "SIGKILL");
  return goesOn;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
