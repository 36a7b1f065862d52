import { FLOWS, type Flow, type GasReport } from "./report";
import type { GasSummary } from "./summary";

/** What each flow may cost at most, in EVM gas, and the account's code in bytes. */
const GOALS: Readonly<Record<Flow | "accountCodeBytes", number>> = {
  initialize: 290_000,
  validateOwner: 24_500,
  validatePasskey: 40_000,
  validateSessionTransferFirst: 80_000,
  validateSessionTransferNext: 46_000,
  validateSessionCallFirst: 69_000,
  validateSessionCallNext: 52_000,
  executeTransfer: 27_500,
  accountCodeBytes: 24_576,
};

const HEADINGS = ["flow", "gas", "goal", "snapshot", "slots written", "calldata bytes"];

/** The report for people: one line per flow, with the goal and the snapshot beside it. */
export function formatTable({ flows, accountCodeBytes }: GasReport, snapshot?: GasSummary): string {
  const rows = FLOWS.map((flow) => {
    const { gas, slotsWritten, calldataBytes } = flows[flow];
    return [flow, ...columns(flow, gas, snapshot), `${slotsWritten}`, `${calldataBytes}`];
  });
  const code = ["accountCodeBytes", ...columns("accountCodeBytes", accountCodeBytes, snapshot), "", ""];
  return align([HEADINGS, ...rows, code]);
}

function columns(name: Flow | "accountCodeBytes", value: number, snapshot?: GasSummary): string[] {
  const goal = `${value <= GOALS[name] ? "≤" : "over"} ${GOALS[name]}`;
  return [`${value}`, goal, `${snapshot?.[name] ?? ""}`];
}

function align(rows: readonly string[][]): string {
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]);
  return rows.map((row) => row.map(pad).join("  ").trimEnd()).join("\n");
}
