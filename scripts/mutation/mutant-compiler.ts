import { packInitCode } from "../../local-era/src/bytecode/container";
import { hashBytecode } from "../../local-era/src/bytecode/bytecode-hash";
import { fromHex, toHex, type Hex } from "../../local-era/src/primitives/hex";
import type { MappedBuild, Pipeline } from "../../local-era/src/source-maps/build";
import { loadSolc, type Solc } from "../../local-era/src/zksolc/solc";
import type { CompilerInput, SolcOutput } from "../../local-era/src/zksolc/standard-json";
import { coverageInput } from "../../era-coverage/src/solc-settings";
import { SOLC_SETTINGS } from "../toolchain/toolchain";
import type { AffectedContracts } from "./affected";
import { mutate, type Mutant } from "./mutant";

/** Thrown when a changed source is not Solidity any more. */
export class DoesNotCompile extends Error {}

/** Compiles single contracts of a build, with one file changed, by a compiler that stays loaded. */
export class MutantCompiler {
  readonly #build: MappedBuild;
  readonly #affected: AffectedContracts;
  readonly #pipelines: ReadonlyMap<string, Pipeline>;
  #solc: Solc | undefined;

  constructor(build: MappedBuild, affected: AffectedContracts) {
    this.#build = build;
    this.#affected = affected;
    this.#pipelines = new Map(build.contracts.map(({ name, pipeline }) => [name, pipeline]));
  }

  /**
   * Compiles one contract of a mutant.
   *
   * @param name `file:Contract`
   * @returns its bytecode, as the node takes it
   * @throws DoesNotCompile with the compiler's first error
   */
  compile(mutant: Mutant, name: string): Hex {
    const pipeline = this.#pipelines.get(name) ?? "legacy";
    return this.#compileWith(mutant, name, pipeline);
  }

  #compileWith(mutant: Mutant, name: string, pipeline: Pipeline): Hex {
    const { object, errors } = this.#run(mutant, name, pipeline);
    if (object !== undefined) return toHex(packInitCode(fromHex(`0x${object}`)));
    // A change may take one more place of the stack.
    if (pipeline === "legacy" && errors.some((error) => STACK_TOO_DEEP.test(error)))
      return this.#compileWith(mutant, name, "ir");
    throw new DoesNotCompile(errors[0]);
  }

  #run(mutant: Mutant, name: string, pipeline: Pipeline) {
    const separator = name.lastIndexOf(":");
    const [file, contract] = [name.slice(0, separator), name.slice(separator + 1)];
    const solc = (this.#solc ??= loadSolc());
    const selection = { [file]: { [contract]: ["evm.bytecode.object"] } };
    const { settings, ...rest } = coverageInput(this.#input(mutant, name), selection, pipeline, solc.version);
    const input = { ...rest, settings: { ...(settings as object), ...WITHOUT_POSITIONS } };
    const { contracts, errors = [] } = JSON.parse(solc.compile(JSON.stringify(input))) as SolcOutput;
    return {
      object: contracts?.[file]?.[contract]?.evm?.bytecode?.object,
      errors: errors.filter(({ severity }) => severity === "error").map(({ message }) => message),
    };
  }

  #input(mutant: Mutant, name: string): CompilerInput {
    const sources = Object.fromEntries(
      [...this.#affected.sourcesOf(name)].map((file) => {
        const { content } = this.#build.sources[file]!;
        return [file, { content: file === mutant.file ? mutate(content, mutant) : content }];
      }),
    );
    const settings = { evmVersion: SOLC_SETTINGS.evmVersion, metadata: { hashType: "none" } };
    return { language: "Solidity", sources, settings };
  }
}

/** Nobody asks where the code of a mutant comes from, and the compiler writes that into what it compiles by way of Yul. */
const WITHOUT_POSITIONS = { debug: { debugInfo: [] } };

const STACK_TOO_DEEP = /Stack too deep|LValue\.cpp/;

/** Returns the hash that a bytecode is known by on Era. */
export function bytecodeHash(bytecode: Hex): Hex {
  return hashBytecode(fromHex(bytecode));
}
