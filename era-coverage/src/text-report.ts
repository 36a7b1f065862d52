import type { FileCoverage } from "./measure.ts";
import type { UncoveredLine } from "./reasons.ts";
import { percentage, summarize } from "./summary.ts";
import type { Share } from "./summary.ts";

const COLUMNS = ["file", "lines", "branches", "functions"];
const NO_REASON = "no reason given";

/** Formats a table with a row for each file that has anything to cover and a total, then what is not covered. */
export function textReport(files: readonly FileCoverage[], uncovered: readonly UncoveredLine[]): string {
  const blocks = [table(files), lineList(uncovered), outcomeList(files), functionList(files)];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join("\n"))
    .join("\n\n")}\n`;
}

function table(files: readonly FileCoverage[]): string[] {
  const measured = files.filter(({ functions }) => functions.length > 0);
  const rows = [COLUMNS, ...measured.map((file) => row(file.file, [file])), row("all", files)];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((cells) => cells[column]!.length)));
  return rows.map((cells) =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join("  "),
  );
}

function row(name: string, files: readonly FileCoverage[]): string[] {
  const { lines, branches, functions } = summarize(files);
  return [name, ...[lines, branches, functions].map(cell)];
}

function cell(share: Share): string {
  return share.total === 0 ? "-" : `${percentage(share).toFixed(2)} % (${share.covered}/${share.total})`;
}

function lineList(uncovered: readonly UncoveredLine[]): string[] {
  return titled(
    "Lines not covered",
    uncovered.map(({ file, line, name, reason }) => `${file}:${line}  ${name}\n    ${reason ?? NO_REASON}`),
  );
}

function outcomeList(files: readonly FileCoverage[]): string[] {
  const missing = files.flatMap(({ file, content, branches }) =>
    branches.flatMap(({ line, outcomes }) =>
      outcomes
        .filter(({ times }) => times === 0)
        .map(({ name }) => `${file}:${line}  never "${name}"  ${content.split("\n")[line - 1]!.trim()}`),
    ),
  );
  return titled("Outcomes of branches not covered", missing);
}

function functionList(files: readonly FileCoverage[]): string[] {
  const missing = files.flatMap(({ file, functions }) =>
    functions.filter(({ times }) => times === 0).map(({ name, line }) => `${file}:${line}  ${name}`),
  );
  return titled("Functions not covered", missing);
}

function titled(title: string, entries: readonly string[]): string[] {
  return entries.length === 0 ? [] : [`${title}:`, ...entries.map((entry) => `  ${entry}`)];
}
