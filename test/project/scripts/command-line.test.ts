import { execFile } from "node:child_process";
import { expect } from "chai";
import { asksForHelp } from "../../../scripts/command-line";
import { projectPath } from "../../../scripts/toolchain/toolchain";

const COMMANDS = [
  "start",
  "test",
  "coverage",
  "gas",
  "bench-node",
  "bench-sdk",
  "check",
  "docs-build",
  "generate",
];

describe("The project's commands", () => {
  for (const command of COMMANDS) {
    it(`${command} prints its usage and does nothing else if given --help`, async () => {
      const { code, stdout, stderr } = await run(command, "--help");
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
      expect(stdout).to.match(/^npm (start|test|run \S+) -- /);
    });
  }

  it("take -h for --help, wherever it is", () => {
    expect(asksForHelp(["--json", "-h"])).to.equal(true);
    expect(asksForHelp(["--json"])).to.equal(false);
  });

  for (const command of COMMANDS.filter((name) => name !== "test")) {
    it(`${command} refuses an unknown option and prints its usage`, async () => {
      const { code, stderr } = await run(command, "--bogus");
      expect(code).to.equal(1);
      expect(stderr)
        .to.include("Unknown option '--bogus'")
        .and.match(/npm (start|run \S+) -- \[--/);
    });
  }

  for (const base of ["docs", "/docs", "docs/", "https://docs.example/docs"]) {
    it(`docs-build refuses ${base} as the base, before which its links would lead nowhere`, async () => {
      const { code, stderr } = await run("docs-build", "--base", base);
      expect({ code, stderr }).to.deep.equal({
        code: 1,
        stderr: `--base is "${base}", but has to begin and end with a slash, such as /docs/\n`,
      });
    });
  }
});

function run(command: string, ...args: string[]): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const program = ["--import", "tsx", projectPath(`scripts/${command}.ts`), ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, program, { cwd: projectPath(".") }, (error, stdout, stderr) => {
      resolve({ code: error ? error.code : 0, stdout, stderr });
    });
  });
}
