import type { FileCoverage } from "../src/measure.ts";

/*
 * A fixture says itself what its calls leave uncovered, behind `//!` at the end of a line: `line` (a statement beginning
 * there does not run), `function` (the one beginning there is not called), or the name of an outcome of a branch
 * beginning there, each as often as it applies.
 */

/** What the marks say, by line; lines without marks are left out. */
export function expectedMarks(source: string): Record<number, string[]> {
  const marks = source.split("\n").map((line) => line.split("//!")[1]);
  return byLine(
    marks.flatMap((text, i) =>
      text === undefined ? [] : text.split(",").map((mark) => [i + 1, mark.trim()] as const),
    ),
  );
}

/** The marks that would say what was measured. */
export function measuredMarks({ lines, functions, branches }: FileCoverage): Record<number, string[]> {
  return byLine([
    ...[...lines].flatMap(([line, times]) => (times === 0 ? [[line, "line"] as const] : [])),
    ...functions.flatMap(({ line, times }) => (times === 0 ? [[line, "function"] as const] : [])),
    ...branches.flatMap(({ line, outcomes }) =>
      outcomes.flatMap(({ name, times }) => (times === 0 ? [[line, name] as const] : [])),
    ),
  ]);
}

function byLine(marks: readonly (readonly [line: number, mark: string])[]): Record<number, string[]> {
  const lines: Record<number, string[]> = {};
  for (const [line, mark] of marks) (lines[line] ??= []).push(mark);
  for (const inLine of Object.values(lines)) inLine.sort();
  return lines;
}
