import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { expect } from "chai";
import { contractTests } from "../../scripts/coverage/contract-tests";

const ROOT = resolve(__dirname, "../..");

describe("npm run coverage", function () {
  this.timeout(30_000);

  it("refuses the toolchain whose node records nothing", () => {
    const { status, stdout, stderr } = coverage([], { ERA_TOOLCHAIN: "official" });
    expect(stderr).to.contain("unset ERA_TOOLCHAIN");
    expect([status, stdout]).to.deep.equal([1, ""]);
  });

  it("refuses a command line it does not understand", () => {
    const { status, stdout, stderr } = coverage(["--jsn"], {});
    expect(stderr).to.contain("--jsn");
    expect([status, stdout]).to.deep.equal([1, ""]);
  });

  it("runs the tests of contracts, and not those of tools", () => {
    const folder = mkdtempSync(join(tmpdir(), "contract-tests-"));
    const tests = ["A.test.ts", "account/B.test.ts", "scripts/C.test.ts", "docs/D.test.ts", "helpers/e.ts"];
    for (const file of tests) {
      mkdirSync(join(folder, dirname(file)), { recursive: true });
      writeFileSync(join(folder, file), "");
    }
    try {
      expect(contractTests(folder)).to.deep.equal([
        join(folder, "A.test.ts"),
        join(folder, "account/B.test.ts"),
      ]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("has a Hardhat configuration that cannot be used by mistake", () => {
    const variables = { HARDHAT_CONFIG: "scripts/coverage/hardhat.config.ts", LOCAL_ERA_COVERAGE: "" };
    const { status, stderr } = run(["node_modules/hardhat/internal/cli/bootstrap.js", "clean"], variables);
    expect(stderr).to.contain("npm run coverage");
    expect(status).to.equal(1);
  });
});

function coverage(args: readonly string[], variables: NodeJS.ProcessEnv) {
  return run(["--import", "tsx", "scripts/coverage.ts", ...args], variables);
}

function run(args: readonly string[], variables: NodeJS.ProcessEnv) {
  const env = { ...process.env, ...variables };
  return spawnSync(process.execPath, args, { cwd: ROOT, env, encoding: "utf8" });
}
