import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { StorageLayout } from "@openzeppelin/upgrades-core";
import hre from "hardhat";

/** The npm package: `compile` takes and returns standard JSON. */
const solc = createRequire(__filename)("solc") as {
  compile(input: string, callbacks: { import(path: string): { contents: string } }): string;
};

const PROBE = "StorageLayouts.sol";

/**
 * Returns the storage layout of ERC-7201 namespaces, each a struct given as `Container.Struct` with the file
 * that declares it. solc reports the layout of state variables only, so a contract with a variable of each
 * type is compiled.
 *
 * @throws Error with the compiler's message.
 */
export function storageLayout(namespaces: Readonly<Record<string, string>>): StorageLayout {
  const types = Object.entries(namespaces);
  const imports = types.map(([type, file]) => `import {${type.split(".")[0]}} from "${file}";`);
  const variables = types.map(([type], i) => `${type} internal variable${i};`);
  return layoutOfProbe([...imports, `contract StorageLayouts { ${variables.join(" ")} }`]);
}

/**
 * Returns the state variables of a contract of `contracts/`, including inherited ones. What it stores in
 * ERC-7201 namespaces is not among them.
 *
 * @throws Error with the compiler's message.
 */
export function stateVariables(contract: string): string[] {
  const layout = layoutOfProbe([
    `import {${contract}} from "contracts/${contract}.sol";`,
    `contract StorageLayouts is ${contract} {}`,
  ]);
  return layout.storage.map(({ label }) => label);
}

/** Returns the layout of the contract `StorageLayouts` in a source of these lines. */
function layoutOfProbe(lines: readonly string[]): StorageLayout {
  const content = ["// SPDX-License-Identifier: MIT", "pragma solidity ^0.8.24;", ...lines].join("\n");
  const input = {
    language: "Solidity",
    sources: { [PROBE]: { content } },
    settings: { outputSelection: { [PROBE]: { StorageLayouts: ["storageLayout"] } } },
  };
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: readSource })) as SolcOutput;
  const error = output.errors?.find(({ severity }) => severity === "error");
  if (error) throw new Error(error.formattedMessage);
  return output.contracts[PROBE]!.StorageLayouts!.storageLayout;
}

interface SolcOutput {
  readonly errors?: readonly { severity: string; formattedMessage: string }[];
  readonly contracts: Record<string, Record<string, { storageLayout: StorageLayout }>>;
}

function readSource(path: string): { contents: string } {
  const { root } = hre.config.paths;
  const folder = path.startsWith("contracts/") ? root : join(root, "node_modules");
  return { contents: readFileSync(join(folder, path), "utf8") };
}
