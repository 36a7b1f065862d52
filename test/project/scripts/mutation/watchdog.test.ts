import { expect } from "chai";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { projectPath } from "../../../../scripts/toolchain/toolchain";

/** Runs a program with a watchdog called `dog`, resolves to its exit code or the signal that ended it. */
async function endOf(program: string): Promise<number | string> {
  const watchdog = JSON.stringify(projectPath("scripts/mutation/watchdog.ts"));
  const text = `const { Watchdog } = require(${watchdog}); const dog = new Watchdog(); ${program}`;
  const child = spawn(process.execPath, ["--import", "tsx", "--eval", text], { stdio: "ignore" });
  const [code, signal] = (await once(child, "exit")) as [number | null, string | null];
  return signal ?? code!;
}

describe("The watchdog of mutation testing", () => {
  it("ends a process that is busy for longer than it may be", async () => {
    expect(await endOf("dog.allow(300); for (;;) {}")).to.equal("SIGKILL");
  });

  it("lets a process go on that was given more time, or has done what it was given time for", async () => {
    // Asking for the time is work, too, though the system's.
    const busy =
      "const begun = process.cpuUsage(); while (process.cpuUsage(begun).user < 900_000) for (let i = 0; i < 1e6; i++);";
    expect(await endOf(`dog.allow(60_000); ${busy}`)).to.equal(0);
    expect(await endOf(`dog.allow(300); dog.rest(); ${busy}`)).to.equal(0);
  });
});
