import { HardhatPluginError } from "hardhat/plugins";
import type { HardhatConfig, SolcBuild } from "hardhat/types";
import range from "../src/zksolc/solc-range.json";
import { PLUGIN_NAME } from "./configure";
import { forShell } from "./programs";
import { solcPackages, type SolcPackage } from "./solc-packages";

/**
 * Returns the npm package solc of a version in place of a downloaded compiler. For EraVM the plugin passes its path on, and
 * this package's zksolc loads it; for the EVM Hardhat does.
 *
 * @throws HardhatPluginError if it is not installed, or not supported: no other version takes its place.
 */
export function npmSolcBuild(version: string, config: HardhatConfig, target: "EraVM" | "EVM"): SolcBuild {
  if (target === "EraVM" && !isSupported(version)) {
    throw new HardhatPluginError(
      PLUGIN_NAME,
      `Solidity ${version} is asked for, but local-era compiles with solc ${range.oldest} to ${range.newest}.`,
    );
  }
  const packages = solcPackages(config.paths.root);
  const found = packages.find((solc) => solc.version === version);
  if (found === undefined) throw new HardhatPluginError(PLUGIN_NAME, refusal(version, packages, config));
  return {
    version,
    longVersion: version,
    compilerPath: target === "EraVM" ? forShell(found.soljson) : found.soljson,
    isSolcJs: target === "EVM",
  };
}

/** The command leaves the other versions that the project asks for installed. */
function refusal(version: string, packages: readonly SolcPackage[], { solidity }: HardhatConfig): string {
  const asked = [...solidity.compilers, ...Object.values(solidity.overrides)].map((solc) => solc.version);
  const isNameTaken = packages.some((solc) => solc.name === "solc" && asked.includes(solc.version));
  const name = isNameTaken ? `solc-${version}@npm:solc@${version}` : `solc@${version}`;
  const installed = [...new Set(packages.map((solc) => solc.version))].join(", ") || "none";
  return (
    `Solidity ${version} is asked for, but the npm package solc of that version is not installed ` +
    `(installed: ${installed}). Run: npm install --save-dev ${name}`
  );
}

function isSupported(version: string): boolean {
  return compare(version, range.oldest) >= 0 && compare(version, range.newest) <= 0;
}

function compare(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}
