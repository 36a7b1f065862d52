import type { Address, Hex } from "viem";
import type { SessionStatus } from "./session-status.js";

/** What is left of one limit: 2^256 - 1 of an unlimited one. */
export interface LimitState {
  remaining: bigint;
  target: Address;
  selector: Hex;
  /** Of a constraint: its word's number. */
  index: bigint;
}

/** What is left of a session, as the contract's `sessionState` answers. */
export interface SessionState {
  status: SessionStatus;
  feesRemaining: bigint;
  /** One for each transfer policy. */
  transferValue: LimitState[];
  /** One for each call policy. */
  callValue: LimitState[];
  /** One for each constraint that has a limit. */
  callParams: LimitState[];
}

/** What the chain said at one block. */
export interface SessionSnapshot extends Omit<SessionState, "transferValue" | "callValue" | "callParams"> {
  readonly transferValue: readonly LimitState[];
  readonly callValue: readonly LimitState[];
  readonly callParams: readonly LimitState[];
  /** The block's timestamp (seconds): the chain's clock decides, not the machine's. */
  readonly timestamp: bigint;
  /** The account's modules, which are out of every session's reach; none are known of if not given. */
  readonly modules?: readonly Address[];
}
