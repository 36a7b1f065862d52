import { spawnSync } from "node:child_process";
import { expect } from "chai";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { MappedBuild } from "../../local-era/src/source-maps/build.ts";
import type { CompilerOutput } from "../../local-era/src/zksolc/standard-json.ts";
import { readSourceMaps } from "../../local-era/src/cli/source-maps.ts";
import { solidity, standardJson } from "../../local-era/test/zksolc/helpers/compiler.ts";
import { compileForCoverage } from "../src/compile-for-coverage.ts";
import { BUILD_FILE, FOLDER_VARIABLE } from "../src/folder.ts";

const EXECUTABLE = fileURLToPath(new URL("../bin/zksolc-coverage", import.meta.url));
const PLAIN = solidity("contract Plain { function f() external pure returns (uint256) { return 1; } }");
const CREATOR = solidity(
  'import "./Plain.sol"; contract Creator { function f() external returns (Plain) { return new Plain(); } }',
);
const NAMES = Array.from({ length: 17 }, (_, i) => `a${i}`);
const DEEP = solidity(`contract Deep { function f(uint256 b) external pure returns (uint256) {
  ${NAMES.map((name, i) => `uint256 ${name} = b + ${i};`).join("\n")}
  return ${NAMES.join(" + ")};
} }`);

describe("compilation for coverage", function () {
  this.timeout(60_000);

  it("takes the IR where the legacy code generator runs out of stack", async () => {
    const { build } = await compileForCoverage(standardJson({ "Plain.sol": PLAIN, "Deep.sol": DEEP }));
    expect(pipelines(build)).to.deep.equal({ "Plain.sol:Plain": "legacy", "Deep.sol:Deep": "ir" });
  });

  it("answers as zksolc does, with what a contract creates", async () => {
    const { output, build } = await compileForCoverage(
      standardJson({ "Plain.sol": PLAIN, "Creator.sol": CREATOR }),
    );
    const plain = build!.contracts.find(({ name }) => name === "Plain.sol:Plain")!;
    const { factoryDependencies } = output.contracts!["Creator.sol"]!.Creator!;
    expect(factoryDependencies).to.deep.equal({ [plain.hash.slice(2)]: "Plain.sol:Plain" });
  });

  it("gives errors in the code back, and no build", async () => {
    const { output, build } = await compileForCoverage(standardJson({ "Bad.sol": solidity("contract { }") }));
    expect(build).to.equal(undefined);
    expect(output.errors?.map(({ type }) => type)).to.include("ParserError");
  });

  it("is a program that leaves the build in the coverage folder", () => {
    const folder = mkdtempSync(join(tmpdir(), "compilation-"));
    try {
      const { stdout, status } = run(["--standard-json"], folder, standardJson({ "Plain.sol": PLAIN }));
      expect(status).to.equal(0);
      const output = JSON.parse(stdout) as CompilerOutput;
      const build = JSON.parse(readFileSync(join(folder, BUILD_FILE), "utf8")) as MappedBuild;
      expect(`0x${output.contracts!["Plain.sol"]!.Plain!.hash}`).to.equal(build.contracts[0]!.hash);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("leaves what a node finds source lines in", () => {
    const folder = mkdtempSync(join(tmpdir(), "compilation-"));
    try {
      const { stdout } = run(["--standard-json"], folder, standardJson({ "Plain.sol": PLAIN }));
      const { hash, evm } = (JSON.parse(stdout) as CompilerOutput).contracts!["Plain.sol"]!.Plain!;
      const path = Array.from(evm.bytecode.object, (_, pc) => pc);
      const place = readSourceMaps(join(folder, BUILD_FILE)).describe({
        codeHash: `0x${hash}`,
        section: "runtime",
        path,
      });
      expect(place).to.match(/^Plain\.sol:3( |$)/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("refuses to compile without a coverage folder, and input that is none", () => {
    const { stderr, status } = run(["--standard-json"], "", standardJson({ "Plain.sol": PLAIN }));
    expect([status, stderr]).to.deep.equal([
      1,
      `zksolc-coverage: Set ${FOLDER_VARIABLE} to the folder coverage is measured in.\n`,
    ]);
    const folder = join(tmpdir(), "never-made");
    expect(run(["--standard-json"], folder, "{").stderr).to.contain("not valid JSON");
    expect(existsSync(folder)).to.equal(false);
  });

  it("is otherwise zksolc", () => {
    expect(run(["--version"], "", "").stdout).to.match(/zksolc/i);
  });
});

function run(args: readonly string[], folder: string, input: string) {
  const env = { ...process.env, [FOLDER_VARIABLE]: folder };
  return spawnSync(EXECUTABLE, args, { input, env, encoding: "utf8" });
}

function pipelines(build: MappedBuild | undefined): Record<string, string> {
  return Object.fromEntries(build!.contracts.map(({ name, pipeline }) => [name, pipeline]));
}
