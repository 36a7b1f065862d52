import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import hre from "hardhat";
import type { HardhatConfig } from "hardhat/types";
import { npmSolcBuild } from "../../../local-era/hardhat/solc-build";

describe("The solc that a project's contracts are compiled with", () => {
  let root: string;

  beforeEach(async () => (root = await mkdtemp(join(tmpdir(), "solc-build-"))));
  afterEach(() => rm(root, { recursive: true }));

  it("is the npm package that the project has installed in the version it asks for", async () => {
    await install("solc", "0.8.24");
    expect(npmSolcBuild("0.8.24", asking("0.8.24"), "EraVM")).to.deep.equal({
      version: "0.8.24",
      longVersion: "0.8.24",
      compilerPath: join(root, "node_modules/solc/soljson.js"),
      isSolcJs: false,
    });
    expect(npmSolcBuild("0.8.24", asking("0.8.24"), "EVM")).to.include({ isSolcJs: true });
  });

  it("may be installed by another name", async () => {
    await install("solc", "0.8.24");
    await install("old-solc", "0.8.19");
    const devDependencies = { solc: "0.8.24", "old-solc": "npm:solc@0.8.19" };
    await writeFile(join(root, "package.json"), JSON.stringify({ devDependencies }));
    const { compilerPath } = npmSolcBuild("0.8.19", asking("0.8.24", "0.8.19"), "EraVM");
    expect(compilerPath).to.equal(join(root, "node_modules/old-solc/soljson.js"));
  });

  it("is never another version: the one that is missing is named, with the command that installs it", async () => {
    expect(() => npmSolcBuild("0.8.24", asking("0.8.24"), "EraVM")).to.throw(
      "Solidity 0.8.24 is asked for, but the npm package solc of that version is not installed (installed: 0.8.30). " +
        "Run: npm install --save-dev solc@0.8.24",
    );
    await install("solc", "0.8.19");
    const two = asking("0.8.19", "0.8.24");
    expect(() => npmSolcBuild("0.8.24", two, "EraVM")).to.throw(
      "(installed: 0.8.19, 0.8.30). Run: npm install --save-dev solc-0.8.24@npm:solc@0.8.24",
    );
  });

  it("is refused where EraVM code is asked for and local-era does not compile with that version", () => {
    for (const version of ["0.6.12", "0.8.12", "0.8.31"]) {
      expect(() => npmSolcBuild(version, asking(version), "EraVM")).to.throw(
        `Solidity ${version} is asked for, but local-era compiles with solc 0.8.13 to 0.8.30.`,
      );
    }
  });

  /** The configuration of a project in the folder that compiles with these versions. */
  function asking(...versions: string[]): HardhatConfig {
    const compilers = versions.map((version) => ({ version, settings: {} }));
    return { ...hre.config, paths: { ...hre.config.paths, root }, solidity: { compilers, overrides: {} } };
  }

  async function install(name: string, version: string): Promise<void> {
    const folder = join(root, "node_modules", name);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "package.json"), JSON.stringify({ name: "solc", version }));
    await writeFile(join(folder, "soljson.js"), "");
  }
});
