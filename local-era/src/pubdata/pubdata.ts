import { wordToAddress } from "../primitives/hex.ts";
import { SystemAddress } from "../primitives/system-addresses.ts";
import type { SlotChange } from "../state/flat-state.ts";
import { accountSlot } from "../state/mapping-slot.ts";
import type { World } from "../state/world.ts";
import { compressedValueLength } from "./compressed-value.ts";

/** Counts the bytes of the hash that identifies a slot written for the first time. */
const INITIAL_KEY_LENGTH = 32;
/**
 * Counts the bytes of the number that identifies a slot from its second publication on: four, or five on a chain with
 * many slots.
 */
const REPEATED_KEY_LENGTH = 5;
/** Counts the bytes of a log to L1. */
const LOG_LENGTH = 88;
/** Counts the bytes of a message's length. */
const MESSAGE_HEAD_LENGTH = 4;

const BOOTLOADER_BALANCE_SLOT = accountSlot(SystemAddress.Bootloader);

/** Describes what a transaction publishes on L1, in bytes. */
export interface Pubdata {
  /** Keys and new values of the slots it changed. */
  readonly stateDiffs: number;
  /** Its logs to L1. */
  readonly logs: number;
  /** The messages that some of these logs announce. */
  readonly messages: number;
  /** Bytecodes new to the chain, with the logs that announce them. */
  readonly bytecodes: number;
}

export const NO_PUBDATA: Pubdata = { stateDiffs: 0, logs: 0, messages: 0, bytecodes: 0 };

/** Describes what a transaction publishes besides the slots it changed. */
export interface PublishedEffects {
  readonly l2ToL1Logs: readonly unknown[];
  /** Lengths of the messages to L1, in bytes. */
  readonly messages: readonly number[];
  /** Compressed lengths of the bytecodes new to the chain, in bytes. */
  readonly bytecodes: readonly number[];
}

/** Counts what the running transaction must publish if it ends now. Reverted changes are not published. */
export function countPubdata(world: World, effects: PublishedEffects): Pubdata {
  let stateDiffs = 0;
  for (const change of world.storage.changes()) {
    if (isPublished(world, change)) stateDiffs += stateDiffLength(change);
  }
  return {
    stateDiffs,
    logs: effects.l2ToL1Logs.length * LOG_LENGTH,
    messages: sum(effects.messages.map((length) => MESSAGE_HEAD_LENGTH + length)),
    bytecodes: sum(effects.bytecodes.map((length) => LOG_LENGTH + MESSAGE_HEAD_LENGTH + length)),
  };
}

/** Sums up all of it, in bytes. */
export function pubdataLength({ stateDiffs, logs, messages, bytecodes }: Pubdata): number {
  return stateDiffs + logs + messages + bytecodes;
}

/** Counts the bytes that one slot's change takes. */
export function stateDiffLength({ before, after, isInitial }: SlotChange): number {
  return (isInitial ? INITIAL_KEY_LENGTH : REPEATED_KEY_LENGTH) + compressedValueLength(before, after);
}

/**
 * Tells whether a change is published at its transaction's expense. The bootloader's own balance and the block's
 * context are not; nor is code without immutables, which takes no storage on Era.
 */
function isPublished(world: World, { address, slot }: SlotChange): boolean {
  if (address === SystemAddress.L2BaseToken) return slot !== BOOTLOADER_BALANCE_SLOT;
  if (address === SystemAddress.ImmutableSimulator) return world.hasImmutables(wordToAddress(slot));
  return address !== SystemAddress.SystemContext;
}

function sum(lengths: readonly number[]): number {
  return lengths.reduce((total, length) => total + length, 0);
}
