import { FLOWS, type Flow } from "./report";
import type { GasSummary } from "./summary";

/** The maximum cost of each flow, in EVM gas, and the maximum size of the account's code in bytes. */
export const GOALS: Readonly<Record<Flow | "accountCodeBytes", number>> = {
  initialize: 306_000,
  validateOwner: 19_500,
  validatePasskey: 35_300,
  validateSessionTransferFirst: 41_300,
  validateSessionTransferNext: 41_300,
  validateSessionCallFirst: 44_000,
  validateSessionCallNext: 44_000,
  validateSessionBatch: 52_000,
  executeTransfer: 20_500,
  executeFromOutside: 38_000,
  accountCodeBytes: 24_576,
};

/** The maximum number of slots a flow may write, where that is limited. */
const SLOT_GOALS: Readonly<Partial<Record<Flow, number>>> = {
  initialize: 11,
  validateOwner: 0,
  validatePasskey: 0,
  validateSessionTransferFirst: 1,
  validateSessionTransferNext: 1,
  validateSessionCallFirst: 1,
  validateSessionCallNext: 1,
  validateSessionBatch: 1,
  executeTransfer: 0,
  executeFromOutside: 0,
};

/** Reports everything that costs more than its goal, whatever the snapshot says. */
export function overGoals(now: GasSummary): string[] {
  const measures = [...FLOWS, "accountCodeBytes"] as const;
  return [
    ...measures
      .filter((name) => now[name] > GOALS[name])
      .map((name) => `${name}: ${now[name]}, may be ${GOALS[name]} at most`),
    ...FLOWS.filter((flow) => now.slotsWritten[flow] > (SLOT_GOALS[flow] ?? Infinity)).map(
      (flow) => `${flow} writes ${now.slotsWritten[flow]} slots, may write ${SLOT_GOALS[flow]} at most`,
    ),
  ];
}
