import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { runWhole } from "../../../scripts/run-whole";

/** Runs a program of Node that prints nothing of ours. */
function run(program: string, options: { silenceMs?: number } = {}): Promise<number | string> {
  return runWhole(process.execPath, ["--eval", program], options);
}

describe("A program whose output is shown when it has ended", () => {
  it("is waited for until it ends, with its code", async () => {
    expect(await run("setTimeout(() => process.exit(3), 300)")).to.equal(3);
  });

  it("is killed if it prints nothing for longer than it may", async () => {
    expect(await run("setInterval(() => {}, 1000)", { silenceMs: 200 })).to.equal("SIGKILL");
  });

  it("goes on while it prints, however long that takes", async () => {
    // Longer in all than it may be silent, which is longer than a busy machine takes to start it.
    const program = `let left = 14; setInterval(() => process.stdout.write(--left ? " " : process.exit(0)), 500)`;
    expect(await run(program, { silenceMs: 5000 })).to.equal(0);
  });

  it("is not waited for if another that it has left behind holds its output", async () => {
    const folder = await mkdtemp(join(tmpdir(), "left-behind-"));
    const file = join(folder, "pid");
    try {
      await run(`const { spawn } = require("node:child_process");
        const options = { stdio: "inherit", detached: true };
        const left = spawn(process.execPath, ["--eval", "setInterval(() => {}, 1000)"], options);
        left.unref();
        require("node:fs").writeFileSync(${JSON.stringify(file)}, String(left.pid));`);
      const pid = Number(await readFile(file, "utf8"));
      expect(process.kill(pid, "SIGTERM")).to.equal(true);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
