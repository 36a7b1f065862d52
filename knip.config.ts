import type { KnipConfig } from "knip";

/** What is used from outside, by workspace; everything else has to be used from there. */
const config: KnipConfig = {
  ignoreExportsUsedInFile: true,
  workspaces: {
    ".": {
      entry: [
        "deploy/*.ts",
        "scripts/*.ts",
        "scripts/bench/{anvil,node-reporter}.cjs",
        "scripts/bench/plain-hardhat.config.ts",
        "scripts/coverage/*.ts",
        "scripts/mutation/{hardhat.config,worker}.ts",
        "scripts/documents/load-titles.ts",
        "scripts/test/{counting-reporter,hardhat-suite}.ts",
        "scripts/toolchain/bindings-target.ts",
        "test/**/*.test.ts",
        // A project that a test makes.
        "test/project/toolchain/installed-project/test/*.ts",
      ],
      project: ["scripts/**/*.{ts,cjs}", "test/**/*.ts", "deploy/**/*.ts"],
      ignoreDependencies: [
        // Sources that the contracts import.
        "@ERC4337/account-abstraction",
        "@matterlabs/zksync-contracts",
        "@openzeppelin/contracts",
        "@rhinestone/modulekit",
        "solady",
        // Loaded where it is needed, by scripts/toolchain/compile-sources.ts.
        "solc",
        // Takes the place of what the plugin for Hardhat would report with.
        "@matterlabs/zksync-telemetry-js",
      ],
    },
    "local-era": {
      entry: ["bin/*", "hardhat/index.ts", "scripts/*.ts", "test/**/*.test.ts"],
      project: ["hardhat/*.ts", "launch/*.mjs", "scripts/*.ts", "src/**/*.ts", "test/**/*.ts"],
      // Who uses the plugin for it has it.
      ignoreDependencies: ["hardhat"],
      // What other workspaces may use is held to being used, like all else.
      includeEntryExports: true,
    },
    "era-coverage": {
      entry: ["bin/*", "src/*-program.ts", "test/**/*.test.ts"],
      project: ["src/**/*.ts", "test/**/*.ts"],
    },
    sdk: {
      // Built from `src/`.
      ignore: ["dist/**"],
      entry: ["src/**/index.ts", "test/**/*.test.ts", "test/types/*.ts", "scripts/*.ts"],
      project: ["src/**/*.ts", "test/**/*.ts", "scripts/*.ts"],
      ignoreDependencies: [
        // `npm run sdk:check` runs their programs.
        "@arethetypeswrong/cli",
        "publint",
        "vite",
        // The published client, in a project that a test makes.
        "zksync-sso",
      ],
    },
    "auth-server": {
      entry: ["test/**/*.test.ts"],
      project: ["src/**/*.{ts,tsx}", "test/**/*.ts", "hosting/**/*.ts"],
      // Fonts that the style sheets load.
      ignoreDependencies: ["@fontsource-variable/.*"],
    },
    "examples/tip-jar": { project: ["src/**/*.{ts,tsx}"] },
    site: { project: ["src/**/*.ts", ".vitepress/**/*.ts"] },
    e2e: {
      entry: ["*.ts", "*/**/*.test.ts", "*/pages/*.ts"],
      project: ["**/*.ts"],
    },
  },
};

export default config;
