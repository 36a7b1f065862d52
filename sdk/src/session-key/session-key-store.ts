/// <reference lib="dom" />
import type { Hex } from "viem";
import { p256SessionKey } from "./p256-session-key.js";
import { secp256k1SessionKey } from "./secp256k1-session-key.js";
import type { SessionKey } from "./session-key.js";

/** A session key as it is stored. */
export type StoredSessionKey =
  | { readonly type: "p256"; readonly keyPair: CryptoKeyPair }
  | { readonly type: "secp256k1"; readonly privateKey: Hex };

/** Keeps session keys, each by a name of the app's choice. */
export interface SessionKeyStore {
  /** Returns a key; nothing if there is none of this name. */
  get(name: string): Promise<StoredSessionKey | undefined>;
  /** Stores a key, in place of one of the same name. */
  set(name: string, key: StoredSessionKey): Promise<void>;
  delete(name: string): Promise<void>;
}

/** Makes a stored key ready to sign. */
export async function fromStoredSessionKey(stored: StoredSessionKey): Promise<SessionKey> {
  return stored.type === "p256" ? p256SessionKey(stored.keyPair) : secp256k1SessionKey(stored.privateKey);
}
