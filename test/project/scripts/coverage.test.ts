import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { expect } from "chai";

const ROOT = resolve(__dirname, "../../..");

describe("npm run coverage", () => {
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
