import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { networks } from "../../../scripts/toolchain/networks";
import {
  projectPath,
  selectToolchain,
  toolchainConfig,
  TOOLCHAINS,
  type Toolchain,
  ZKSOLC_VERSION,
} from "../../../scripts/toolchain/toolchain";

/**
 * Runs in its own process, where it loads hardhat.config.ts as `npx hardhat` does, and prints what the
 * plugins made of it. That includes their own checks of the settings; nothing is downloaded.
 */
const PRINT_LOADED_CONFIG = `
  const hre = require("hardhat");
  const { TASK_COMPILE_SOLIDITY_GET_SOLC_BUILD } = require("hardhat/builtin-tasks/task-names");
  const { ZksolcCompilerDownloader } = require("@matterlabs/hardhat-zksync-solc/dist/src/compile/downloader");
  const { RPCServerDownloader } = require("@matterlabs/hardhat-zksync-node/dist/downloader");

  async function main() {
    const { zksolc, zksyncAnvil, solidity, paths, networks: { hardhat, localEra } } = hre.config;
    new RPCServerDownloader("nodes", zksyncAnvil.version);
    const compiler = await ZksolcCompilerDownloader.getDownloaderWithVersionValidated(
      zksolc.version, zksolc.settings.compilerPath, "compilers",
    );
    const overrides = (task) => (task ? [task.action.toString(), ...overrides(task.parentTaskDefinition)] : []);
    console.log(JSON.stringify({
      zksolc, zksyncAnvil, solidity, localEra, paths, hardhat: { zksync: hardhat.zksync },
      compilerPath: compiler.getCompilerPath(),
      solcBuildTasks: overrides(hre.tasks[TASK_COMPILE_SOLIDITY_GET_SOLC_BUILD]).length,
      bindings: Object.keys(require.cache).filter((path) => path.includes("typechain-types")),
    }));
  }
  main();
`;

/** Runs likewise, and prints the release for which the plugin takes the compiler of `embedded`. */
const PRINT_COMPILER_VERSION = `
  const hre = require("hardhat");
  hre.run("compile:zksolc:download").then(() => console.log(hre.config.zksolc.version));
`;

function runWithHardhat(code: string, ERA_TOOLCHAIN: string, LOCAL_ERA_ZKSOLC_VERSION = "") {
  return spawnSync(process.execPath, ["--import", "tsx", "-e", code], {
    cwd: projectPath("."),
    env: { ...process.env, ERA_TOOLCHAIN, LOCAL_ERA_ZKSOLC_VERSION },
    encoding: "utf8",
  });
}

function loadedConfig(toolchain: string) {
  const { stdout, stderr, status } = runWithHardhat(PRINT_LOADED_CONFIG, toolchain);
  expect(status, stderr).to.equal(0);
  return JSON.parse(stdout);
}

