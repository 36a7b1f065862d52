import { GOALS } from "./goals";
import { FLOWS, PRICE_KINDS, VALIDATION_FLOWS, type Flow, type GasReport } from "./report";
import type { GasSummary } from "./summary";

const HEADINGS = ["flow", "gas", "goal", "snapshot", "slots written", "pubdata bytes", "calldata bytes"];
const VALIDATION_HEADINGS = ["validating and paying, in Era's prices", "sum", ...PRICE_KINDS];
/** The sequencer's. */
const VALIDATION_LIMIT = 300_000;

/**
 * Returns the report for people: a line per flow, with the goal and the snapshot beside it; then what Era
 * limits.
 */
export function formatTable(report: GasReport, snapshot?: GasSummary): string {
  return `${gasTable(report, snapshot)}\n\n${validationTable(report)}`;
}

function gasTable({ flows, accountCodeBytes }: GasReport, snapshot?: GasSummary): string {
  const rows = FLOWS.map((flow) => {
    const { gas, slotsWritten, pubdata, calldataBytes } = flows[flow];
    return [flow, ...columns(flow, gas, snapshot), `${slotsWritten}`, `${pubdata}`, `${calldataBytes}`];
  });
  const code = ["accountCodeBytes", ...columns("accountCodeBytes", accountCodeBytes, snapshot), "", "", ""];
  return align([HEADINGS, ...rows, code]);
}

function validationTable({ validations }: GasReport): string {
  const rows = VALIDATION_FLOWS.map((flow) => {
    const prices = PRICE_KINDS.map((kind) => validations[flow][kind]);
    const sum = prices.reduce((total, price) => total + price, 0);
    return [flow, `${sum}`, ...prices.map(String)];
  });
  return align([VALIDATION_HEADINGS, ...rows, ["the sequencer's limit", `${VALIDATION_LIMIT}`]]);
}

function columns(name: Flow | "accountCodeBytes", value: number, snapshot?: GasSummary): string[] {
  const goal = `${value <= GOALS[name] ? "≤" : "over"} ${GOALS[name]}`;
  return [`${value}`, goal, `${snapshot?.[name] ?? ""}`];
}

function align(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? "").length)));
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!);
  return rows.map((row) => row.map(pad).join("  ").trimEnd()).join("\n");
}
