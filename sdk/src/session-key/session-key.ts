import type { Address, Hash, Hex } from "viem";

/** A key that may sign for a session. */
export interface SessionKey {
  readonly type: "p256" | "secp256k1";
  /** What the session names as its `signer`. */
  readonly address: Address;
  /** As long and as costly to check as a signature, for estimates: it is not valid. */
  readonly stubSignature: Hex;
  /** Signs a transaction's digest (32 bytes), as the session module reads it. */
  sign(hash: Hash): Promise<Hex>;
}
