import type {} from "@matterlabs/hardhat-zksync-node";
import type {} from "@matterlabs/hardhat-zksync-solc";
import type { HardhatUserConfig } from "hardhat/types/config";
import { resolve } from "node:path";

/** Solidity compiler, for both toolchains: the npm package `solc`, and the base of era-solidity's build. */
export const SOLC_VERSION = "0.8.30";

/**
 * Settings of the Solidity compiler: optimized for the cost of a call rather than the size of the code. The
 * EVM version decides which instructions Solidity may use; by default, Hardhat would choose an older one.
 */
export const SOLC_SETTINGS = {
  // The highest number of runs that keeps the account's EVM code below the EVM's own limit of 24,576 bytes.
  optimizer: { enabled: true, runs: 800 },
  viaIR: true,
  evmVersion: "cancun",
} as const;

/**
 * The release of zksolc: what `official` downloads, and what the compiler front of `embedded` stands in for. 1.5.15 and
 * 1.5.16 miscompile do-while loops, some combined moves, and `mulmod` with a modulus of 2^128 or more.
 */
export const ZKSOLC_VERSION = "1.5.17";

const OFFICIAL_ANVIL_VERSION = "0.6.*";

export const TOOLCHAINS = ["embedded", "official"] as const;

/** `embedded`: the programs in local-era/. `official`: ZKsync's own, which the plugins download. */
export type Toolchain = (typeof TOOLCHAINS)[number];

/** The part of the Hardhat configuration in which the toolchains differ. */
export type ToolchainConfig = Pick<HardhatUserConfig, "zksolc" | "zksyncAnvil" | "paths">;

/**
 * Reads the variable `ERA_TOOLCHAIN`; unset or empty means `embedded`.
 *
 * @throws Error on any other name.
 */
export function selectToolchain(name: string | undefined): Toolchain {
  if (name === undefined || name === "") return "embedded";
  const known = TOOLCHAINS.find((toolchain) => toolchain === name);
  if (known === undefined) {
    throw new Error(`ERA_TOOLCHAIN is "${name}", but the toolchains are: ${TOOLCHAINS.join(", ")}.`);
  }
  return known;
}

/** Returns the compiler and node settings of a toolchain. */
export function toolchainConfig(toolchain: Toolchain): ToolchainConfig {
  return toolchain === "embedded" ? embeddedConfig() : officialConfig();
}

/** What is not here, `local-era/hardhat` adds: its programs are those of the folder local-era/. */
function embeddedConfig(): ToolchainConfig {
  return {
    zksolc: {
      version: ZKSOLC_VERSION,
      settings: { ...commonZksolcSettings(), optimizer: { mode: "3", ...SOLC_SETTINGS.optimizer } },
    },
  };
}

function officialConfig(): ToolchainConfig {
  return {
    zksolc: {
      version: ZKSOLC_VERSION,
      settings: {
        ...commonZksolcSettings(),
        optimizer: { mode: "3", enabled: SOLC_SETTINGS.optimizer.enabled },
      },
    },
    zksyncAnvil: { version: OFFICIAL_ANVIL_VERSION },
    // Code of the one toolchain does not run on the other's node, and the SDK's tests need that of `embedded`.
    paths: { artifacts: "artifacts-official-zk", cache: "cache-official-zk" },
  };
}

/**
 * Omits the metadata hash from the bytecode. Otherwise a comment would change the bytecode's hash and,
 * through the proxy's hash, every address a factory computes. `hashType` is zksolc's name for solc's
 * `bytecodeHash`; the plugin passes on what it is given, though its types know the older name only. The
 * compiler's version stays at the end of the code, where verifiers look for it: `appendCBOR` is not set.
 */
const METADATA: { readonly hashType: "none"; readonly useLiteralContent?: boolean } = { hashType: "none" };

/**
 * System contracts are reached through EraVM's extra instructions, which both toolchains know. `LLVMOptions`
 * must not be left undefined: Hardhat's cache, stored as JSON, would never match again, and every run would
 * compile everything.
 */
function commonZksolcSettings() {
  return {
    // The account checks the origin as well as the sender to keep contracts away; see
    // executeTransactionFromOutside.
    suppressedWarnings: ["txorigin"],
    codegen: "yul",
    enableEraVMExtensions: true,
    LLVMOptions: [],
    metadata: METADATA,
  };
}

/** Returns the absolute path of a file of the project. */
export function projectPath(path: string): string {
  return resolve(__dirname, "../..", path);
}
