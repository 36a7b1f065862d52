import type { CodePosition } from "../vm/code-position.ts";
import { contains, rangeOf } from "../zksolc/range.ts";
import type { MappedBuild, MappedContract, MappedSource } from "./build.ts";
import { lineCounter } from "./lines.ts";
import { findFunctions } from "./sites.ts";
import type { FunctionSite } from "./sites.ts";
import { mapInstructions } from "./source-map.ts";
import type { MappedInstruction } from "./source-map.ts";

type Instructions = ReadonlyMap<number, MappedInstruction>;

interface SourceFile {
  readonly name: string;
  readonly lineOf: (offset: number) => number;
  readonly functions: readonly FunctionSite[];
}

/** Maps code to source lines, using solc's source maps. */
export class SourceLocations {
  readonly #contracts: ReadonlyMap<string, MappedContract>;
  readonly #files: ReadonlyMap<number, SourceFile>;
  readonly #instructions = new Map<string, Instructions>();

  constructor({ contracts, sources }: MappedBuild) {
    this.#contracts = new Map(contracts.map((contract) => [contract.hash, contract]));
    this.#files = new Map(
      Object.entries(sources).map(([name, source]) => [source.id, readFile(name, source)]),
    );
  }

  /**
   * Returns `file:line (Contract.function)` of the last instruction that comes from a source: helpers of the compiler's
   * own may follow it, as for panics. Undefined for unknown code.
   */
  describe({ codeHash, section, path }: CodePosition): string | undefined {
    const contract = this.#contracts.get(codeHash);
    if (contract === undefined) return undefined;
    const instructions = this.#instructionsOf(contract, section);
    for (const pc of [...path].reverse()) {
      const instruction = instructions.get(pc);
      const file = instruction && this.#files.get(instruction.file);
      if (file !== undefined) return describe(file, instruction!);
    }
    return undefined;
  }

  #instructionsOf({ hash, code }: MappedContract, section: CodePosition["section"]): Instructions {
    const key = `${hash}.${section}`;
    let instructions = this.#instructions.get(key);
    if (instructions === undefined) {
      instructions = new Map(mapInstructions(code[section]).map((each) => [each.pc, each]));
      this.#instructions.set(key, instructions);
    }
    return instructions;
  }
}

function readFile(name: string, { ast, content }: MappedSource): SourceFile {
  return { name, lineOf: lineCounter(content), functions: findFunctions(ast) };
}

function describe(file: SourceFile, range: MappedInstruction): string {
  const site = file.functions.find(({ node }) => contains(rangeOf(node), range));
  const line = `${file.name}:${file.lineOf(range.start)}`;
  return site === undefined ? line : `${line} (${site.name})`;
}
