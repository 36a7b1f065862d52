import type { Artifact, Artifacts } from "hardhat/types";
import type { Hex } from "../../local-era/src/primitives/hex";
import type { AffectedContracts } from "./affected";
import { bytecodeHash, type MutantCompiler } from "./mutant-compiler";
import type { Mutant } from "./mutant";

/** An artifact of the ZKsync plugins, which lists what the contract can create. */
interface EraArtifact extends Artifact {
  /** `file:Contract`, by bytecode hash. */
  readonly factoryDeps?: Readonly<Record<string, string>>;
}

/** Has Hardhat read artifacts of a mutant: those it affects are compiled when the first test asks for them. */
export class ChangedArtifacts {
  readonly #compiler: MutantCompiler;
  readonly #affected: AffectedContracts;
  readonly #original: (name: string) => Promise<Artifact>;
  #mutant: Mutant | undefined;
  #names: ReadonlySet<string> = new Set();
  readonly #compiled = new Map<string, Hex>();

  constructor(artifacts: Artifacts, compiler: MutantCompiler, affected: AffectedContracts) {
    this.#compiler = compiler;
    this.#affected = affected;
    this.#original = artifacts.readArtifact.bind(artifacts);
    artifacts.readArtifact = (name) => this.read(name);
  }

  /** Chooses the mutant to read from now on, or the contracts as they are. */
  choose(mutant: Mutant | undefined): void {
    this.#mutant = mutant;
    this.#names = new Set(mutant && this.#affected.of(mutant));
    this.#compiled.clear();
  }

  /**
   * Returns whether any contract's code is other than without the change; compiles no further than to the first.
   *
   * @throws DoesNotCompile
   */
  async differ(): Promise<boolean> {
    for (const name of this.#names) {
      if (this.#bytecode(name) !== (await this.#original(name)).bytecode) return true;
    }
    return false;
  }

  /** Does what Hardhat's function of this name does. */
  async read(name: string): Promise<Artifact> {
    const artifact: EraArtifact = await this.#original(name);
    const qualified = `${artifact.sourceName}:${artifact.contractName}`;
    const { factoryDeps } = artifact;
    const changed = this.#names.has(qualified) ? { bytecode: this.#bytecode(qualified) } : {};
    return {
      ...artifact,
      ...changed,
      ...(factoryDeps && { factoryDeps: this.#dependencies(factoryDeps) }),
    } as Artifact;
  }

  #dependencies(known: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(
      Object.entries(known).map(([hash, name]) =>
        this.#names.has(name) ? [bytecodeHash(this.#bytecode(name)), name] : [hash, name],
      ),
    );
  }

  #bytecode(name: string): Hex {
    let bytecode = this.#compiled.get(name);
    if (bytecode === undefined) {
      bytecode = this.#compiler.compile(this.#mutant!, name);
      this.#compiled.set(name, bytecode);
    }
    return bytecode;
  }
}
