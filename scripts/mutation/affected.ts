import type { MappedBuild, MappedContract } from "../../local-era/src/source-maps/build";
import type { AstNode } from "../../local-era/src/zksolc/ast";
import { contains, rangeOf, type Range } from "../../local-era/src/zksolc/range";
import type { Mutant } from "./mutant";

/** Tells which contracts contain code of a piece of a source. */
export class AffectedContracts {
  readonly #build: MappedBuild;
  /** Ranges with code, by contract, for files that were asked about. */
  readonly #ranges = new Map<number, Map<string, Range[]>>();
  readonly #closures = new Map<string, ReadonlySet<string>>();

  constructor(build: MappedBuild) {
    this.#build = build;
  }

  /**
   * Returns `file:Contract` of those with code of the changed function or variable, the deployed ones first; of all that
   * import the file if there is no such code to be found.
   */
  of({ file, start, end }: Pick<Mutant, "file" | "start" | "end">): string[] {
    const { id, ast } = this.#build.sources[file]!;
    const declaration = declarationAt(ast, { start, end });
    const importing = this.#build.contracts
      .map(({ name }) => name)
      .filter((name) => this.sourcesOf(name).has(file));
    const ranges = this.#rangesIn(id);
    const found = importing.filter((name) => ranges.get(name)?.some((range) => contains(declaration, range)));
    return (found.length > 0 ? found : importing).sort((a, b) => Number(isMock(a)) - Number(isMock(b)));
  }

  /** Returns the sources that a contract is compiled from: its own file and what that imports. */
  sourcesOf(name: string): ReadonlySet<string> {
    let closure = this.#closures.get(name);
    if (closure === undefined) {
      closure = new Set(this.#imports(name.slice(0, name.lastIndexOf(":")), new Set()));
      this.#closures.set(name, closure);
    }
    return closure;
  }

  #imports(file: string, found: Set<string>): Set<string> {
    if (found.has(file)) return found;
    found.add(file);
    for (const { nodeType, absolutePath } of this.#build.sources[file]?.ast.nodes ?? [])
      if (nodeType === "ImportDirective") this.#imports(absolutePath as string, found);
    return found;
  }

  #rangesIn(file: number): Map<string, Range[]> {
    let known = this.#ranges.get(file);
    if (known === undefined) {
      known = new Map(this.#build.contracts.map((contract) => [contract.name, rangesOf(contract, file)]));
      this.#ranges.set(file, known);
    }
    return known;
  }
}

function isMock(name: string): boolean {
  return !name.startsWith("contracts/") || name.startsWith("contracts/mocks/");
}

function rangesOf({ code }: MappedContract, wanted: number): Range[] {
  const ranges = new Map<string, Range>();
  for (const { sourceMap } of [code.creation, code.runtime]) {
    let [start, length, file] = ["0", "0", "-1"];
    for (const entry of sourceMap.split(";")) {
      const fields = entry.split(":");
      [start, length, file] = [fields[0] || start, fields[1] || length, fields[2] || file];
      if (Number(file) === wanted)
        ranges.set(`${start}:${length}`, { start: Number(start), end: Number(start) + Number(length) });
    }
  }
  return [...ranges.values()];
}

/** Returns the range of the function, modifier or variable around a piece of a source. */
function declarationAt(ast: AstNode, piece: Range): Range {
  const members = (ast.nodes ?? []).flatMap((node) =>
    node.nodeType === "ContractDefinition" ? (node.nodes ?? []) : [node],
  );
  const around = members.find((member) => contains(rangeOf(member), piece));
  return around === undefined ? piece : rangeOf(around);
}
