import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import type { MappedBuild } from "../../local-era/src/source-maps/build.ts";
import { BUILD_FILE } from "./folder.ts";
import { toLcov } from "./lcov.ts";
import { measure } from "./measure.ts";
import { parseReasons, staleReasons, uncoveredLines } from "./reasons.ts";
import type { UncoveredLine } from "./reasons.ts";
import { readRecordings } from "./recording-files.ts";
import { percentage, summarize } from "./summary.ts";
import { textReport } from "./text-report.ts";

const USAGE = `Usage: coverage-report FOLDER --include PREFIX [--exclude PREFIX] [--lcov FILE] [--reasons FILE] [--json]

Reports what the nodes started with LOCAL_ERA_COVERAGE=FOLDER have run of the sources whose names begin with PREFIX.`;

/** Milliseconds that nodes may take to write their recordings after they were asked to end. */
const PATIENCE = 15_000;

/** Options of the report. */
interface Request {
  readonly folder: string;
  readonly include: string;
  readonly exclude: string | undefined;
  readonly lcov: string | undefined;
  readonly reasons: string | undefined;
  readonly json: boolean;
}

/**
 * Prints the report, one JSON object with `--json`.
 *
 * @throws Error if the report cannot be made; and, after printing it, if reasons are given and do not explain exactly the
 * lines that are not covered.
 */
export async function report(args: readonly string[], stdout: NodeJS.WritableStream): Promise<void> {
  const request = readArguments(args);
  const build = JSON.parse(readFileSync(join(request.folder, BUILD_FILE), "utf8")) as MappedBuild;
  const recordings = await readRecordings(request.folder, PATIENCE);
  const files = measure(build, recordings, (file) => isWanted(file, request));
  if (files.length === 0)
    throw new Error(`No source was compiled whose name begins with ${request.include}.`);
  const reasons = request.reasons === undefined ? {} : parseReasons(readFileSync(request.reasons, "utf8"));
  const uncovered = uncoveredLines(files, reasons);
  if (request.lcov !== undefined) {
    mkdirSync(dirname(request.lcov), { recursive: true });
    writeFileSync(request.lcov, toLcov(files));
  }
  const { lines, branches, functions } = summarize(files);
  const figures = {
    lines: percentage(lines),
    branches: percentage(branches),
    functions: percentage(functions),
  };
  stdout.write(request.json ? `${JSON.stringify(figures)}\n` : textReport(files, uncovered));
  if (request.reasons !== undefined)
    checkReasons(request.reasons, uncovered, staleReasons(uncovered, reasons));
}

/** @throws Error if a line is neither covered nor explained, or a reason explains nothing. */
function checkReasons(file: string, uncovered: readonly UncoveredLine[], stale: readonly string[]): void {
  const missing = uncovered
    .filter(({ reason }) => reason === undefined)
    .map(({ file, line, name }) => `${file}:${line}  ${name}`);
  const problems = [
    ...list(
      "Cover these lines with a test, or remove them, or say why neither is possible in",
      file,
      missing,
    ),
    ...list("Remove the reasons for lines that are covered or gone from", file, stale),
  ];
  if (problems.length > 0) throw new Error(problems.join("\n"));
}

function list(what: string, file: string, entries: readonly string[]): string[] {
  return entries.length === 0 ? [] : [`${what} ${file}:`, ...entries.map((entry) => `  ${entry}`)];
}

function isWanted(file: string, { include, exclude }: Request): boolean {
  return file.startsWith(include) && !(exclude !== undefined && file.startsWith(exclude));
}

function readArguments(args: readonly string[]): Request {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      include: { type: "string" },
      exclude: { type: "string" },
      lcov: { type: "string" },
      reasons: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const [folder, ...others] = positionals;
  const { include, exclude, lcov, reasons, json } = values;
  if (folder === undefined || others.length > 0 || include === undefined) throw new Error(USAGE);
  return { folder, include, exclude, lcov, reasons, json };
}
