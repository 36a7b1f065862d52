import { encodeFunctionData, type Account, type Chain, type Client, type Transport } from "viem";
import { getTransactionCount } from "viem/actions";
import { erc7579AccountAbi } from "../../abi/generated.js";
import { sendCall } from "../../account-client/send-call.js";
import { DEFAULT_GAS_PER_PUBDATA } from "../../transaction/estimate-gas.js";
import { transactionStruct } from "../../transaction/transaction-struct.js";
import { addPasskeyCall } from "../passkey/account-passkeys.js";
import type { FinishRecoveryArgs } from "./finish-recovery.js";
import type { GuardianCallReturnType } from "./guardians.js";
import { signRecoveryTransaction } from "./recovery-signer.js";
import { withRecoveryTime } from "./with-recovery-time.js";

/**
 * Finishes a recovery at the expense of the client's key, whoever that is: for an account without ETH that no paymaster pays
 * for, one whose three attempts are used up, and the recovery's last minute, in which the sequencer takes no transaction of
 * the account's. The account has to be brought its transaction by a key: the chain takes it from no contract, and so from no
 * smart account.
 *
 * @throws PasskeyError if the passkey is none that the chain takes
 * @throws RecoveryNotOpenError if it is too early
 * @throws RecoveryContractError, AccountContractError if the chain does not take it, before it is sent
 * @throws TransactionRevertedError if the transaction failed
 *
 * @example
 * await finishRecoveryFromOutside(guardian, { accountToRecover, credentialId, rawPublicKey, origin, contracts })
 */
export async function finishRecoveryFromOutside(
  client: Client<Transport, Chain, Account>,
  { accountToRecover, contracts, paymaster, onTransactionSent, ...passkey }: FinishRecoveryArgs,
): Promise<GuardianCallReturnType> {
  const transaction = {
    from: accountToRecover,
    to: contracts.passkey,
    data: addPasskeyCall(passkey),
    nonce: await getTransactionCount(client, { address: accountToRecover, blockTag: "pending" }),
    value: 0n,
    gas: 0n,
    // At no price nothing is counted as an attempt that the account paid for.
    maxFeePerGas: 0n,
    maxPriorityFeePerGas: 0n,
    gasPerPubdata: DEFAULT_GAS_PER_PUBDATA,
    chainId: client.chain.id,
  };
  const data = encodeFunctionData({
    abi: erc7579AccountAbi,
    functionName: "executeTransactionFromOutside",
    args: [transactionStruct(transaction, signRecoveryTransaction(contracts.recovery))],
  });
  const options = { ...(paymaster && { paymaster }), ...(onTransactionSent && { onTransactionSent }) };
  const asked = { accountToRecover, contracts, origin: passkey.origin };
  const send = () => sendCall(client, { to: accountToRecover, data, ...options });
  return { transactionReceipt: await withRecoveryTime(client, asked, send) };
}
