import type { StorageLayout } from "@openzeppelin/upgrades-core";
import { compileSources } from "../../toolchain/compile-sources";

const PROBE = "StorageLayouts.sol";

/**
 * Returns the storage layouts of ERC-7201 namespaces, each a struct given as `Container.Struct` with the file that declares
 * it. solc reports the layout of state variables only, so a contract with a variable is compiled for each.
 *
 * @throws Error with the compiler's message.
 */
export function storageLayouts(namespaces: Readonly<Record<string, string>>): Record<string, StorageLayout> {
  const types = Object.entries(namespaces);
  const imports = types.map(([type, file]) => `import {${type.split(".")[0]}} from "${file}";`);
  const probes = types.map(([type], i) => `contract Probe${i} { ${type} internal layout; }`);
  const layouts = layoutsOfProbes([...imports, ...probes]);
  return Object.fromEntries(types.map(([type], i) => [type, layouts[`Probe${i}`]!]));
}

/**
 * Returns the state variables of a contract of `contracts/`, including inherited ones. What it stores in
 * ERC-7201 namespaces is not among them.
 *
 * @throws Error with the compiler's message.
 */
export function stateVariables(contract: string): string[] {
  const layouts = layoutsOfProbes([
    `import {${contract}} from "contracts/${contract}.sol";`,
    `contract Probe is ${contract} {}`,
  ]);
  return layouts.Probe!.storage.map(({ label }) => label);
}

/** Returns the layouts of the contracts in a source of these lines, by their names. */
function layoutsOfProbes(lines: readonly string[]): Record<string, StorageLayout> {
  const content = ["// SPDX-License-Identifier: MIT", "pragma solidity ^0.8.24;", ...lines].join("\n");
  const outputSelection = { [PROBE]: { "*": ["storageLayout"] } };
  const { contracts } = compileSources<CompiledProbes>({ [PROBE]: content }, { outputSelection });
  const probes = Object.entries(contracts[PROBE]!);
  return Object.fromEntries(probes.map(([name, { storageLayout }]) => [name, storageLayout]));
}

interface CompiledProbes {
  readonly contracts: Record<string, Record<string, { storageLayout: StorageLayout }>>;
}
