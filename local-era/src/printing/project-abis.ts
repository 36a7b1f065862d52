import { readdirSync, readFileSync, statSync } from "node:fs";
import type { Dirent } from "node:fs";
import { join } from "node:path";
import { selectorHex } from "../primitives/abi.ts";
import type { Hex } from "../primitives/hex.ts";
import type { NamedError } from "./named-error.ts";

/** What of a contract's interface (the Solidity documentation's JSON) tells a function's or an error's selector. */
interface AbiParameter {
  readonly name?: string;
  readonly type: string;
  readonly components?: readonly AbiParameter[];
}
interface AbiItem {
  readonly type: string;
  readonly name?: string;
  readonly inputs?: readonly AbiParameter[];
}

interface Names {
  readonly errors: ReadonlyMap<Hex, NamedError>;
  readonly functions: ReadonlyMap<Hex, string>;
}

const NOTHING: Names = { errors: new Map(), functions: new Map() };
/** Changes with each compilation that made anything. */
const BUILDS = "build-info";

/**
 * The errors and functions of a project's contracts by their selectors, from the folder of its artifacts. It is read when
 * something is looked up for the first time, and again when the project was compiled since.
 */
export class ProjectAbis {
  readonly #folder: string;
  #names = NOTHING;
  #readAt: number | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  error(selector: Hex): NamedError | undefined {
    return this.#current().errors.get(selector);
  }

  functionName(selector: Hex): string | undefined {
    return this.#current().functions.get(selector);
  }

  #current(): Names {
    const changedAt = lastChange(this.#folder);
    if (changedAt !== this.#readAt) {
      this.#readAt = changedAt;
      this.#names = changedAt === undefined ? NOTHING : namesOf(artifactsIn(this.#folder));
    }
    return this.#names;
  }
}

/** Undefined for a folder that does not exist: nothing has been compiled yet. */
function lastChange(folder: string): number | undefined {
  const builds = join(folder, BUILDS);
  const stats = statSync(builds, { throwIfNoEntry: false }) ?? statSync(folder, { throwIfNoEntry: false });
  return stats?.mtimeMs;
}

function artifactsIn(folder: string): string[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === BUILDS ? [] : artifactsIn(path);
    return entry.name.endsWith(".json") && !entry.name.endsWith(".dbg.json") ? [path] : [];
  });
}

/** Lists a folder; nothing if it was removed meanwhile, as before a compilation from scratch. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function namesOf(artifacts: readonly string[]): Names {
  const errors = new Map<Hex, NamedError>();
  const functions = new Map<Hex, string>();
  for (const { type, name, inputs = [] } of artifacts.flatMap(abiOf)) {
    if (name === undefined) continue;
    const parameters = inputs.map((input) => ({ type: canonicalType(input), name: input.name ?? "" }));
    const selector = selectorHex(`${name}(${parameters.map((parameter) => parameter.type).join(",")})`);
    if (type === "error") errors.set(selector, { name, parameters });
    if (type === "function") functions.set(selector, name);
  }
  return { errors, functions };
}

/** What an artifact's contract declares; nothing for a file that is none, or that the compiler is writing just now. */
function abiOf(path: string): readonly AbiItem[] {
  try {
    const { abi } = JSON.parse(readFileSync(path, "utf8")) as { readonly abi?: unknown };
    return Array.isArray(abi) ? (abi as AbiItem[]) : [];
  } catch {
    return [];
  }
}

/** A type as selectors have it: a struct by its members. */
function canonicalType({ type, components = [] }: AbiParameter): string {
  return type.startsWith("tuple")
    ? `(${components.map(canonicalType).join(",")})${type.slice("tuple".length)}`
    : type;
}
