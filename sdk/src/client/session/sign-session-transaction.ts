import type { Address, Hash, Hex } from "viem";
import type { SessionSpec } from "../../session/session-spec.js";
import { getPeriodIdsForTransaction } from "../../utils/get-period-ids-for-transaction.js";
import { encodeSessionSignature } from "./session-signature.js";

/** A session key's signature, and what it is of. */
export interface SignSessionTransactionArgs {
  sessionKeySignedHash: Hash;
  /** The session module. */
  sessionContract: Address;
  sessionConfig: SessionSpec;
  to: Address;
  callData?: Hash;
  /** The chain's time in seconds; needed where a limit of the session is an allowance. */
  timestamp?: bigint;
}

/**
 * Encodes the signature field of a session's single call whose fee the account pays, around a signature that was made.
 * A session client does this by itself, also for batches and approvals.
 *
 * @throws NoPolicyError if no policy of the session is about the call
 * @throws InvalidClockError if an allowance needs the time, and it is not given
 */
export function signSessionTransaction(args: SignSessionTransactionArgs): Hex {
  const { sessionKeySignedHash, sessionContract, sessionConfig, to, callData, timestamp } = args;
  const selector = callData && callData !== "0x" ? (callData.slice(0, 10) as Hex) : undefined;
  const periodIds = getPeriodIdsForTransaction({
    sessionConfig,
    target: to,
    ...(selector ? { selector } : {}),
    ...(timestamp === undefined ? {} : { timestamp }),
  });
  return encodeSessionSignature({
    signature: sessionKeySignedHash,
    module: sessionContract,
    session: sessionConfig,
    periodIds,
  });
}