describe("toolchain", () => {
  const configs = {} as Record<Toolchain, ReturnType<typeof loadedConfig>>;

  before(() => {
    for (const toolchain of TOOLCHAINS) configs[toolchain] = loadedConfig(toolchain);
  });

  describe("embedded", () => {
    it("compiles and runs with the programs in local-era", () => {
      const config = configs.embedded;
      expect(resolve(projectPath("."), config.compilerPath)).to.equal(projectPath("local-era/bin/zksolc"));
      expect(config.zksyncAnvil.binaryPath).to.equal(projectPath("local-era/bin/anvil-zksync"));
      for (const program of [config.compilerPath, config.zksyncAnvil.binaryPath]) {
        expect(existsSync(program), program).to.equal(true);
      }
    });

    it("leaves the version of zksolc to the program, as the plugin requires along with a path", () => {
      expect(configs.embedded.zksolc.version).to.equal("local_or_remote");
    });

    it("stands in for the release that is pinned for the official toolchain", () => {
      const { stdout, stderr } = runWithHardhat(PRINT_COMPILER_VERSION, "embedded");
      expect(stdout.trim(), stderr).to.equal(ZKSOLC_VERSION);
      const env = { ...process.env, LOCAL_ERA_ZKSOLC_VERSION: "" };
      const alone = spawnSync(projectPath("local-era/bin/zksolc"), ["--version"], { env, encoding: "utf8" });
      expect(/\d+\.\d+\.\d+/.exec(alone.stdout)![0]).to.equal(ZKSOLC_VERSION);
    });

    it("stands in for another if LOCAL_ERA_ZKSOLC_VERSION says so, and reports what it cannot stand in for", () => {
      const { stdout, stderr } = runWithHardhat(PRINT_COMPILER_VERSION, "embedded", "1.5.16");
      expect(stdout.trim(), stderr).to.equal("1.5.16");
      const refused = runWithHardhat(PRINT_COMPILER_VERSION, "embedded", "1.5");
      expect(refused.stderr).to.contain(
        'The release of zksolc to stand in for is "1.5", but must be from 1.5.15 on',
      );
      expect(refused.status).not.to.equal(0);
    });

    it("loads without the contracts' bindings, which compiling makes", () => {
      expect(configs.embedded.bindings).to.deep.equal([]);
    });

    it("is the default", () => {
      expect(selectToolchain(undefined)).to.equal("embedded");
      expect(selectToolchain("")).to.equal("embedded");
    });
  });

  describe("official", () => {
    it("pins the versions of zksolc and anvil-zksync for the plugins to download", () => {
      const config = configs.official;
      expect(config.zksolc.version).to.equal("1.5.17");
      expect(config.compilerPath).to.match(/zksolc-v1\.5\.17$/);
      expect(config.zksyncAnvil).to.deep.equal({ version: "0.6.*" });
    });

    it("pins no release of zksolc that is known to miscompile", () => {
      const [major, minor, patch] = configs.official.zksolc.version.split(".").map(Number);
      expect([major, minor]).to.deep.equal([1, 5]);
      expect(patch).to.be.at.least(17);
    });

    it("is documented with the release it pins", () => {
      const text = readFileSync(projectPath("docs/toolchain.md"), "utf8");
      expect(text).to.contain(`zksolc ${ZKSOLC_VERSION} and its solc`);
      expect(text).to.match(new RegExp(`^\\| zksolc +\\| ${ZKSOLC_VERSION} `, "m"));
    });

    it("points to nothing in local-era", () => {
      expect(JSON.stringify(toolchainConfig("official"))).not.to.contain("local-era");
      expect(JSON.stringify(configs.official)).not.to.contain("local-era");
    });

    it("keeps its code and its cache apart, since neither node runs the other's code", () => {
      const folders = TOOLCHAINS.map((toolchain) => configs[toolchain].paths);
      expect(folders.map(({ artifacts }) => basename(artifacts))).to.deep.equal([
        "artifacts-zk",
        "artifacts-official-zk",
      ]);
      expect(folders.map(({ cache }) => basename(cache))).to.deep.equal(["cache-zk", "cache-official-zk"]);
    });

    it("leaves the choice of solc to the plugin", () => {
      expect(configs.official.solcBuildTasks).to.equal(configs.embedded.solcBuildTasks - 1);
    });
  });

  for (const toolchain of TOOLCHAINS) {
    it(`compiles the same Solidity with EraVM's extensions: ${toolchain}`, () => {
      const { zksolc, solidity, hardhat, localEra } = configs[toolchain];
      expect(zksolc.settings).to.include({ enableEraVMExtensions: true, codegen: "yul" });
      expect(zksolc.settings.optimizer).to.include({ enabled: true, mode: "3" });
      expect(solidity.compilers.map(({ version }: { version: string }) => version)).to.deep.equal(["0.8.30"]);
      expect(solidity.compilers[0].settings).to.include({ evmVersion: "cancun", viaIR: true });
      expect(hardhat.zksync).to.equal(true);
      expect(localEra).to.include({ zksync: true, url: "http://127.0.0.1:8011" });
    });
  }

  for (const toolchain of TOOLCHAINS) {
    it(`omits the metadata hash from the bytecode, by zksolc's name for it: ${toolchain}`, () => {
      // What the plugin puts into the compiler's input: it drops solc's metadata settings and passes on
      // zksolc's.
      expect(configs[toolchain].solidity.compilers[0].settings.metadata).to.deep.equal({ hashType: "none" });
    });
  }

  it("reads from LOCAL_ERA_URL where a running node listens", () => {
    const { localEra } = networks({ LOCAL_ERA_URL: "http://127.0.0.1:9000" });
    expect(localEra).to.include({ url: "http://127.0.0.1:9000", ethNetwork: "http://127.0.0.1:9000" });
  });

  it("refuses an unknown toolchain, listing the known ones", () => {
    const { status, stderr } = runWithHardhat('require("hardhat")', "oficial");
    expect(stderr).to.contain('ERA_TOOLCHAIN is "oficial", but the toolchains are: embedded, official.');
    expect(status).not.to.equal(0);
  });
});
