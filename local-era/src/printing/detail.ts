/** Which accesses to storage are printed (anvil-zksync's `paid` is not among them: what was published is told in bytes). */
export const STORAGE_DETAILS = ["none", "read", "write", "all"] as const;
export type StorageDetail = (typeof STORAGE_DETAILS)[number];

/** Whether it is printed what the gas of each transaction was used for. */
export const GAS_DETAILS = ["none", "all"] as const;
export type GasDetail = (typeof GAS_DETAILS)[number];

/** Whether it is printed what running each transaction took. */
export const VM_DETAILS = ["none", "all"] as const;
export type VmDetail = (typeof VM_DETAILS)[number];

/** How much is printed about each transaction. */
export interface Detail {
  /** From 2 on a transaction's calls, from 3 on with their data. */
  readonly verbosity: number;
  readonly storage: StorageDetail;
  readonly gas: GasDetail;
  readonly vm: VmDetail;
}

/** A line for each transaction, and nothing more. */
export const BRIEF: Detail = { verbosity: 0, storage: "none", gas: "none", vm: "none" };
