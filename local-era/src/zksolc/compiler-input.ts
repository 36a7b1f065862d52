import { UsageError } from "../primitives/usage-error.ts";
import type { CompilerInput } from "./standard-json.ts";

/**
 * Parses zksolc's standard JSON.
 *
 * @throws UsageError if it is not JSON, or lacks what every compilation needs.
 */
export function parseCompilerInput(json: string): CompilerInput {
  const input = parseJson(json);
  if (!isRecord(input)) throw new UsageError("Standard JSON input must be an object.");
  if (input.language !== "Solidity") {
    throw new UsageError(`Only "language": "Solidity" is supported, got ${JSON.stringify(input.language)}.`);
  }
  if (!isRecord(input.sources) || Object.keys(input.sources).length === 0) {
    throw new UsageError('Standard JSON input has no "sources".');
  }
  for (const [file, source] of Object.entries(input.sources)) {
    if (!isRecord(source) || typeof source.content !== "string") {
      throw new UsageError(`Source "${file}" has no "content"; sources by URL are not supported.`);
    }
  }
  if (input.settings !== undefined && !isRecord(input.settings)) {
    throw new UsageError('"settings" must be an object.');
  }
  return input as unknown as CompilerInput;
}

function parseJson(json: string): unknown {
  if (json.trim() === "") throw new UsageError("Expected standard JSON on stdin, got nothing.");
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new UsageError(`Standard JSON input is not valid JSON: ${(error as Error).message}.`);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
