import type { AccountTransaction } from "./account-transaction";

/** Someone who can sign for a smart account: an owner key, a passkey, a session key. */
export interface AccountSigner {
  /** A signature field of the real one's size and validation cost, to estimate gas with. */
  stub(tx: AccountTransaction): Promise<string>;
  /** Returns the signature field (`customSignature`) for the transaction as it is. */
  sign(tx: AccountTransaction): Promise<string>;
}
