import { privateKeyToAddress, generatePrivateKey } from "viem/accounts";
import type { Address, Hex } from "viem";
import type { ParsedRequest, SignInRequest } from "@zksync-sso/sdk/messages";
import { formatSessionPreferences, type SessionPreferences, type SessionSpec } from "@zksync-sso/sdk/session";
import { signerOf } from "@zksync-sso/sdk/client/session";

/** A session that an app asks for. */
export interface AskedSession {
  readonly spec: SessionSpec;
  readonly preferences: SessionPreferences;
  readonly isAdjustmentAllowed: boolean;
  /** Why the app asks, in its own words. */
  readonly justification?: string;
  /** The key, where the app left it to this page to make it: published clients do. */
  readonly madeHere?: Hex;
}

/** What an app asks for when it connects. */
export interface AskedConnection {
  /** What the app says of itself. */
  readonly claimedName?: string;
  readonly session?: AskedSession;
  readonly signIn?: SignInRequest;
}

/** A day, in seconds: how long a session lasts whose app does not say. */
const DAY = 86_400n;
/** Wei: what may go into fees where the app does not say. */
const DEFAULT_FEES = 10n ** 16n;

/**
 * Reads what an app asks for when it connects.
 *
 * @param now - the chain's time (seconds)
 * @throws InvalidSessionError naming what is wrong with the session
 */
export function askedConnection(
  request: Extract<ParsedRequest, { method: "wallet_connect" | "eth_requestAccounts" }>,
  now: bigint,
): AskedConnection {
  if (request.method === "eth_requestAccounts") {
    const { metadata, sessionPreferences } = request.params;
    if (!sessionPreferences) return { claimedName: metadata.name };
    const madeHere = generatePrivateKey();
    const session = askedSession(sessionPreferences, privateKeyToAddress(madeHere), now);
    return { claimedName: metadata.name, session: { ...session, madeHere } };
  }
  const [{ capabilities }] = request.params;
  const { session, signInWithEthereum, metadata } = capabilities;
  return {
    ...(metadata && { claimedName: metadata.name }),
    ...(session && {
      session: {
        ...askedSession(session.preferences, signerOf(session.key), now),
        isAdjustmentAllowed: session.isAdjustmentAllowed ?? true,
        ...(session.justification !== undefined && { justification: session.justification }),
      },
    }),
    ...(signInWithEthereum && { signIn: signInWithEthereum }),
  };
}

function askedSession(preferences: SessionPreferences, signer: Address, now: bigint): AskedSession {
  const defaults = {
    expiresAt: now + DAY,
    feeLimit: { limitType: 1 as const, limit: DEFAULT_FEES, period: 0n },
  };
  const spec = { signer, ...formatSessionPreferences(preferences, defaults, { now }) };
  return { spec, preferences, isAdjustmentAllowed: true };
}
