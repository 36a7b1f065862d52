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
  /** The `soljson.js` to compile with; by default that of the npm package solc which this package depends on. */
  readonly soljson?: string;
  /** At least 1; by default as many as suit the sources and the machine. */
  readonly threads?: number;
}

/**
 * Compiles zksolc's standard JSON. Errors in the Solidity code are part of the output, which is the same for any number
 * of threads, except that a single thread stops at the first error in code generation.
 *
 * @throws UsageError if the input cannot be read at all, or the compiler cannot be used.
 */
export async function compileStandardJson(
  json: string,
  { version = DEFAULT_VERSION, soljson, threads }: CompileOptions = {},
): Promise<CompilerOutput> {
  const input = parseCompilerInput(json);
  const plan = planWork(input, threads ?? suitableThreads(input.sources));
  // Loaded once there is something to compile: it takes a second.
  const { loadSolc, runSolc } = await import("./solc.ts");
  const solc = loadSolc(soljson);
  const runs = plan.map((selections) =>
    selections.map((selection) => toSolcInput(input, selection, solc.version)),
  );
  const output = mergeOutputs(await runSolc(solc, runs));
  const compiled = readContracts(output);
  const yulObjects = compiled.flatMap(({ yul }) => yul ?? []);
  const errors = [
    ...solcDiagnostics(output),
    ...checkRestrictions(input, output, yulObjects, version),
    ...checkSizes(compiled),
  ];
  const extended = input.settings?.enableEraVMExtensions === true;
  const failed = errors.some(({ severity }) => severity === "error");
  return {
    ...(errors.length > 0 && { errors }),
    sources: output.sources ?? {},
    ...(!failed && { contracts: toEraContracts(compiled, output.sources, extended) }),
    version: solc.version,
    long_version: solc.longVersion,
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
