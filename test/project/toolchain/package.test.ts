import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { documents, fencedBlocks } from "../../../scripts/documents/documents";
import { exportedFiles } from "../../../scripts/release/manifest";
import { startLocalNode } from "../../../scripts/start/local-node";
import { freePort } from "../../../scripts/toolchain/free-port";
import { projectPath } from "../../../scripts/toolchain/toolchain";

const GUIDE = "docs/local-era.md";
const HARDHAT = "node_modules/hardhat/internal/cli/bootstrap.js";
const FIXTURE = projectPath("test/project/toolchain/installed-project");

/** What the guide does without: the system's contracts, and what they import. */
const SYSTEM_CONTRACTS = ["@matterlabs/zksync-contracts", "@openzeppelin/contracts-v4"];

interface Manifest {
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports?: unknown;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** The guide's files: its blocks that name one after the language. */
const guideFiles = documents()
  .filter(({ path }) => path === GUIDE)
  .flatMap(fencedBlocks)
  .flatMap(({ words: [file], code }) => (file === undefined ? [] : [{ file, code }]));

/** The guide's line that loads the plugin for some runs only. */
const conditionalImport = documents()
  .filter(({ path }) => path === GUIDE)
  .flatMap(fencedBlocks)
  .find(({ code }) => code.includes("process.env.OFFICIAL"));

/** Runs in a project with the guide's files, what is packed of local-era, and links to the other packages. */
describe("The package local-era", () => {
  let folder: string;
  let installed: string;

  before(() => {
    // The space is there on purpose: the solc plugin puts paths into a shell command.
    folder = mkdtempSync(join(tmpdir(), "installed project-"));
    installed = join(folder, "node_modules/local-era");
    mkdirSync(installed, { recursive: true });
    execFileSync("tar", ["-xzf", pack(), "-C", installed, "--strip-components=1"]);
    for (const { file, code } of guideFiles) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), code);
    }
    cpSync(FIXTURE, folder, { recursive: true });
    changeConfig((text) =>
      // An account calls system contracts. From the beginning: with another setting everything is compiled again.
      text.replace("  solidity:", "  zksolc: { settings: { enableEraVMExtensions: true } },\n  solidity:"),
    );
    const { dependencies = {} } = readManifest(join(installed, "package.json"));
    const { devDependencies = {} } = readManifest(join(folder, "package.json"));
    const names = [...Object.keys({ ...dependencies, ...devDependencies }), ...SYSTEM_CONTRACTS];
    for (const name of names) if (name !== "local-era") link(name);
  });

  after(() => rmSync(folder, { recursive: true }));

  it("holds what runs, and no TypeScript", () => {
    const files = readdirSync(installed, { recursive: true, encoding: "utf8" });
    expect(files).to.include.members(["README.md", "LICENSE", "bin/zksolc", "dist/hardhat.cjs"]);
    expect(files.filter((file) => /\.ts$|esbuild|^src|^test/.test(file))).to.deep.equal([]);
    const { bin, dependencies } = readManifest(join(installed, "package.json"));
    expect(bin).to.have.all.keys("anvil-zksync", "zksync-era-local", "zksolc");
    expect(dependencies).to.not.have.any.keys("esbuild", "tsx");
  });

  it("holds what its exports and programs name, as npm packs it", () => {
    const args = ["pack", "--dry-run", "--json", "--ignore-scripts"];
    const [packed] = JSON.parse(execFileSync("npm", args, { cwd: installed, encoding: "utf8" })) as [
      { files: { path: string }[] },
    ];
    const { bin = {}, exports } = readManifest(join(installed, "package.json"));
    const named = [...exportedFiles(exports), ...Object.values(bin)];
    expect(named).to.include.members(["dist/hardhat.cjs", "bin/zksolc"]);
    expect(packed.files.map(({ path }) => path)).to.include.members(named);
  });

  it("is published as publint recommends", () => {
    const { status, output } = node([projectPath("node_modules/publint/src/cli.js"), installed, "--strict"]);
    expect(status, output).to.equal(0);
  });

  it("has a guide that asks for the versions that are tested here, and for no telemetry", () => {
    const here = { ...readManifest(projectPath("package.json")).devDependencies, "local-era": "0.1.0" };
    const { devDependencies = {} } = readManifest(join(folder, "package.json"));
    for (const [name, version] of Object.entries(devDependencies)) {
      if (!version.startsWith("file:")) expect(version, name).to.equal(here[name as keyof typeof here]);
    }
    for (const file of ["package.json", "index.cjs"]) {
      const ours = readFileSync(projectPath(join("local-era/no-telemetry", file)), "utf8");
      expect(readFileSync(join(folder, "no-telemetry", file), "utf8")).to.equal(ours);
    }
  });

  it("compiles a project, and nothing again that has not changed", () => {
    expect(hardhat("compile").output).to.match(/Successfully compiled \d+ Solidity files/);
    expect(hardhat("compile").output).to.contain("Nothing to compile");
  });

  it("compiles for the latest release of zksolc, and where it is loaded unless a variable is set", () => {
    const { status, output } = withConfig(
      (text) =>
        text
          .replace("zksolc: {", 'zksolc: { version: "latest",')
          .replace('import "local-era/hardhat";', conditionalImport!.code),
      () => hardhat("compile"),
    );
    expect(status, output).to.equal(0);
  });

  it("is what a project with its README's configuration compiles with, and tests on", () => {
    const [config] = fencedBlocks({
      path: "README.md",
      text: readFileSync(join(installed, "README.md"), "utf8"),
    }).filter(({ language }) => language === "js");
    writeFileSync(join(folder, "readme.config.js"), config!.code);
    const print = "console.log(hre.config.zksolc.settings.compilerPath, hre.config.zksyncAnvil.binaryPath)";
    writeFileSync(join(folder, "print.js"), `const hre = require("hardhat"); ${print};`);
    const { status, output } = hardhat("--config", "readme.config.js", "run", "--no-compile", "print.js");
    expect(status, output).to.equal(0);
    expect(output).to.match(/local-era\/bin\/zksolc .*local-era\/bin\/anvil-zksync/);
  });

  it("says what to do if it is imported before the plugins that it completes", () => {
    const { status, output } = withConfig(
      (text) => text.replace(/(import "@matterlabs.*\n)(import "local-era.*\n)/, "$2$1"),
      () => hardhat("compile"),
    );
    expect(output).to.contain('import "@matterlabs/hardhat-zksync" before "local-era/hardhat"');
    expect(status).to.not.equal(0);
  });

  it("runs the guide's tests, and those of a proxy, a paymaster and a smart account", () => {
    const { status, output } = hardhat("test");
    expect(status, output).to.equal(0);
    expect(output).to.contain("7 passing");
    expect(output, "console.log of a contract").to.contain("awarded 7 points");
  });

  it("deploys to its node, by the guide's script", async () => {
    const era = await startLocalNode(join(installed, "bin/anvil-zksync"), await freePort());
    try {
      const { status, output } = withConfig(
        (text) => text.replaceAll("http://127.0.0.1:8011", era.url),
        () => hardhat("deploy-zksync", "--network", "localEra"),
      );
      expect(status, output).to.equal(0);
      expect(output).to.match(/Points are at 0x[0-9a-fA-F]{40}/);
    } finally {
      await era.stop();
    }
  });

  it("compiles with another solc where the project asks for it and has it installed by another name", () => {
    const other = createRequire(projectPath("node_modules/hardhat/package.json")).resolve(
      "solc/package.json",
    );
    const { version } = JSON.parse(readFileSync(other, "utf8")) as { readonly version: string };
    const alias = `solc-${version}`;
    symlinkSync(dirname(other), join(folder, "node_modules", alias));
    writeFileSync(join(folder, "contracts/Old.sol"), `pragma solidity ${version};\ncontract Old {}\n`);
    const manifest = readFileSync(join(folder, "package.json"), "utf8");
    writeFileSync(
      join(folder, "package.json"),
      manifest.replace('"solc":', `"${alias}": "npm:solc@${version}",\n    "solc":`),
    );
    const { status, output } = withConfig(
      (text) =>
        text.replace(/solidity: (\{.*\}),/, `solidity: { compilers: [$1, { version: "${version}" }] },`),
      () => hardhat("compile"),
    );
    expect(status, output).to.equal(0);
    expect(output).to.contain("Successfully compiled");
  });

  it("refuses to compile with a solc that is not installed, and names the command that installs it", () => {
    rmSync(join(folder, "contracts/Old.sol"));
    const { status, output } = withConfig(
      (text) => text.replace('"0.8.30"', '"0.8.24"'),
      () => hardhat("compile"),
    );
    expect(output).to.contain("Solidity 0.8.24 is asked for, but the npm package solc of that version");
    expect(output).to.contain("Run: npm install --save-dev solc@0.8.24");
    expect(status).to.not.equal(0);
  });

  /** Does something while the project's configuration is another. */
  function withConfig<T>(change: (text: string) => string, act: () => T): T {
    const text = changeConfig(change);
    try {
      return act();
    } finally {
      changeConfig(() => text);
    }
  }

  /** Changes the project's configuration, and returns what it was. */
  function changeConfig(change: (text: string) => string): string {
    const file = join(folder, "hardhat.config.ts");
    const text = readFileSync(file, "utf8");
    const changed = change(text);
    expect(changed).to.not.equal(text);
    writeFileSync(file, changed);
    return text;
  }

  /** Links to a package as local-era has it, or the whole project. */
  function link(name: string): void {
    const [target] = ["local-era/node_modules", "node_modules"]
      .map((modules) => projectPath(join(modules, name)))
      .filter(existsSync);
    if (target === undefined) throw new Error(`${name} is not installed.`);
    const place = join(folder, "node_modules", name);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(target, place);
  }

  function pack(): string {
    const args = ["pack", "--silent", "--pack-destination", folder];
    const printed = execFileSync("npm", args, { cwd: projectPath("local-era"), encoding: "utf8" });
    return join(folder, printed.trim().split("\n").at(-1)!);
  }

  function hardhat(...args: readonly string[]) {
    return node([HARDHAT, ...args]);
  }

  /** Runs a program as from a shell of its own: this project's settings are not for another. */
  function node(args: readonly string[]) {
    const { PATH, HOME } = process.env;
    const env = { PATH, HOME, HARDHAT_DISABLE_TELEMETRY_PROMPT: "true" };
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: folder,
      env,
      encoding: "utf8",
    });
    return { status, output: stdout + stderr };
  }
});

function readManifest(file: string): Manifest {
  return JSON.parse(readFileSync(file, "utf8")) as Manifest;
}
