import type { Execution, ExecutedTransaction, HaltedTransaction } from "../chain/chain.ts";
import { callTree } from "./call-tree.ts";
import { consoleLines } from "./console-log.ts";
import type { Detail } from "./detail.ts";
import { gasReport } from "./gas-report.ts";
import { revertText } from "./revert-text.ts";
import { storageReport } from "./storage-report.ts";

/** From this verbosity on, every transaction's calls are printed. */
const CALLS = 2;
/** From this one on, with their data in full. */
const DATA = 3;

/** What the node prints about transactions it ran: what they logged, what became of them, how. */
export function executionReport(execution: Execution, detail: Detail): string[] {
  return [
    ...execution.included.flatMap((executed) => [
      ...consoleLines(executed.outcome.trace),
      includedLine(executed),
      ...calls(executed.outcome.trace, detail),
      ...details(executed, detail).map((line) => `  ${line}`),
    ]),
    ...execution.halted.flatMap((halted) => [
      ...consoleLines(halted.trace),
      `dropped ${halted.tx.hash}: ${halted.halt.message}`,
      ...calls(halted.trace, detail),
    ]),
  ];
}

function includedLine({ tx, outcome }: ExecutedTransaction): string {
  if (outcome.status === 1) return `mined ${tx.hash} gas ${outcome.gasUsed}`;
  return `reverted ${tx.hash} gas ${outcome.gasUsed}: ${revertText(outcome.returnData)}`;
}

function details(executed: ExecutedTransaction, detail: Detail): string[] {
  const { storage } = executed.outcome;
  return [
    ...(detail.gas === "all" ? [gasReport(executed)] : []),
    ...(storage === undefined ? [] : storageReport(storage, detail.storage)),
  ];
}

function calls(trace: HaltedTransaction["trace"], { verbosity }: Detail): string[] {
  return verbosity < CALLS ? [] : callTree(trace, verbosity >= DATA).map((line) => `  ${line}`);
}
