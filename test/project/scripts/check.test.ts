import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect } from "chai";
import { projectPath } from "../../../scripts/toolchain/toolchain";

describe("npm run check", () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "check-"));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  for (const [signal, code] of [
    ["SIGTERM", 143],
    ["SIGINT", 130],
  ] as const) {
    it(`ends what it has started, and what that has started, when ${signal} ends it`, async () => {
      // As npm, which starts a shell that starts a program, and leaves them when it is ended.
      const npm = `#!/bin/sh\nsleep 300 &\necho $$ $! >> "${folder}/pids"\nwait\n`;
      await writeFile(join(folder, "npm"), npm, { mode: 0o755 });
      const check = startCheck(folder);
      const pids = await pidsIn(join(folder, "pids"));
      check.kill(signal);
      const ended = await once(check, "close");
      try {
        for (let tries = 0; pids.some(isRunning) && tries < 300; tries++) await setTimeout(100);
        expect(pids.filter(isRunning)).to.deep.equal([]);
      } finally {
        for (const pid of pids.filter(isRunning)) process.kill(pid, "SIGKILL");
      }
      expect(ended).to.deep.equal([code, null]);
    });
  }
});

/** Starts the checks with another npm than the usual one, from a folder. */
function startCheck(folder: string): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", projectPath("scripts/check.ts")], {
    cwd: projectPath("."),
    env: { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` },
    stdio: "ignore",
  });
}

/** Waits until a process has written down its number and its child's. */
async function pidsIn(file: string): Promise<number[]> {
  for (;;) {
    const text = await readFile(file, "utf8").catch(() => "");
    if (text.endsWith("\n")) return text.trim().split(/\s+/).map(Number);
    await setTimeout(50);
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
