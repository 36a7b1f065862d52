import { encodeAbiParameters, slice, type Address, type Hex } from "viem";
import { sessionSpecParameter } from "../session/session-abi.js";
import type { SessionSpec } from "../session/session-spec.js";
import { getPeriodIdsForTransaction } from "./get-period-ids-for-transaction.js";

/** A call of a session, and when it will be validated. */
export interface EncodeSessionTxArgs {
  sessionConfig: SessionSpec;
  to: Address;
  callData?: Hex;
  /** The chain's time in seconds; needed where a limit of the session is an allowance. */
  timestamp?: bigint;
}

/**
 * Encodes what goes with a session's signature, `abi.encode(SessionSpec, uint64[] periodIds)`, for a single call whose
 * fee the account pays.
 *
 * @throws NoPolicyError if no policy of the session is about the call
 * @throws InvalidClockError if an allowance needs the time, and it is not given
 */
export function encodeSessionTx({ sessionConfig, to, callData = "0x", timestamp }: EncodeSessionTxArgs): Hex {
  const selector = callData === "0x" ? undefined : slice(callData, 0, 4);
  const periodIds = getPeriodIdsForTransaction({ sessionConfig, target: to, selector, timestamp });
  return encodeAbiParameters([sessionSpecParameter, { type: "uint64[]" }], [sessionConfig, periodIds]);
}
