import type {
  MappedBuild,
  MappedCode,
  MappedContract,
  Pipeline,
} from "../../local-era/src/source-maps/build.ts";
import { parseCompilerInput } from "../../local-era/src/zksolc/compiler-input.ts";
import { uniqueDiagnostics } from "../../local-era/src/zksolc/diagnostic.ts";
import { toEraContracts } from "../../local-era/src/zksolc/era-contracts.ts";
import type { CompiledContract } from "../../local-era/src/zksolc/era-contracts.ts";
import { contractsOf, SYNTAX_TREES } from "../../local-era/src/zksolc/output-selection.ts";
import { loadSolc, runSolc } from "../../local-era/src/zksolc/solc.ts";
import type { Solc } from "../../local-era/src/zksolc/solc.ts";
import type {
  CompilerInput,
  CompilerOutput,
  Diagnostic,
  OutputSelection,
  SolcContract,
  SolcOutput,
} from "../../local-era/src/zksolc/standard-json.ts";
import { suitableThreads } from "../../local-era/src/zksolc/work-plan.ts";
import { parseYulObject } from "../../local-era/src/zksolc/yul-object.ts";
import { configuredVersion } from "../../local-era/src/zksolc/zksolc-version.ts";
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

/** How to compile, beside what the input says. */
export interface CoverageOptions {
  /** The `soljson.js` of the npm package solc to compile with; of the one local-era depends on unless given. */
  readonly soljson?: string;
  /** The code generators to use, the second where the first runs out of stack. */
  readonly pipelines?: readonly Pipeline[];
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
 * @throws UsageError if the input cannot be read at all, or the compiler cannot be used.
 */
export async function compileForCoverage(
  json: string,
  { soljson, pipelines = PIPELINES }: CoverageOptions = {},
): Promise<CoverageCompilation> {
  const input = parseCompilerInput(json);
  const solc = loadSolc(soljson);
  const runs = await runAll(solc, input, pipelines);
  const sources = runs[0]!.output.sources;
  const errors = errorsOf(runs);
  const compiled = runs.flatMap(readContracts);
  const extended = input.settings?.enableEraVMExtensions === true;
  const contracts = errors.length === 0 ? toEraContracts(compiled, sources, extended) : undefined;
  const output = {
    ...(errors.length > 0 && { errors }),
    sources: sources ?? {},
    ...(contracts && { contracts }),
    version: solc.version,
    long_version: solc.longVersion,
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
async function runAll(
  solc: Solc,
  input: CompilerInput,
  [first, second]: readonly Pipeline[],
): Promise<Run[]> {
  const files = Object.keys(input.sources);
  const withContracts = files.filter((file) => CONTRACT.test(input.sources[file]!.content ?? ""));
  const others = files.filter((file) => !withContracts.includes(file));
  const groups = [others, ...withContracts.map((file) => [file])].filter((group) => group.length > 0);
  const selections = groups.map((group) => selectionOf(input, group));
  const [trees, ...runs] = await runParallel(solc, input, [SYNTAX_TREES, ...selections], first!);
  if (second === undefined) return [trees!, ...runs];
  const tooDeep = selections.filter((_, i) => isTooDeep(runs[i]!.output));
  const again = await runParallel(solc, input, tooDeep, second);
  return [trees!, ...runs.filter(({ output }) => !isTooDeep(output)), ...again];
}

async function runParallel(
  solc: Solc,
  input: CompilerInput,
  selections: readonly OutputSelection[],
  pipeline: Pipeline,
): Promise<Run[]> {
  const threads = suitableThreads(input.sources);
  const lists = Array.from({ length: threads }, (_, thread) =>
    selections
      .filter((_, i) => i % threads === thread)
      .map((selection) => coverageInput(input, selection, pipeline, solc.version)),
  );
  const outputs = await runSolc(solc, lists);
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
