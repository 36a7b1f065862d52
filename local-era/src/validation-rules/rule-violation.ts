import { CONSOLE_ADDRESS } from "../primitives/console-address.ts";
import { toHex, toWord } from "../primitives/hex.ts";
import type { Address } from "../primitives/hex.ts";
import { Halt, HaltKind } from "../transactions/halt.ts";

/** Signals that a transaction's validation breaks the sequencer's rules. */
export class RuleViolation extends Halt {
  constructor(rule: string, hint?: string) {
    super(HaltKind.RuleViolated, `Violated validation rules: ${rule}`, rule, "0x", hint);
    this.name = "RuleViolation";
  }
}

/** Refuses a read or write of storage that is neither the account's own nor keyed by it. */
export function disallowedSlot(contract: Address, slot: bigint): RuleViolation {
  return new RuleViolation(
    `Touched disallowed storage slots: address ${contract}, key: ${toHex(toWord(slot))}`,
  );
}

/** Refuses an instruction that reads the block's context. */
export function disallowedContext(): RuleViolation {
  return new RuleViolation("Touched disallowed context");
}

/** Refuses a call of an address without code. */
export function calledCodeless(address: Address): RuleViolation {
  const hint =
    address === CONSOLE_ADDRESS ? "this is console.log: validation cannot use it on a chain" : undefined;
  return new RuleViolation(`Called contract with no code: ${address}`, hint);
}

/** Refuses a validation that costs more than `limit`, in Era's prices. */
export function tooMuchGas(limit: number, hint?: string): RuleViolation {
  return new RuleViolation(`Took too many computational gas, allowed limit: ${limit}`, hint);
}

/** What the sequencer says when the transaction's own gas limit ends its validation, in words that do not tell. */
export function ranOutOfGas(): RuleViolation {
  return tooMuchGas(0, "the transaction's gas limit was too small for its validation");
}

/** Refuses a transaction whose asserted time range ends too soon for it to be included. */
export function rangeEndTooClose(): RuleViolation {
  return new RuleViolation("block.timestamp is too close to the range end");
}
