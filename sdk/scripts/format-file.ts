import { runTool } from "./run-tool.js";

/** Formats a file as the project's are, wherever it is. */
export function formatFile(file: string): void {
  runTool("prettier", ["--config", "../.prettierrc.json", "--write", "--log-level", "warn", file]);
}
