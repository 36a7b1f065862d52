import { FLOWS, type Flow } from "./report";
import type { GasSummary } from "./summary";

/** What each flow may cost at most, in EVM gas, and the account's code in bytes. */
export const GOALS: Readonly<Record<Flow | "accountCodeBytes", number>> = {
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

/** How many slots a flow may write at most, where that is limited. */
const SLOT_GOALS: Readonly<Partial<Record<Flow, number>>> = {
  validateOwner: 0,
  validatePasskey: 0,
  validateSessionTransferFirst: 2,
  validateSessionTransferNext: 2,
  validateSessionCallFirst: 2,
  validateSessionCallNext: 2,
  executeTransfer: 0,
};

/** Everything that costs more than its goal, whatever the snapshot says. */
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
