import { GOALS } from "./goals";
import { FLOWS, type Flow, type GasReport } from "./report";
import type { GasSummary } from "./summary";

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
