import { posix } from "node:path";
import { availableParallelism } from "node:os";
import { contractsOf, SYNTAX_TREES } from "./output-selection.ts";
import type { CompilerInput, OutputSelection } from "./standard-json.ts";

type Sources = CompilerInput["sources"];

/** Limits the threads: each has its own compiler, which takes some 350 MB for a large project. */
const MAX_THREADS = 3;

/** Is the size, in characters of source, below which a second thread costs more time than it saves. */
const WORTH_A_THREAD = 150_000;

/** Weighs the syntax trees: per character of source, writing them costs about a third of generating code. */
const SYNTAX_TREE_WEIGHT = 1 / 3;

const IMPORT = /\bimport\b[^;"']*["']([^"']+)["'][^;]*;/g;
const CONTRACT = /^\s*contract\s/m;

/** Chooses how many threads this machine should use to compile these sources. */
export function suitableThreads(sources: Sources): number {
  return totalLength(Object.keys(sources), sources) < WORTH_A_THREAD
    ? 1
    : Math.min(MAX_THREADS, availableParallelism());
}

/**
 * Divides a compilation among threads: for each, the output selections of its runs of solc. Every run parses all
 * sources, and so gives the same code as a single run would. A single thread needs a single run; otherwise syntax trees
 * take a run of their own, because solc generates code of all files when asked for trees and code at once.
 */
export function planWork({ sources, settings }: CompilerInput, threads: number): OutputSelection[][] {
  const requested = settings?.outputSelection ?? {};
  const files = Object.keys(sources);
  if (threads === 1) return [[{ ...contractsOf(files, requested), ...SYNTAX_TREES }]];
  const shares = shareFiles(sources, threads).map((share) => contractsOf(share, requested));
  return shares.map((share, thread) => {
    const runs = Object.keys(share).length > 0 ? [share] : [];
    return thread === 0 ? [SYNTAX_TREES, ...runs] : runs;
  });
}

/**
 * Assigns files, heaviest first, each to the thread with the least work; the first thread already has the syntax trees.
 */
function shareFiles(sources: Sources, threads: number): string[][] {
  const files = Object.keys(sources);
  const shares = Array.from({ length: threads }, () => ({ weight: 0, files: [] as string[] }));
  shares[0]!.weight = totalLength(files, sources) * SYNTAX_TREE_WEIGHT;
  const weighted = files.map((file) => ({ file, weight: codeWeight(file, sources) }));
  for (const { file, weight } of weighted.sort((a, b) => b.weight - a.weight)) {
    const lightest = shares.reduce((least, share) => (share.weight < least.weight ? share : least));
    lightest.files.push(file);
    lightest.weight += weight;
  }
  return shares.map((share) => share.files);
}

/**
 * Estimates the work: the code of a contract grows with everything it imports. Libraries and interfaces have almost
 * none.
 */
function codeWeight(file: string, sources: Sources): number {
  if (!CONTRACT.test(sources[file]!.content ?? "")) return 0;
  return totalLength(withImports(file, sources), sources);
}

function withImports(file: string, sources: Sources, found = new Set<string>()): Set<string> {
  const content = sources[file]?.content;
  if (content === undefined || found.has(file)) return found;
  found.add(file);
  for (const [, path] of content.matchAll(IMPORT)) {
    const imported = path!.startsWith(".") ? posix.join(posix.dirname(file), path!) : path!;
    withImports(imported, sources, found);
  }
  return found;
}

function totalLength(files: Iterable<string>, sources: Sources): number {
  let length = 0;
  for (const file of files) length += sources[file]!.content?.length ?? 0;
  return length;
}
