import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { asksForHelp, parseCommandLine } from "./command-line";
import { measureBaseline } from "./mutation/baseline";
import { compileBuild, hashFile, hashFolder, MUTATION_FOLDER, mutantsOf, readBuild } from "./mutation/build";
import { tryAll } from "./mutation/campaign";
import { globExpression } from "./mutation/glob";
import { KillRecord } from "./mutation/kill-record";
import { changeOf, type Mutant } from "./mutation/mutant";
import { Planner } from "./mutation/plan";
import { unitNames } from "./mutation/reach";
import { figuresOf, problemsOf, textReport } from "./mutation/report";
import { Results } from "./mutation/results";
import { sample } from "./mutation/sample";
import { parseReasons, reasonsIn } from "./mutation/survivors";
import { Trial } from "./mutation/trial";
import { WorkerProcess } from "./mutation/worker-process";
import { contractTests } from "./test/test-files";
import { projectPath } from "./toolchain/toolchain";

const USAGE = `npm run mutation -- [--files GLOB] [--tests GLOB] [--sample N] [--seed S] [--workers N] [--resume] [--list] [--json]

  Changes the contracts in one small way after the other, and says which changes no test notices.

  --files GLOB  only changes in these files, such as 'contracts/{session,passkey}/**'
  --tests GLOB  only these tests, such as 'test/contracts/session/**': others might notice what survives them
  --sample N    only N of them, which the seed chooses
  --seed S      a whole number (default: 1)
  --workers N   processes to run tests in (default: 2)
  --resume      goes on with a run that was stopped: what is known and still true is not tried again
  --list        prints the changes and tries none
  --json        prints { "killed", "survived", "score" } instead of the report`;

const OPTIONS = {
  files: { type: "string", default: "**" },
  tests: { type: "string", default: "**" },
  sample: { type: "string" },
  seed: { type: "string", default: "1" },
  workers: { type: "string", default: "2" },
  resume: { type: "boolean", default: false },
  list: { type: "boolean", default: false },
  json: { type: "boolean", default: false },
} as const;

/** `npm run mutation`: see USAGE. */
async function main(argv: readonly string[]): Promise<void> {
  if (asksForHelp(argv)) return console.log(USAGE);
  const values = parseCommandLine(argv, USAGE, OPTIONS);
  const [seed, workers] = [wholeNumber("seed", values.seed), wholeNumber("workers", values.workers)];
  const size = values.sample === undefined ? undefined : wholeNumber("sample", values.sample);
  await compileBuild();
  const all = mutantsOf(readBuild());
  const files = globExpression(values.files);
  const wanted = all.filter(({ file }) => files.test(file));
  if (wanted.length === 0) throw new Error(`--files ${values.files} names no contract that can be changed.`);
  const chosen = size === undefined ? wanted : sample(wanted, size, seed);
  if (values.list) return console.log(chosen.map(listed).join("\n"));
  const judged = await judge(all, chosen, { workers, resume: values.resume, tests: values.tests });
  const reasons = parseReasons(readFileSync(projectPath("scripts/mutation/survivors.json"), "utf8"));
  console.log(values.json ? JSON.stringify(figuresOf(judged)) : textReport(judged, reasons));
  const isComplete = size === undefined && values.tests === "**";
  const problems = problemsOf(judged, reasonsIn(files, reasons), isComplete);
  if (problems.length > 0) throw new Error(problems.join("\n"));
}

/** How mutants are tried. */
interface Effort {
  readonly workers: number;
  readonly resume: boolean;
  /** Pattern of the test files that run. */
  readonly tests: string;
}

async function judge(all: readonly Mutant[], chosen: readonly Mutant[], { workers, resume, tests }: Effort) {
  const [contracts, mocks] = [projectPath("contracts"), projectPath("contracts/mocks")];
  const versions = {
    contracts: hashFolder(contracts, mocks),
    tests: `${tests} ${hashFolder(projectPath("test"))} ${hashFolder(mocks)}`,
    testFile: (file: string) => (existsSync(projectPath(file)) ? hashFile(projectPath(file)) : undefined),
  };
  const reaches = await withWorkers("measure", workers, (labourers) =>
    measureBaseline({
      store: join(MUTATION_FOLDER, "baseline.json"),
      files: testFiles(tests),
      versionOf: (file) => `${hashFolder(contracts)} ${helpersHash()} ${versions.testFile(file)}`,
      labourers,
      say,
    }),
  );
  const results = new Results(join(MUTATION_FOLDER, "results.jsonl"), versions, resume);
  const record = recordOf(all, results);
  const trial = new Trial(new Planner(reaches, unitNames(all), all, record), record);
  return await withWorkers("try", workers, (labourers) =>
    tryAll({
      mutants: chosen,
      results,
      labourers,
      fateOf: (mutant, labourer) => trial.fateOf(mutant, labourer),
      say,
    }),
  );
}

/** What has killed the mutants that a run which goes on knows already. */
function recordOf(mutants: readonly Mutant[], results: Results): KillRecord {
  const record = new KillRecord();
  for (const mutant of mutants) {
    const fate = results.get(mutant.id);
    if (fate?.outcome === "killed") record.note(mutant, [fate], fate);
  }
  return record;
}

function testFiles(pattern: string): string[] {
  const files = contractTests(projectPath("test")).map((file) => relative(projectPath("."), file));
  const matching = files.filter((file) => globExpression(pattern).test(file));
  if (matching.length === 0) throw new Error(`--tests ${pattern} names no tests of contracts.`);
  return matching;
}

function helpersHash(): string {
  return ["helpers", "model"].map((folder) => hashFolder(projectPath(`test/${folder}`))).join(" ");
}

async function withWorkers<T>(
  mode: "measure" | "try",
  count: number,
  use: (workers: readonly WorkerProcess[]) => Promise<T>,
): Promise<T> {
  const workers = Array.from({ length: count }, () => new WorkerProcess(mode));
  try {
    return await use(workers);
  } finally {
    await Promise.all(workers.map((worker) => worker.end()));
  }
}

function wholeNumber(option: string, text: string): number {
  if (!/^[1-9][0-9]*$/.test(text))
    throw new Error(`--${option} is ${text}; it has to be a whole number above 0.`);
  return Number(text);
}

function listed(mutant: Mutant): string {
  return `${mutant.file}:${mutant.line}  ${mutant.place}  ${mutant.operator}: ${changeOf(mutant)}`;
}

function say(text: string): void {
  console.error(text);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
