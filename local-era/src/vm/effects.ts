import type { Address, Hex } from "../primitives/hex.ts";
import type { PublishedEffects } from "../pubdata/pubdata.ts";

/** Describes an event as the chain records it, before it is part of a block. */
export interface EventLog {
  readonly address: Address;
  readonly topics: readonly Hex[];
  readonly data: Uint8Array;
}

/** Describes an L2→L1 log (`l2ToL1Logs` of a receipt). */
export interface L2ToL1Log {
  readonly isService: boolean;
  readonly shardId: number;
  readonly sender: Address;
  readonly key: Hex;
  readonly value: Hex;
}

/** Counts the effects of each kind. */
export type EffectsMark = readonly [number, number, number, number, number];

/** Collects a running transaction's effects outside of storage; reverted frames remove theirs. */
export class Effects implements PublishedEffects {
  readonly logs: EventLog[] = [];
  readonly l2ToL1Logs: L2ToL1Log[] = [];
  readonly deployments: Address[] = [];
  /** Lengths of the messages to L1, in bytes. */
  readonly messages: number[] = [];
  /** Compressed lengths of the bytecodes new to the chain, in bytes. */
  readonly bytecodes: number[] = [];

  mark(): EffectsMark {
    return [
      this.logs.length,
      this.l2ToL1Logs.length,
      this.deployments.length,
      this.messages.length,
      this.bytecodes.length,
    ];
  }

  undoTo([logs, l2ToL1Logs, deployments, messages, bytecodes]: EffectsMark): void {
    this.logs.length = logs;
    this.l2ToL1Logs.length = l2ToL1Logs;
    this.deployments.length = deployments;
    this.messages.length = messages;
    this.bytecodes.length = bytecodes;
  }
}
