import type { FileCoverage } from "./measure.ts";

/**
 * Reasons why lines stay uncovered, by file and `Contract.function: text of the line`: names and text rather than numbers, so
 * that a reason stays with its line when others are inserted before it.
 */
export type Reasons = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A line that no test runs. */
export interface UncoveredLine {
  readonly file: string;
  readonly line: number;
  /** `Contract.function: text of the line`, without the space around the text. */
  readonly name: string;
  readonly reason: string | undefined;
}

/** Returns the lines that are not covered, with their reasons. */
export function uncoveredLines(files: readonly FileCoverage[], reasons: Reasons): UncoveredLine[] {
  return files.flatMap(({ file, content, lines, functions }) => {
    const texts = content.split("\n");
    return [...lines].flatMap(([line, times]) => {
      if (times > 0) return [];
      const around = functions.findLast((one) => one.line <= line);
      const name = `${around?.name}: ${texts[line - 1]!.trim()}`;
      return { file, line, name, reason: reasons[file]?.[name] };
    });
  });
}

/** Returns the reasons that explain nothing, because the line is covered or gone. */
export function staleReasons(uncovered: readonly UncoveredLine[], reasons: Reasons): string[] {
  return Object.entries(reasons).flatMap(([file, names]) =>
    Object.keys(names)
      .filter((name) => !uncovered.some((line) => line.file === file && line.name === name))
      .map((name) => `${file}: ${name}`),
  );
}

/**
 * Reads reasons from JSON.
 *
 * @throws Error if they are not of the form of {@link Reasons}, or one is empty.
 */
export function parseReasons(json: string): Reasons {
  const value: unknown = JSON.parse(json);
  if (!isRecord(value) || !Object.values(value).every(isFileReasons)) {
    throw new Error(
      'Reasons must be of the form { "file": { "Contract.function: text of the line": "reason" } }.',
    );
  }
  return value as Reasons;
}

function isFileReasons(value: unknown): boolean {
  return (
    isRecord(value) &&
    Object.values(value).every((reason) => typeof reason === "string" && reason.trim() !== "")
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
