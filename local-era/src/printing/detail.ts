/** Lists which storage accesses can be printed (anvil-zksync's `paid` is missing: pubdata is reported in bytes). */
export const STORAGE_DETAILS = ["none", "read", "write", "all"] as const;
export type StorageDetail = (typeof STORAGE_DETAILS)[number];

/** Lists whether to print what each transaction's gas was used for. */
export const GAS_DETAILS = ["none", "all"] as const;
export type GasDetail = (typeof GAS_DETAILS)[number];

/** Lists whether to print what running each transaction took. */
export const VM_DETAILS = ["none", "all"] as const;
export type VmDetail = (typeof VM_DETAILS)[number];

/** Says how much is printed about each transaction. */
export interface Detail {
  /** 2 and above print a transaction's calls, 3 and above their full data. */
  readonly verbosity: number;
  readonly storage: StorageDetail;
  readonly gas: GasDetail;
  readonly vm: VmDetail;
}

/** Prints one line per transaction. */
export const BRIEF: Detail = { verbosity: 0, storage: "none", gas: "none", vm: "none" };
