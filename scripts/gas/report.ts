/** What is measured, in the order of the table. */
export const FLOWS = [
  "initialize",
  "validateOwner",
  "validatePasskey",
  "validateSessionTransferFirst",
  "validateSessionTransferNext",
  "validateSessionCallFirst",
  "validateSessionCallNext",
  "validateSessionBatch",
  "executeTransfer",
  "executeFromOutside",
] as const;

export type Flow = (typeof FLOWS)[number];

/** What the sequencer's limit on validation covers. */
export const VALIDATION_FLOWS = [
  "validateOwner",
  "validatePasskey",
  "validateSessionTransferFirst",
  "validateSessionTransferNext",
  "validateSessionCallFirst",
  "validateSessionCallNext",
  "validateSessionBatch",
] as const satisfies readonly Flow[];

export type ValidationFlow = (typeof VALIDATION_FLOWS)[number];

/** What Era prices separately. */
export const PRICE_KINDS = ["storage", "calls", "hashing", "signatures", "other"] as const;

/** A price in EraVM's gas, by purpose; estimated (docs/node.md). */
export type EraPrices = Readonly<Record<(typeof PRICE_KINDS)[number], number>>;

/** The cost of a call, alone and from cold state. */
export interface Cost {
  /** EVM gas of the call, by the schedule of local-era. */
  readonly gas: number;
  /** Slots whose value it changes, without those of system contracts (nonces, balances). */
  readonly slotsWritten: number;
  readonly calldataBytes: number;
  /** Bytes of pubdata it publishes on L1. */
  readonly pubdata: number;
  readonly eraPrices: EraPrices;
}

/** The cost of everything, and the length of the account's runtime code. */
export interface GasReport {
  readonly flows: Readonly<Record<Flow, Cost>>;
  /** The combined cost of validating and paying in Era's prices, which the sequencer limits. */
  readonly validations: Readonly<Record<ValidationFlow, EraPrices>>;
  readonly accountCodeBytes: number;
}
