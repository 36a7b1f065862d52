import type { Address, Hash, Hex } from "viem";
import type { AccountTransaction, UnsignedTransaction } from "./account-transaction.js";
import type { OutOfTime } from "./out-of-time.js";

/** What the chain says of itself when a transaction is made. */
export interface ChainTime {
  /** Timestamp (Unix time in seconds) that the chain's next block will have, as well as is known. */
  readonly timestamp: bigint;
}

/** Signs an account's transactions: its passkey, one of its owners, a session key, or a finished recovery. */
export interface TransactionSigner {
  /** The account. */
  readonly address: Address;
  /**
   * Whether its signatures depend on the time, as those of sessions do: the chain's clock is then read with the rest.
   * Not, if not given.
   */
  readonly dependsOnTime?: boolean;
  /** Returns a signature as long and as costly to check as the real one, for estimates: it is not valid. */
  stubSignature(transaction: AccountTransaction, time: ChainTime): Hex;
  /**
   * Signs.
   *
   * @param hash - the EIP-712 digest of the transaction, never the hash of its serialization
   */
  signTransaction(hash: Hash, transaction: UnsignedTransaction, time: ChainTime): Promise<Hex>;
  /**
   * Says what it means that the chain refuses a transaction for the time it is signed for, if signatures depend on the
   * time.
   *
   * @param time - what it is signed for
   */
  timeError?(found: OutOfTime, transaction: AccountTransaction, time: ChainTime): Error;
}
