// Keys of sessions: made, stored, and ready to sign.

export { indexedDbSessionKeyStore } from "./indexed-db-session-key-store.js";
export { memorySessionKeyStore } from "./memory-session-key-store.js";
export {
  generateP256SessionKey,
  p256Address,
  p256SessionKey,
  type P256PublicKey,
  type P256SessionKey,
} from "./p256-session-key.js";
export { secp256k1SessionKey } from "./secp256k1-session-key.js";
export { signerOf } from "./signer-of.js";
export type { SessionKey } from "./session-key.js";
export { fromStoredSessionKey, type SessionKeyStore, type StoredSessionKey } from "./session-key-store.js";
