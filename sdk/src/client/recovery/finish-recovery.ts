import type { Account, Address, Chain, Client, Transport } from "viem";
import { ownReceipt } from "../../account-client/own-receipt.js";
import type { CallOptions } from "../../account-client/send-call.js";
import { sendTransaction } from "../../transaction/send-transaction.js";
import { addPasskeyCall, type AddAccountOwnerPasskeyArgs } from "../passkey/account-passkeys.js";
import type { GuardianCallReturnType } from "./guardians.js";
import { recoverySigner } from "./recovery-signer.js";
import { withRecoveryTime } from "./with-recovery-time.js";

/** The recovery to finish, and the passkey it was started with. */
export interface FinishRecoveryArgs
  extends Pick<AddAccountOwnerPasskeyArgs, "credentialId" | "rawPublicKey" | "origin">, CallOptions {
  accountToRecover: Address;
  contracts: { recovery: Address; passkey: Address };
}

/**
 * Finishes a recovery, from a day to three days after it was started: adds its passkey to the account. Anybody may, with any
 * client. The account pays, up to three times in a recovery, or a paymaster; `finishRecoveryFromOutside` has the client pay.
 *
 * @throws PasskeyError if the passkey is none that the chain takes
 * @throws RecoveryNotOpenError if it is too early
 * @throws TransactionRevertedError if the transaction failed
 */
export async function finishRecovery(
  client: Client<Transport, Chain, Account | undefined>,
  { accountToRecover, contracts, paymaster, onTransactionSent, ...passkey }: FinishRecoveryArgs,
): Promise<GuardianCallReturnType> {
  const asking = client as Client<Transport, Chain>;
  const asked = { accountToRecover, contracts, origin: passkey.origin };
  const hash = await withRecoveryTime(asking, asked, () =>
    sendTransaction(asking, {
      signer: recoverySigner(accountToRecover, contracts.recovery),
      transaction: {
        to: contracts.passkey,
        data: addPasskeyCall(passkey),
        ...(paymaster && { paymaster: paymaster.address }),
        ...(paymaster?.paymasterInput && { paymasterInput: paymaster.paymasterInput }),
      },
    }),
  );
  onTransactionSent?.(hash);
  return { transactionReceipt: await ownReceipt(client, hash) };
}
