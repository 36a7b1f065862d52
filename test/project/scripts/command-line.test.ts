import { execFile } from "node:child_process";
import { expect } from "chai";
import { projectPath } from "../../../scripts/toolchain/toolchain";

const COMMANDS = ["start", "test", "coverage", "gas", "bench-node", "bench-sdk"];

describe("The project's commands", () => {
  for (const command of COMMANDS) {
    for (const flag of ["--help", "-h"]) {
      it(`${command} prints its usage and does nothing else if given ${flag}`, async () => {
        const { code, stdout, stderr } = await run(command, flag);
        expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
        expect(stdout).to.match(/^npm (start|test|run \S+) -- /);
      });
    }
  }

  for (const command of COMMANDS.filter((name) => name !== "test")) {
    it(`${command} refuses an unknown option and prints its usage`, async () => {
      const { code, stderr } = await run(command, "--bogus");
      expect(code).to.equal(1);
      expect(stderr)
        .to.include("Unknown option '--bogus'")
        .and.match(/npm (start|run \S+) -- \[--/);
    });
  }
});

function run(command: string, argument: string): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const program = ["--import", "tsx", projectPath(`scripts/${command}.ts`), argument];
  return new Promise((resolve) => {
    execFile(process.execPath, program, { cwd: projectPath(".") }, (error, stdout, stderr) => {
      resolve({ code: error ? error.code : 0, stdout, stderr });
    });
  });
}
