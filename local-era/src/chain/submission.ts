import type { Hex } from "../primitives/hex.ts";
import { SystemAddress } from "../primitives/system-addresses.ts";
import { explainHalt } from "../printing/explanation.ts";
import { HaltKind } from "../transactions/halt.ts";
import type { Halt } from "../transactions/halt.ts";
import { MAX_FACTORY_DEPENDENCIES } from "../transactions/limits.ts";
import type { EraTransaction } from "../transactions/transaction.ts";
import type { Chain } from "./chain.ts";
import { BLOCK_GAS_LIMIT } from "./fees.ts";
import type { TransactionPool } from "./pool.ts";

/** Sets the gas that a transaction costs before any of it runs: overhead 10 000 and L2 intrinsic 14 070. */
const MIN_TRANSACTION_GAS = 24_070n;

/** Signals that the node refuses a transaction; the message is the sequencer's. */
export class SubmissionRefused extends Error {
  /** Revert data of the check that failed; `0x` when there is none. */
  readonly data: Hex;

  constructor(message: string, data: Hex = "0x") {
    super(message);
    this.name = "SubmissionRefused";
    this.data = data;
  }
}

/**
 * Makes the checks that the sequencer makes before it runs anything. `nonceRange` is how far the transaction may be
 * ahead of the account's nonce. Throws {@link SubmissionRefused}.
 */
export function requireSubmittable(tx: EraTransaction, chain: Chain, nonceRange: bigint): void {
  requirePossible(tx, chain);
  requireNonce(tx, chain.world.minNonce(tx.from), nonceRange);
  if (tx.paymaster === SystemAddress.Zero) requireFunds(tx, chain.world.balance(tx.from));
}

/** Makes those of the checks that do not depend on the sender. Throws {@link SubmissionRefused}. */
export function requirePossible(tx: EraTransaction, chain: Chain): void {
  requireFees(tx, chain.baseFee);
  requireFactoryDependencyCount(tx);
}

/** Refuses what waits already: sending it again changes nothing. Throws {@link SubmissionRefused}. */
export function requireUnknown({ hash }: EraTransaction, pool: TransactionPool): void {
  if (!pool.has(hash)) return;
  const shown = `${hash.slice(0, 6)}…${hash.slice(-4)}`;
  throw new SubmissionRefused(`known transaction. transaction with hash ${shown} is already in the system`);
}

/** Explains a validation failure in the sequencer's words. */
export function refusalOf(halt: Halt): SubmissionRefused {
  const detail = halt.kind === HaltKind.RuleViolated ? halt.message : `Validation revert: ${halt.message}`;
  const message = `failed to validate the transaction. reason: ${detail}`;
  return new SubmissionRefused(explainHalt(message, halt), halt.data);
}

function requireFees(tx: EraTransaction, baseFee: bigint): void {
  if (tx.gasLimit > BLOCK_GAS_LIMIT) throw new SubmissionRefused("exceeds block gas limit");
  if (tx.gasLimit < MIN_TRANSACTION_GAS) throw new SubmissionRefused("intrinsic gas too low");
  if (tx.maxFeePerGas < baseFee) {
    throw new SubmissionRefused("max fee per gas less than block base fee");
  }
  if (tx.maxPriorityFeePerGas > tx.maxFeePerGas) {
    throw new SubmissionRefused("max priority fee per gas higher than max fee per gas");
  }
}

function requireFactoryDependencyCount({ factoryDeps }: EraTransaction): void {
  if (factoryDeps.length <= MAX_FACTORY_DEPENDENCIES) return;
  throw new SubmissionRefused(
    `too many factory dependencies in the transaction. ${factoryDeps.length} provided, ` +
      `while only ${MAX_FACTORY_DEPENDENCIES} allowed`,
  );
}

function requireNonce(tx: EraTransaction, current: bigint, range: bigint): void {
  const allowed = `allowed nonce range: ${current} - ${current + range}, actual: ${tx.nonce}`;
  if (tx.nonce < current) throw new SubmissionRefused(`nonce too low. ${allowed}`);
  if (tx.nonce > current + range) throw new SubmissionRefused(`nonce too high. ${allowed}`);
}

function requireFunds(tx: EraTransaction, balance: bigint): void {
  const fee = tx.gasLimit * tx.maxFeePerGas;
  if (balance >= fee + tx.value) return;
  throw new SubmissionRefused(
    `insufficient funds for gas + value. balance: ${balance}, fee: ${fee}, value: ${tx.value}`,
  );
}
