import { wordToAddress } from "../primitives/hex.ts";
import { SystemAddress } from "../primitives/system-addresses.ts";
import type { SlotChange } from "../state/flat-state.ts";
import { accountSlot } from "../state/mapping-slot.ts";
import type { World } from "../state/world.ts";
import { compressedValueLength } from "./compressed-value.ts";

/** Bytes of the hash that names a slot nobody wrote before. */
const INITIAL_KEY_LENGTH = 32;
/** Bytes of the number that names a slot from its second publication on: four, or five on a chain with many slots. */
const REPEATED_KEY_LENGTH = 5;
/** Bytes of a log to L1. */
const LOG_LENGTH = 88;
/** Bytes that say how long a message is. */
const MESSAGE_HEAD_LENGTH = 4;

const BOOTLOADER_BALANCE_SLOT = accountSlot(SystemAddress.Bootloader);

/** What a transaction publishes on L1, in bytes. */
export interface Pubdata {
  /** Keys and new values of the slots it changed. */
  readonly stateDiffs: number;
  /** Its logs to L1. */
  readonly logs: number;
  /** The messages that some of these logs are about. */
  readonly messages: number;
  /** Bytecodes that were new to the chain, with the logs that announce them. */
  readonly bytecodes: number;
}

export const NO_PUBDATA: Pubdata = { stateDiffs: 0, logs: 0, messages: 0, bytecodes: 0 };

/** What a transaction publishes beside the slots it changed. */
export interface PublishedEffects {
  readonly l2ToL1Logs: readonly unknown[];
  /** Lengths of the messages to L1, in bytes. */
  readonly messages: readonly number[];
  /** Lengths of the bytecodes that are new to the chain, in bytes, compressed. */
  readonly bytecodes: readonly number[];
}

/** Counts what the running transaction has to publish if it ends now. What was reverted is not published. */
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

/** All of it, in bytes. */
export function pubdataLength({ stateDiffs, logs, messages, bytecodes }: Pubdata): number {
  return stateDiffs + logs + messages + bytecodes;
}

/** Counts the bytes that one slot's change takes. */
export function stateDiffLength({ before, after, isInitial }: SlotChange): number {
  return (isInitial ? INITIAL_KEY_LENGTH : REPEATED_KEY_LENGTH) + compressedValueLength(before, after);
}

/**
 * Whether a change is published at its transaction's expense. The bootloader's own balance and the block's context are
 * not; nor is code without immutables, which has no storage on Era.
 */
function isPublished(world: World, { address, slot }: SlotChange): boolean {
  if (address === SystemAddress.L2BaseToken) return slot !== BOOTLOADER_BALANCE_SLOT;
  if (address === SystemAddress.ImmutableSimulator) return world.hasImmutables(wordToAddress(slot));
  return address !== SystemAddress.SystemContext;
}

function sum(lengths: readonly number[]): number {
  return lengths.reduce((total, length) => total + length, 0);
}
