import { generatePrivateKey } from "viem/accounts";
import type { PublicSessionKey } from "../messages/session-request-schemas.js";
import {
  generateP256SessionKey,
  indexedDbSessionKeyStore,
  memorySessionKeyStore,
  secp256k1SessionKey,
  type SessionKeyStore,
} from "../session-key/index.js";
import { isUncloneable, withSpareKeyStore } from "./spare-key-store.js";

/** A key that was made for a session: what others may know of it. */
export interface NewSessionKey {
  /** The session's signer, and the key's name in the store. */
  readonly address: `0x${string}`;
  readonly publicKey: PublicSessionKey;
}

/**
 * Makes the app's own key for a session and stores it. It is one of WebCrypto's that cannot be copied out; only where
 * there is no WebCrypto, as on pages without TLS, or its keys cannot be stored, one of secp256k1.
 */
export async function newSessionKey(store: SessionKeyStore): Promise<NewSessionKey> {
  // Missing on pages that are not secure contexts, whatever its type says.
  if ((crypto as Partial<Crypto>).subtle === undefined) return newSecp256k1Key(store);
  const { address, keyPair, publicKey } = await generateP256SessionKey();
  try {
    await store.set(address, { type: "p256", keyPair });
  } catch (error) {
    if (isUncloneable(error)) return newSecp256k1Key(store);
    throw error;
  }
  return { address, publicKey: { type: "p256", ...publicKey } };
}

async function newSecp256k1Key(store: SessionKeyStore): Promise<NewSessionKey> {
  const privateKey = generatePrivateKey();
  const { address } = secp256k1SessionKey(privateKey);
  await store.set(address, { type: "secp256k1", privateKey });
  return { address, publicKey: { type: "secp256k1", address } };
}

/** Returns the page's store for keys; one that lasts as long as the program where there is no IndexedDB, or it is locked. */
export function browserKeyStore(): SessionKeyStore {
  return typeof indexedDB === "undefined"
    ? memorySessionKeyStore()
    : withSpareKeyStore(indexedDbSessionKeyStore());
}
