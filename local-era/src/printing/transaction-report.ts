import type { Execution, ExecutedTransaction } from "../bootloader/executed-transactions.ts";
import type { LogLevel } from "../logging/log-level.ts";
import type { LogLine } from "../logging/node-log.ts";
import type { SourceLocations } from "../source-maps/source-locations.ts";
import type { CallFrame } from "../vm/call-frame.ts";
import { callTree } from "./call-tree.ts";
import { consoleLines } from "./console-log.ts";
import type { Detail } from "./detail.ts";
import { explainHalt } from "./explanation.ts";
import { gasReport } from "./gas-report.ts";
import { revertText } from "./revert-text.ts";
import { stackTrace } from "./stack-trace.ts";
import { storageReport } from "./storage-report.ts";
import { vmReport, vmSteps } from "./vm-report.ts";

/** Is the verbosity from which every transaction's calls are printed. */
const CALLS = 2;
/** Is the verbosity from which their full data is printed. */
const DATA = 3;

/** Reports the transactions that the node ran: what they logged, their outcome and their details. */
export function executionReport(execution: Execution, detail: Detail, sources?: SourceLocations): LogLine[] {
  return [
    ...execution.included.flatMap((executed) => [
      ...consoleReport(executed.outcome.trace),
      ...chainLines("info", [
        includedLine(executed),
        ...stackTrace(executed.outcome.trace, sources),
        ...calls(executed.outcome.trace, detail, sources),
        ...details(executed, detail).map((line) => `  ${line}`),
      ]),
    ]),
    ...execution.halted.flatMap((halted) => [
      ...consoleReport(halted.trace),
      ...chainLines("warn", [
        `dropped ${halted.tx.hash}: ${explainHalt(halted.halt.message, halted.halt)}`,
        ...stackTrace(halted.trace, sources),
        ...calls(halted.trace, detail, sources),
        ...(detail.vm === "all" ? vmSteps(halted.trace).map((line) => `  ${line}`) : []),
      ]),
    ]),
  ];
}

/** Reports what contracts printed with console.log. */
export function consoleReport(trace: readonly CallFrame[]): LogLine[] {
  return consoleLines(trace).map((text) => ({ target: "console", level: "info", text }));
}

function chainLines(level: LogLevel, texts: readonly string[]): LogLine[] {
  return texts.map((text) => ({ target: "chain", level, text }));
}

function includedLine({ tx, outcome }: ExecutedTransaction): string {
  if (outcome.status === 1) return `mined ${tx.hash} gas ${outcome.gasUsed}`;
  return `reverted ${tx.hash} gas ${outcome.gasUsed}: ${outcome.failure ?? revertText(outcome.returnData)}`;
}

function details(executed: ExecutedTransaction, detail: Detail): string[] {
  const { storage } = executed.outcome;
  return [
    ...(detail.gas === "all" ? gasReport(executed) : []),
    ...(detail.vm === "all" ? vmReport(executed.outcome) : []),
    ...(storage === undefined ? [] : storageReport(storage, detail.storage)),
  ];
}

function calls(
  trace: readonly CallFrame[],
  { verbosity }: Detail,
  sources: SourceLocations | undefined,
): string[] {
  return verbosity < CALLS ? [] : callTree(trace, verbosity >= DATA, sources).map((line) => `  ${line}`);
}
