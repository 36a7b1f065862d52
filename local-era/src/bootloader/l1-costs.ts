/*
 * Computes what L1 charges for a transaction it passes on, before any of it runs. The figures and formulas are those of
 * Era's contracts on L1: TransactionValidator.sol and common/Config.sol in @matterlabs/zksync-contracts.
 */

/** Sets the gas per published byte of every transaction requested on L1, whose contracts accept no other. */
export const L1_GAS_PER_PUBDATA = 800n;
/** Limits the gas of the body of a transaction from L1. */
export const L1_MAX_BODY_GAS = 72_000_000n;

const SLOT_OVERHEAD_GAS = 10_000n;
const OVERHEAD_GAS_PER_BYTE = 10n;
const INTRINSIC_GAS = 167_157n;
const MIN_COMPUTATION_GAS = 173_484n;
const INTRINSIC_PUBDATA = 88n;
const GAS_PER_544_BYTES = 1_656n;
const GAS_PER_DEPENDENCY = 2_473n;
const PUBDATA_PER_DEPENDENCY = 64n;

/** Describes what determines the fixed cost of a transaction from L1. */
export interface L1TransactionSize {
  /** Bytes of the ABI encoding. */
  readonly encodedLength: number;
  readonly factoryDeps: number;
  /** Gas per published byte the transaction pays. */
  readonly gasPerPubdata: bigint;
}

/** Computes the transaction's share of its batch, in gas. */
export function l1OverheadGas({ encodedLength }: L1TransactionSize): bigint {
  const gas = OVERHEAD_GAS_PER_BYTE * BigInt(encodedLength);
  return gas > SLOT_OVERHEAD_GAS ? gas : SLOT_OVERHEAD_GAS;
}

/**
 * Computes the gas for hashing the transaction, publishing its bytecodes and what every transaction from L1 publishes.
 */
export function l1IntrinsicGas({ encodedLength, factoryDeps, gasPerPubdata }: L1TransactionSize): bigint {
  const deps = BigInt(factoryDeps);
  const hashing = (BigInt(encodedLength) * GAS_PER_544_BYTES + 543n) / 544n;
  const computation = INTRINSIC_GAS + hashing + deps * GAS_PER_DEPENDENCY;
  const pubdata = INTRINSIC_PUBDATA + deps * PUBDATA_PER_DEPENDENCY;
  return (computation > MIN_COMPUTATION_GAS ? computation : MIN_COMPUTATION_GAS) + pubdata * gasPerPubdata;
}
