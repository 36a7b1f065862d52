import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { runQueue } from "../run-queue";
import type { FileReach } from "./reach";
import type { Labourer } from "./worker-process";

/** What is known of a file of tests, and of which version. */
interface Known {
  readonly version: string;
  readonly reach: FileReach;
}

/** What to measure, and by whom. */
export interface BaselineRequest {
  /** Where what was measured is kept. */
  readonly store: string;
  readonly files: readonly string[];
  /** Identifies the contracts, the file's tests and what they use. */
  readonly versionOf: (file: string) => string;
  readonly labourers: readonly Labourer[];
  readonly say: (text: string) => void;
}

/**
 * Measures what the tests of each file reach in the contracts as they are, except where nothing has changed since.
 *
 * @throws Error if a test fails
 */
export async function measureBaseline(request: BaselineRequest): Promise<FileReach[]> {
  const { store, files, versionOf, labourers, say } = request;
  const known: Record<string, Known> = existsSync(store)
    ? (JSON.parse(readFileSync(store, "utf8")) as Record<string, Known>)
    : {};
  const missing = files.filter((file) => known[file]?.version !== versionOf(file)).map((file) => ({ file }));
  const free = [...labourers];
  let done = 0;
  await runQueue(missing, labourers.length, async ({ file }) => {
    const labourer = free.pop()!;
    const reply = await labourer.do({ kind: "measure", file });
    free.push(labourer);
    if (reply.kind !== "reach") throw new Error(`What ${file} reaches was not measured: ${reply.kind}.`);
    known[file] = { version: versionOf(file), reach: reply.reach };
    mkdirSync(dirname(store), { recursive: true });
    writeFileSync(store, JSON.stringify(known));
    say(`${++done} of ${missing.length} files of tests measured on the contracts as they are`);
  });
  return files.map((file) => known[file]!.reach);
}
