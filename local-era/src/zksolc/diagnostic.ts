import type { CompilerInput, Diagnostic, SourceLocation } from "./standard-json.ts";

/** Builds a diagnostic of our own in solc's format, so that tools print file, line and code. */
export function diagnostic(
  severity: "error" | "warning",
  message: string,
  sourceLocation: SourceLocation | undefined,
  sources: CompilerInput["sources"],
): Diagnostic {
  const type = severity === "error" ? "Error" : "Warning";
  const excerpt = sourceLocation === undefined ? "" : formatExcerpt(sourceLocation, sources);
  return {
    component: "general",
    errorCode: null,
    severity,
    type,
    message,
    formattedMessage: `${type}: ${message}\n${excerpt}\n`,
    ...(sourceLocation && { sourceLocation }),
  };
}

function formatExcerpt({ file, start, end }: SourceLocation, sources: CompilerInput["sources"]): string {
  const source = Buffer.from(sources[file]?.content ?? "");
  const before = source.subarray(0, start).toString();
  const lineNumber = before.split("\n").length;
  const column = before.length - (before.lastIndexOf("\n") + 1);
  const line = source.toString().split("\n")[lineNumber - 1] ?? "";
  const length = source.subarray(start, end).toString().length;
  const marks = "^".repeat(Math.max(1, Math.min(length, line.length - column)));
  const margin = " ".repeat(String(lineNumber).length);
  return [
    `${margin}--> ${file}:${lineNumber}:${column + 1}:`,
    `${margin} |`,
    `${lineNumber} | ${line}`,
    `${margin} | ${line.slice(0, column).replace(/[^\t]/g, " ")}${marks}`,
    "",
  ].join("\n");
}

/** Keeps the first of diagnostics with the same text. */
export function uniqueDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...new Map(diagnostics.map((entry) => [entry.formattedMessage, entry])).values()];
}
