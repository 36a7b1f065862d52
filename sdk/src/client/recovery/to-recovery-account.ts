import type { Address, Hash, Hex } from "viem";
import { toSmartAccount, type SmartAccount } from "../../account-client/to-smart-account.js";
import { RecoveryCannotSignError } from "../../errors/recovery-errors.js";

/** An account, and the signature of the transaction that finishes its recovery. */
export interface ToRecoveryAccountParameters {
  /** The account. */
  address: Address;
  signTransaction: (parameters: { hash: Hash }) => Promise<Hex>;
}

/** A viem account that can send one transaction: the one that finishes a recovery. */
export type RecoveryAccount = SmartAccount<"ssoRecoveryAccount">;

/** Returns a viem account that finishes a recovery. Messages and typed data it cannot sign (RecoveryCannotSignError). */
export function toRecoveryAccount({
  address,
  signTransaction,
}: ToRecoveryAccountParameters): RecoveryAccount {
  return toSmartAccount({
    address,
    source: "ssoRecoveryAccount",
    sign: signTransaction,
    signMessage: async () => {
      throw new RecoveryCannotSignError("messages");
    },
    signTypedData: async () => {
      throw new RecoveryCannotSignError("typed data");
    },
  });
}
