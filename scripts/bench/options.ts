import { parseCommandLine } from "../command-line";

/** How much `npm run bench:node` measures. */
export interface BenchOptions {
  /** Print one JSON object instead of a table. */
  readonly json: boolean;
  /** Measure where the time of a transfer goes, and nothing else. */
  readonly profile: boolean;
  /** Repetitions of each measurement; the median counts. */
  readonly rounds: number;
  /** Transfers per round that are timed when a node has just started, and again when it is warm. */
  readonly transfers: number;
  /** Session transactions per round. */
  readonly sessionTransactions: number;
  /** Transactions during which memory is watched; the first fifth warms up. */
  readonly memoryTransactions: number;
  /** Slots of the large state in which snapshots are timed. */
  readonly stateSlots: number;
}

export const USAGE = `npm run bench:node -- [--json] [--profile] [--rounds N] [--transfers N] [--session N] [--memory N] [--slots N]

  --json         print one object instead of a table
  --profile      measure where the time of a transfer goes, and nothing else
  --rounds N     repetitions, of which the median counts (default 3)
  --transfers N  transfers that are timed of a fresh node, and again of a warm one (default 1000)
  --session N    session transactions of a round (default 200)
  --memory N     transactions of the run in which memory is watched (default 10000)
  --slots N      slots of the large state in which snapshots are timed (default 100000)`;

/** Reads the command line. Throws an Error that says what is wrong with it. */
export function parseOptions(argv: readonly string[]): BenchOptions {
  const values = parseCommandLine(argv, USAGE, {
    json: { type: "boolean", default: false },
    profile: { type: "boolean", default: false },
    rounds: { type: "string", default: "3" },
    transfers: { type: "string", default: "1000" },
    session: { type: "string", default: "200" },
    memory: { type: "string", default: "10000" },
    slots: { type: "string", default: "100000" },
  });
  return {
    json: values.json,
    profile: values.profile,
    rounds: readCount("rounds", values.rounds),
    transfers: readCount("transfers", values.transfers),
    sessionTransactions: readCount("session", values.session),
    memoryTransactions: readCount("memory", values.memory),
    stateSlots: readCount("slots", values.slots),
  };
}

function readCount(name: string, text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= 1_000_000) return count;
  throw new Error(`--${name} ${text} is not a count: give a number from 1 to 1000000`);
}
