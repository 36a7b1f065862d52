import { dirname } from "node:path";
import type { Judged } from "./campaign";
import { changeOf } from "./mutant";
import { reasonFor, staleReasons, type Reasons } from "./survivors";

/** Below this share of killed mutants, in per cent, a run fails. */
export const BAR = 85;

/** What `--json` prints. */
export interface Figures {
  readonly killed: number;
  readonly survived: number;
  /** Per cent of killed ones among both; with one, as with none survived, 100 if there are none. */
  readonly score: number;
}

/** Counts mutants that were tried. Those that differ from the original in nothing that runs, or do not compile, are none. */
export function figuresOf(judged: readonly Judged[]): Figures {
  const count = (outcome: string) => judged.filter(({ fate }) => fate.outcome === outcome).length;
  const [killed, survived] = [count("killed"), count("survived")];
  const all = killed + survived;
  return { killed, survived, score: all === 0 ? 100 : Math.floor((killed / all) * 10_000) / 100 };
}

/** Returns the report for people. */
export function textReport(judged: readonly Judged[], reasons: Reasons): string {
  const folders = [...new Set(judged.map(({ mutant }) => folderOf(mutant.file)))].sort();
  const rows = [
    ...folders.map((folder) =>
      row(
        folder,
        judged.filter(({ mutant }) => folderOf(mutant.file) === folder),
      ),
    ),
    row("all", judged),
  ];
  const survivors = judged.filter(({ fate }) => fate.outcome === "survived");
  const lines = survivors.map(({ mutant }) => {
    const reason = reasonFor(mutant, reasons) ?? "NO REASON";
    return `${mutant.file}:${mutant.line}  ${mutant.place}: ${changeOf(mutant)}\n    ${reason}`;
  });
  return [HEADER, ...rows, "", ...(lines.length > 0 ? ["Survivors:", ...lines] : [])].join("\n");
}

const HEADER = line("", "killed", "survived", "score", "same code", "no code");

function row(name: string, judged: readonly Judged[]): string {
  const { killed, survived, score } = figuresOf(judged);
  const count = (outcome: string) => judged.filter(({ fate }) => fate.outcome === outcome).length;
  const others = [count("equivalent"), count("invalid")];
  return line(name, ...[killed, survived, `${score.toFixed(2)} %`, ...others].map(String));
}

function line(name: string, ...cells: string[]): string {
  return name.padEnd(24) + cells.map((cell) => cell.padStart(11)).join("");
}

/** Returns the folder of a file below `contracts/`, of which there is one for each part of the suite. */
function folderOf(file: string): string {
  return dirname(file).split("/").slice(0, 2).join("/");
}

/**
 * Lists what is wrong with a run: a low score and, if it was complete, survivors without a reason and reasons without a survivor.
 *
 * @param reasons those for the files that were changed
 * @param isComplete whether all changes of these files were tried, by all tests
 */
export function problemsOf(judged: readonly Judged[], reasons: Reasons, isComplete: boolean): string[] {
  const { score } = figuresOf(judged);
  const survivors = judged.filter(({ fate }) => fate.outcome === "survived").map(({ mutant }) => mutant);
  const unexplained = survivors.filter((mutant) => reasonFor(mutant, reasons) === undefined).length;
  return [
    ...(score < BAR ? [`The score is ${score} %, below ${BAR} %.`] : []),
    ...(isComplete && unexplained > 0
      ? [`${unexplained} survivors have no reason: write tests that kill them, or reasons in survivors.json.`]
      : []),
    ...(isComplete
      ? staleReasons(reasons, survivors).map((name) => `survivors.json has a reason for no survivor: ${name}`)
      : []),
  ];
}
