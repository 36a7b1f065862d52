import type { Hex } from "../primitives/hex.ts";

/** Lists why a transaction cannot be included; the numbers are those of anvil-zksync's `[anvil_zksync-halt-N]`. */
export const HaltKind = {
  ValidationFailed: 1,
  PaymasterValidationFailed: 2,
  PrePaymasterPreparationFailed: 3,
  PayForTxFailed: 4,
  FailedToMarkFactoryDependencies: 5,
  FailedToChargeFee: 6,
  FromIsNotAnAccount: 7,
  Unknown: 9,
  UnexpectedVmBehavior: 10,
  BootloaderOutOfGas: 11,
  ValidationOutOfGas: 12,
  TooBigGasLimit: 13,
  NotEnoughGasProvided: 14,
  TimestampAssertionFailed: 21,
  /** Unknown to anvil-zksync, which has no validation rules. */
  RuleViolated: 100,
} as const;
export type HaltKind = (typeof HaltKind)[keyof typeof HaltKind];

/** Signals that the bootloader must not include a transaction. No state has changed when it reaches the caller. */
export class Halt extends Error {
  readonly kind: HaltKind;
  /** Only the decoded reason (`Error(string)`'s text, or a description of the revert data). */
  readonly reason: string;
  /** Revert data of the failing call, `0x` when there is none. */
  readonly data: Hex;
  /** What the node knows about the reason besides the chain's message. */
  readonly hint: string | undefined;

  /** @param message is the chain's full text, e.g. `Account validation error: …`. */
  constructor(kind: HaltKind, message: string, reason: string, data: Hex = "0x", hint?: string) {
    super(message);
    this.name = "Halt";
    this.kind = kind;
    this.reason = reason;
    this.data = data;
    this.hint = hint;
  }
}
