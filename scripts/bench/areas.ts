import { readFileSync } from "node:fs";
import type { Profiler } from "node:inspector";

/** Areas of a node's work, with what the files begin with whose functions belong to them; the first match counts. */
const AREAS: readonly [area: string, files: RegExp][] = [
  [
    "HTTP: sockets, parser, streams",
    /^(node:(_http|net|internal\/(stream|http|js_stream))|src\/rpc\/server)/,
  ],
  ["recovery of signers", /^(secp256k1\/|src\/transactions\/ecdsa)/],
  ["keccak256", /^@noble\/hashes\//],
  ["bytes, words and hexadecimal digits", /^(src\/primitives\/|node:buffer)/],
  ["state", /^src\/(state|pubdata)\//],
  [
    "virtual machine and system contracts",
    /^(src\/(vm|system|era-prices|validation-rules)\/|@ethereumjs\/(evm|common))/,
  ],
  ["life of a transaction (bootloader)", /^src\/bootloader\//],
  ["blocks, traces and what is kept", /^src\/chain\//],
  ["reading transactions", /^(src\/(transactions|bytecode)\/|@ethereumjs\/rlp)/],
  ["JSON-RPC, with JSON", /^src\/rpc\//],
  ["promises, events and timers", /^node:(internal\/process|events|internal\/(async_hooks|timers|promise))/],
];
const GARBAGE = "garbage collection";
const OTHER = "other";

/** Maps areas to their parts of the time in which the main thread did not wait; the sum is 1. */
export type Shares = Readonly<Record<string, number>>;

/**
 * Sums up a profile's samples by area. What has no file of its own (the engine's functions) counts for the code that
 * called it.
 *
 * @param fileOf names the file of a function, or nothing for the engine's own.
 */
export function sharesOf(profile: Profiler.Profile, fileOf = sourceFiles()): Shares {
  const areas = areasOf(profile, fileOf);
  const sums = new Map<string, number>();
  profile.samples?.forEach((id, index) => {
    const area = areas.get(id);
    // A sample lasts until the next one.
    const duration = profile.timeDeltas?.[index + 1] ?? 0;
    if (area !== undefined) sums.set(area, (sums.get(area) ?? 0) + duration);
  });
  const total = [...sums.values()].reduce((sum, value) => sum + value, 0);
  const sorted = [...sums].sort(([, a], [, b]) => b - a);
  return Object.fromEntries(sorted.map(([area, sum]) => [area, sum / total]));
}

/** Returns the area of each node of a profile, by its id; none for waiting. Parents come before their children. */
function areasOf({ nodes }: Profiler.Profile, fileOf: FileOf): Map<number, string | undefined> {
  const areas = new Map<number, string | undefined>();
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  for (const { id, callFrame } of nodes) {
    const parent = parents.get(id);
    areas.set(id, areaOf(callFrame, fileOf) ?? (parent === undefined ? OTHER : areas.get(parent)));
    if (callFrame.functionName === "(idle)") areas.set(id, undefined);
  }
  return areas;
}

function areaOf(frame: Profiler.Profile["nodes"][number]["callFrame"], fileOf: FileOf): string | undefined {
  if (frame.functionName === "(garbage collector)") return GARBAGE;
  const file = fileOf(frame.url, frame.lineNumber);
  return file === "" ? undefined : (AREAS.find(([, files]) => files.test(file))?.[0] ?? OTHER);
}

type FileOf = (url: string, line: number) => string;

/** The node runs as one script, in which a comment names the file before the functions of each. */
function sourceFiles(): FileOf {
  const scripts = new Map<string, string[]>();
  return (url, line) => {
    if (!url.startsWith("file:") || !url.includes("/.cache/launch/")) return packagePath(url);
    const lines = scripts.get(url) ?? filesByLine(readFileSync(new URL(url), "utf8"));
    scripts.set(url, lines);
    return lines[line] ?? "";
  };
}

/** Names the file that each line of a script comes from. */
export function filesByLine(script: string): string[] {
  let file = "";
  return script.split("\n").map((line) => {
    const named = /^\s*\/\/ (\S+\.[cm]?[jt]s)$/.exec(line)?.[1];
    if (named !== undefined) file = packagePath(named);
    return file;
  });
}

function packagePath(path: string): string {
  return path.replace(/^.*node_modules\//, "");
}
