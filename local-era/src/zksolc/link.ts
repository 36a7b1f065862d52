import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { hashBytecode, validateBytecode } from "../bytecode/bytecode-hash.ts";
import { fromHex } from "../primitives/hex.ts";
import { findPlaceholders, placeholderFor, withoutPlaceholders } from "./placeholder.ts";
import { UsageError } from "../primitives/usage-error.ts";

/** Holds zksolc's output for `--link`, each part by the file's path as given. */
export interface LinkReport {
  /** Versioned hashes of files that are complete now. */
  readonly linked: Record<string, string>;
  /** Placeholders of the libraries that are still missing. */
  readonly unlinked: Record<string, string[]>;
  /** Versioned hashes of files that were already complete. */
  readonly ignored: Record<string, string>;
}

const LIBRARY = /^(.+:[^:=]+)=(0x[0-9a-fA-F]{40})$/;

/**
 * Replaces placeholders by library addresses in the bytecode (hex text) of each file. No file is written unless every
 * argument is valid.
 *
 * @throws UsageError if a file cannot be read or contains no bytecode, or a library is not `file:Library=0x…`.
 */
export function linkFiles(files: readonly string[], libraries: readonly string[]): LinkReport {
  const addresses = new Map(libraries.map(parseLibrary));
  const objects = files.map((file) => [file, readObject(file)] as const);
  const report: LinkReport = { linked: {}, unlinked: {}, ignored: {} };
  for (const [file, object] of objects) {
    if (findPlaceholders(object).length === 0) {
      report.ignored[file] = hashBytecode(fromHex(object)).slice(2);
      continue;
    }
    const linked = linkObject(object, addresses);
    writeFileSync(file, linked);
    const missing = findPlaceholders(linked);
    if (missing.length > 0) report.unlinked[file] = missing;
    else report.linked[file] = hashBytecode(fromHex(linked)).slice(2);
  }
  return report;
}

function linkObject(object: string, addresses: Map<string, string>): string {
  let linked = object;
  for (const [placeholder, address] of addresses) linked = linked.replaceAll(placeholder, address);
  return linked;
}

function parseLibrary(argument: string): [placeholder: string, addressDigits: string] {
  const [, name, address] = LIBRARY.exec(argument) ?? [];
  if (name === undefined || address === undefined) {
    throw new UsageError(
      `"${argument}" does not link a library: expected SOURCE:LIBRARY=0x… with a 20-byte address.`,
    );
  }
  return [placeholderFor(name), address.slice(2).toLowerCase()];
}

function readObject(file: string): string {
  if (!existsSync(file)) throw new UsageError(`There is no file ${file} to link.`);
  const object = readText(file).trim();
  if (!/^(0x)?([0-9a-f]{2}|__\$[0-9a-f]{34}\$__)+$/i.test(object)) {
    throw new UsageError(`${file} does not hold bytecode as hexadecimal digits.`);
  }
  try {
    validateBytecode(fromHex(withoutPlaceholders(object)));
  } catch (error) {
    throw new UsageError(`${file} does not hold bytecode: ${(error as Error).message}.`);
  }
  return object;
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}.`);
  }
}
