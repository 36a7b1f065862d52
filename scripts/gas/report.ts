/** What is measured, in the order of the table. */
export const FLOWS = [
  "initialize",
  "validateOwner",
  "validatePasskey",
  "validateSessionTransferFirst",
  "validateSessionTransferNext",
  "validateSessionCallFirst",
  "validateSessionCallNext",
  "executeTransfer",
] as const;

export type Flow = (typeof FLOWS)[number];

/** What a call costs, alone and from cold state. */
export interface Cost {
  /** EVM gas of the call, by the schedule of local-era. */
  readonly gas: number;
  /** Slots whose value it changes, without those of system contracts (nonces, balances). */
  readonly slotsWritten: number;
  readonly calldataBytes: number;
}

/** What everything costs, and how long the account's runtime code is. */
export interface GasReport {
  readonly flows: Readonly<Record<Flow, Cost>>;
  readonly accountCodeBytes: number;
}
