import type { Address, Hex } from "viem";
import type { SessionKey } from "../../session-key/session-key.js";
import { getPeriodIds } from "../../session/get-period-ids.js";
import type { SessionSpec } from "../../session/session-spec.js";
import type { AccountTransaction } from "../../transaction/account-transaction.js";
import type { ChainTime, TransactionSigner } from "../../transaction/transaction-signer.js";
import { encodeSessionSignature } from "./session-signature.js";
import { sessionTimeError } from "./time-refusal.js";

/** A session, its key, and whose it is. */
export interface SessionSignerParameters {
  /** The account. */
  readonly address: Address;
  readonly key: SessionKey;
  readonly session: SessionSpec;
  /** The session module. */
  readonly module: Address;
}

/**
 * Makes a signer of a session's transactions.
 *
 * @throws NoPolicyError (the signer does) for a transaction that no policy of the session is about
 */
export function sessionSigner({ address, key, session, module }: SessionSignerParameters): TransactionSigner {
  const encode = (signature: Hex, transaction: AccountTransaction, { timestamp }: ChainTime): Hex => {
    const periodIds = getPeriodIds(session, { ...transaction, from: address }, timestamp);
    return encodeSessionSignature({ signature, module, session, periodIds });
  };
  return {
    address,
    // Also without allowances: the session's end is judged by the chain's clock.
    dependsOnTime: true,
    stubSignature: (transaction, time) => encode(key.stubSignature, transaction, time),
    signTransaction: async (hash, transaction, time) => encode(await key.sign(hash), transaction, time),
    timeError: (found, transaction, time) =>
      sessionTimeError(session, { ...transaction, from: address }, time, found),
  };
}
