import type { AccountSigner } from "../accounts/account-signer";
import { transactionDigest, type AccountTransaction } from "../accounts/account-transaction";
import { secp256k1KeyPair, type SessionKeyPair } from "./session-keypair";
import { periodIds } from "./session-periods";
import { encodeSessionSignature } from "./session-signature";
import type { SessionSpec } from "./session-spec";

/** A session key and what it needs to sign. */
export interface SessionKey {
  readonly privateKey: string;
  readonly spec: SessionSpec;
  /** Address of the session module. */
  readonly module: string;
  /** The chain's time in seconds since 1970, for the period ids of allowances. */
  readonly clock: () => Promise<bigint>;
}

/** What a test of refusals may replace. */
export interface SessionSignerOverrides {
  /** Period ids to claim instead of those of the policy that governs the call. */
  readonly periodIds?: readonly bigint[];
}

/** Signs with a session key: the hash with secp256k1, followed by the spec and its period ids. */
export function sessionSigner(session: SessionKey, overrides: SessionSignerOverrides = {}): AccountSigner {
  return keyPairSigner(secp256k1KeyPair(session.privateKey), session, overrides);
}

/** Does the same for a key on either curve. */
export function keyPairSigner(
  key: SessionKeyPair,
  session: Omit<SessionKey, "privateKey">,
  overrides: SessionSignerOverrides = {},
): AccountSigner {
  const encode = async (tx: AccountTransaction, signature: string) => {
    const call = { ...tx, paymasterInput: tx.paymasterParams?.paymasterInput };
    const ids = overrides.periodIds ?? periodIds(session.spec, call, await session.clock());
    return encodeSessionSignature(signature, session.module, session.spec, ids);
  };
  return {
    stub: (tx) => encode(tx, key.stub),
    sign: async (tx) => encode(tx, await key.sign(transactionDigest(tx))),
  };
}
