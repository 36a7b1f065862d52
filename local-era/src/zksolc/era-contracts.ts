import { containerTail } from "../bytecode/container.ts";
import { hashBytecode } from "../bytecode/bytecode-hash.ts";
import { fromHex, toHex } from "../primitives/hex.ts";
import { hasPlaceholder } from "./placeholder.ts";
import type { EraContract, SolcContract, SolcOutput } from "./standard-json.ts";
import { subobjects } from "./yul-object.ts";
import type { YulObject } from "./yul-object.ts";

/** Holds one contract with all that is needed to describe it and its creators. */
export interface CompiledContract {
  readonly file: string;
  readonly contractName: string;
  readonly solc: SolcContract;
  /** Undefined for interfaces and abstract contracts. */
  readonly yul: YulObject | undefined;
}

type ContractsByFile = Record<string, Record<string, EraContract>>;

/**
 * Converts solc's contracts to zksolc's.
 *
 * @param extended whether they are compiled with EraVM's extensions.
 */
export function toEraContracts(
  compiled: readonly CompiledContract[],
  sources: SolcOutput["sources"],
  extended: boolean,
): ContractsByFile {
  const names = contractNamesByAstId(sources);
  const objects = new Map(
    compiled.map((contract) => [qualifiedName(contract), containerObject(contract.solc, extended)]),
  );
  const contracts: ContractsByFile = {};
  for (const contract of compiled) {
    const dependencies = createdContracts(contract, names).map((name) => ({
      name,
      object: objects.get(name) ?? "",
    }));
    (contracts[contract.file] ??= {})[contract.contractName] = toEraContract(
      contract.solc,
      objects.get(qualifiedName(contract))!,
      dependencies,
    );
  }
  return contracts;
}

function toEraContract(
  solc: SolcContract,
  object: string,
  dependencies: readonly { name: string; object: string }[],
): EraContract {
  const isLinked = !hasPlaceholder(object);
  const linked = dependencies.filter((dependency) => !hasPlaceholder(dependency.object));
  const unlinked = dependencies.filter((dependency) => hasPlaceholder(dependency.object));
  return {
    ...withoutIr(solc),
    evm: { ...solc.evm, bytecode: { object } },
    ...(object !== "" && isLinked && { hash: hashOf(object) }),
    factoryDependencies: Object.fromEntries(linked.map(({ name, object }) => [hashOf(object), name])),
    factoryDependenciesUnlinked: unlinked.map(({ name }) => name),
    missingLibraries: missingLibraries(solc),
    objectFormat: isLinked ? "raw" : "elf",
  };
}

/**
 * Returns the container as hex digits. Library placeholders in the code are as long as an address and stay unchanged.
 */
function containerObject({ evm }: SolcContract, extended: boolean): string {
  const initCode = evm?.bytecode?.object ?? "";
  return initCode === "" ? "" : initCode + toHex(containerTail(initCode.length / 2, extended)).slice(2);
}

function hashOf(object: string): string {
  return hashBytecode(fromHex(object)).slice(2);
}

/** Lists the contracts that a contract can create: objects inside its own, at any depth. */
function createdContracts({ yul }: CompiledContract, names: Map<string, string>): string[] {
  if (yul === undefined) return [];
  const created = subobjects(yul).flatMap(({ name }) => names.get(name.replace(/^.*_(\d+)$/, "$1")) ?? []);
  return [...new Set(created)];
}

/**
 * Maps contracts' AST ids to names: Yul objects are called `Contract_12`, with the AST id, and `Contract_12_deployed`.
 */
function contractNamesByAstId(sources: SolcOutput["sources"] = {}): Map<string, string> {
  const names = new Map<string, string>();
  for (const [file, { ast }] of Object.entries(sources)) {
    for (const node of ast?.nodes ?? []) {
      if (node.nodeType === "ContractDefinition") names.set(String(node.id), `${file}:${node.name}`);
    }
  }
  return names;
}

function missingLibraries({ evm }: SolcContract): string[] {
  return Object.entries(evm?.bytecode?.linkReferences ?? {}).flatMap(([file, libraries]) =>
    Object.keys(libraries).map((library) => `${file}:${library}`),
  );
}

function qualifiedName({ file, contractName }: CompiledContract): string {
  return `${file}:${contractName}`;
}

/** Removes the IR, which only this program requested. */
function withoutIr(solc: SolcContract): SolcContract {
  return Object.fromEntries(Object.entries(solc).filter(([output]) => output !== "ir"));
}
