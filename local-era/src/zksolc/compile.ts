import { parseCompilerInput } from "./compiler-input.ts";
import { toEraContracts } from "./era-contracts.ts";
import type { CompiledContract } from "./era-contracts.ts";
import { isRestrictedCall } from "./instruction-restrictions.ts";
import { mergeOutputs } from "./merge-outputs.ts";
import { checkRestrictions } from "./restrictions.ts";
import { checkSizes } from "./size-restriction.ts";
import { toSolcInput } from "./solc-input.ts";
import type { CompilerOutput, Diagnostic, SolcOutput } from "./standard-json.ts";
import { DEFAULT_VERSION } from "./zksolc-version.ts";
import { planWork, suitableThreads } from "./work-plan.ts";
import { parseYulObject } from "./yul-object.ts";

/**
 * Lists solc's warnings about EVM limits and instructions that mean nothing on Era: selfdestruct (1699, 5159), size of
 * init code (3860) and of code (5574), extcodehash in view functions (6417).
 */
const IGNORED_WARNINGS = new Set(["1699", "3860", "5159", "5574", "6417"]);

/** Says how to compile, besides what the input says. */
export interface CompileOptions {
  /** The zksolc release whose interface to provide. */
  readonly version?: string;
  /** At least 1; by default as many as suit the sources and the machine. */
  readonly threads?: number;
}

/**
 * Compiles zksolc's standard JSON. Errors in the Solidity code are part of the output, which is the same for any number
 * of threads, except that a single thread stops at the first error in code generation.
 *
 * @throws UsageError if the input cannot be read at all.
 */
export async function compileStandardJson(
  json: string,
  { version = DEFAULT_VERSION, threads }: CompileOptions = {},
): Promise<CompilerOutput> {
  const input = parseCompilerInput(json);
  const plan = planWork(input, threads ?? suitableThreads(input.sources));
  const runs = plan.map((selections) => selections.map((selection) => toSolcInput(input, selection)));
  // Loaded only when there is something to compile, because it takes a second.
  const { runSolc, SOLC_LONG_VERSION, SOLC_VERSION } = await import("./solc.ts");
  const output = mergeOutputs(await runSolc(runs));
  const compiled = readContracts(output);
  const yulObjects = compiled.flatMap(({ yul }) => yul ?? []);
  const errors = [
    ...solcDiagnostics(output),
    ...checkRestrictions(input, output, yulObjects, version),
    ...checkSizes(compiled),
  ];
  const failed = errors.some(({ severity }) => severity === "error");
  return {
    ...(errors.length > 0 && { errors }),
    sources: output.sources ?? {},
    ...(!failed && { contracts: toEraContracts(compiled, output.sources) }),
    version: SOLC_VERSION,
    long_version: SOLC_LONG_VERSION,
    zk_version: version,
  };
}

function solcDiagnostics({ errors = [] }: SolcOutput): Diagnostic[] {
  return errors.filter(
    ({ severity, errorCode }) => severity === "error" || !IGNORED_WARNINGS.has(errorCode ?? ""),
  );
}

function readContracts({ contracts = {} }: SolcOutput): CompiledContract[] {
  return Object.entries(contracts).flatMap(([file, inFile]) =>
    Object.entries(inFile).map(([contractName, solc]) => ({
      file,
      contractName,
      solc,
      yul: solc.ir ? parseYulObject(solc.ir, isRestrictedCall) : undefined,
    })),
  );
}
