import type { MappedBuild, MappedCode, MappedContract, Pipeline } from "local-era/source-maps/build";
import { parseCompilerInput } from "local-era/zksolc/compiler-input";
import { uniqueDiagnostics } from "local-era/zksolc/diagnostic";
import { toEraContracts } from "local-era/zksolc/era-contracts";
import type { CompiledContract } from "local-era/zksolc/era-contracts";
import { contractsOf, SYNTAX_TREES } from "local-era/zksolc/output-selection";
import { runSolc, SOLC_LONG_VERSION, SOLC_VERSION } from "local-era/zksolc/solc";
import type {
  CompilerInput,
  CompilerOutput,
  Diagnostic,
  OutputSelection,
  SolcContract,
  SolcOutput,
} from "local-era/zksolc/standard-json";
import { suitableThreads } from "local-era/zksolc/work-plan";
import { parseYulObject } from "local-era/zksolc/yul-object";
import { configuredVersion } from "local-era/zksolc/zksolc-version";
import { coverageInput } from "./solc-settings.ts";

const CONTRACT = /^\s*contract\s/m;
const STACK_TOO_DEEP = /Stack too deep/;

/** Code generators, in the order in which they are tried. */
const PIPELINES: readonly Pipeline[] = ["legacy", "ir"];

const MAPPED_OUTPUTS = [
  "evm.bytecode.sourceMap",
  "evm.deployedBytecode.object",
  "evm.deployedBytecode.sourceMap",
];

/** zksolc's output and what coverage needs to know; undefined if there are errors. */
export interface CoverageCompilation {
  readonly output: CompilerOutput;
  readonly build: MappedBuild | undefined;
}

interface Run {
  readonly output: SolcOutput;
  readonly pipeline: Pipeline;
}

/**
 * Compiles zksolc's standard JSON to code whose source maps can be trusted: with solc's legacy code generator and no
 * optimizer, or through the IR where that runs out of stack. Warnings and zksolc's restrictions are left to the build that
 * is deployed.
 *
 * @param pipelines the code generators to use, the second where the first runs out of stack
 * @throws UsageError if the input cannot be read at all.
 */
export async function compileForCoverage(
  json: string,
  pipelines: readonly Pipeline[] = PIPELINES,
): Promise<CoverageCompilation> {
  const input = parseCompilerInput(json);
  const runs = await runAll(input, pipelines);
  const sources = runs[0]!.output.sources;
  const errors = errorsOf(runs);
  const compiled = runs.flatMap(readContracts);
  const contracts = errors.length === 0 ? toEraContracts(compiled, sources) : undefined;
  const output = {
    ...(errors.length > 0 && { errors }),
    sources: sources ?? {},
    ...(contracts && { contracts }),
    version: SOLC_VERSION,
    long_version: SOLC_LONG_VERSION,
    zk_version: configuredVersion(process.env),
  };
  if (contracts === undefined) return { output, build: undefined };
  const measured = compiled.flatMap((contract) => {
    const hash = contracts[contract.file]?.[contract.contractName]?.hash;
    return hash === undefined ? [] : mappedContract(contract, `0x${hash}`);
  });
  return { output, build: { sources: mappedSources(input, sources), contracts: measured } };
}

/** Runs solc once for each file with contracts, since it stops at the first function whose stack is too deep; the first run has the syntax trees. */
async function runAll(input: CompilerInput, [first, second]: readonly Pipeline[]): Promise<Run[]> {
  const files = Object.keys(input.sources);
  const withContracts = files.filter((file) => CONTRACT.test(input.sources[file]!.content ?? ""));
  const others = files.filter((file) => !withContracts.includes(file));
  const groups = [others, ...withContracts.map((file) => [file])].filter((group) => group.length > 0);
  const selections = groups.map((group) => selectionOf(input, group));
  const [trees, ...runs] = await runParallel(input, [SYNTAX_TREES, ...selections], first!);
  if (second === undefined) return [trees!, ...runs];
  const tooDeep = selections.filter((_, i) => isTooDeep(runs[i]!.output));
  const again = await runParallel(input, tooDeep, second);
  return [trees!, ...runs.filter(({ output }) => !isTooDeep(output)), ...again];
}

async function runParallel(
  input: CompilerInput,
  selections: readonly OutputSelection[],
  pipeline: Pipeline,
): Promise<Run[]> {
  const threads = suitableThreads(input.sources);
  const lists = Array.from({ length: threads }, (_, thread) =>
    selections
      .filter((_, i) => i % threads === thread)
      .map((selection) => coverageInput(input, selection, pipeline)),
  );
  const outputs = await runSolc(lists);
  const order = lists.flatMap((list, thread) => list.map((_, i) => i * threads + thread));
  return selections.map((_, i) => ({ output: outputs[order.indexOf(i)]!, pipeline }));
}

function selectionOf(input: CompilerInput, files: readonly string[]): OutputSelection {
  const selection = contractsOf(files, input.settings?.outputSelection ?? {});
  return Object.fromEntries(
    Object.entries(selection).map(([file, { "*": outputs = [], ...named }]) => [
      file,
      { ...named, "*": [...outputs, ...MAPPED_OUTPUTS] },
    ]),
  );
}

function isTooDeep({ errors = [] }: SolcOutput): boolean {
  return errors.some(({ severity, message }) => severity === "error" && STACK_TOO_DEEP.test(message));
}

function errorsOf(runs: readonly Run[]): Diagnostic[] {
  const all = runs.flatMap(({ output }) => output.errors ?? []);
  return [...uniqueDiagnostics(all.filter(({ severity }) => severity === "error"))];
}

function readContracts({ output, pipeline }: Run): (CompiledContract & { readonly pipeline: Pipeline })[] {
  return Object.entries(output.contracts ?? {}).flatMap(([file, inFile]) =>
    Object.entries(inFile).map(([contractName, solc]) => ({
      file,
      contractName,
      solc,
      yul: solc.ir ? parseYulObject(solc.ir, () => false) : undefined,
      pipeline,
    })),
  );
}

function mappedContract(
  contract: CompiledContract & { readonly pipeline: Pipeline },
  hash: string,
): MappedContract {
  const { file, contractName, solc, pipeline } = contract;
  return {
    name: `${file}:${contractName}`,
    hash,
    pipeline,
    code: { creation: mappedCode(solc, "bytecode"), runtime: mappedCode(solc, "deployedBytecode") },
  };
}

function mappedCode({ evm }: SolcContract, output: "bytecode" | "deployedBytecode"): MappedCode {
  const { object, sourceMap } = evm?.[output] as MappedCode;
  return { object, sourceMap };
}

function mappedSources(input: CompilerInput, sources: SolcOutput["sources"] = {}): MappedBuild["sources"] {
  return Object.fromEntries(
    Object.entries(sources).map(([file, { id, ast }]) => [
      file,
      { id, ast: ast!, content: input.sources[file]?.content ?? "" },
    ]),
  );
}
