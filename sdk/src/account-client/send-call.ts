import type { Account, Address, Chain, Client, Hash, Hex, TransactionReceipt, Transport } from "viem";
import { sendTransaction as sendAsAccount } from "viem/actions";
import { getAction } from "viem/utils";
import { sendTransaction as sendAsKey } from "viem/zksync";
import { withContractErrors } from "../contract-errors/with-contract-errors.js";
import type { AccountTransaction } from "../transaction/account-transaction.js";
import { GENERAL_PAYMASTER_INPUT } from "../transaction/general-paymaster-input.js";
import { paymentErrorOf } from "../transaction/payment-error.js";
import { readMissingFields } from "./read-missing-fields.js";
import { ownReceipt } from "./own-receipt.js";

/** A paymaster, and what it is given: `general("")` if nothing is. */
export interface CallPaymaster {
  address: Address;
  paymasterInput?: Hex;
}

/** What all actions that send a transaction are given. */
export interface CallOptions {
  /** Who pays instead of the sender. */
  paymaster?: CallPaymaster;
  /** Is told the transaction's hash before it is in a block. */
  onTransactionSent?: (hash: Hash) => void;
}

/** Gas and fees, where somebody has decided them: a paymaster may have signed them. */
export type CallFees = Pick<
  AccountTransaction,
  "gas" | "gasPerPubdata" | "maxFeePerGas" | "maxPriorityFeePerGas"
>;

/** A call to send. */
export interface Call extends CallOptions, CallFees {
  to: Address;
  data: Hex;
  /** Wei. */
  value?: bigint;
}

/**
 * Sends a call and waits until it is in a block: as the account, with a client of this package's; else as the key or wallet
 * the client has.
 *
 * @throws SsoContractError if a contract of the suite refuses it before it is sent
 * @throws InsufficientFundsError, UnusablePaymasterError if nobody can pay for it
 * @throws TransactionRevertedError if it failed, TransactionReplacedError if a wallet has sent something else in its place
 */
export async function sendCall(
  client: Client<Transport, Chain, Account>,
  { paymaster, onTransactionSent, ...call }: Call,
): Promise<TransactionReceipt> {
  const request = { ...call, ...paymasterFields(paymaster) };
  const hash = await withContractErrors(
    () =>
      isSmartAccount(client.account)
        ? getAction(client, sendAsAccount, "sendTransaction")(request as never)
        : sendWithKey(client, request),
    request,
  );
  onTransactionSent?.(hash);
  return ownReceipt(client, hash);
}

async function sendWithKey(
  client: Client<Transport, Chain, Account>,
  request: AccountTransaction,
): Promise<Hash> {
  try {
    const missing = await readMissingFields(client, request);
    return await sendAsKey(client as never, { ...request, ...missing } as never);
  } catch (error) {
    throw (await paymentErrorOf(client, client.account.address, request, error)) ?? error;
  }
}

function paymasterFields(paymaster: CallPaymaster | undefined) {
  if (!paymaster) return {};
  return {
    paymaster: paymaster.address,
    paymasterInput: paymaster.paymasterInput ?? GENERAL_PAYMASTER_INPUT,
  };
}

/** The viem accounts of this package name themselves so. */
function isSmartAccount(account: Account): boolean {
  return "source" in account && account.source?.startsWith("sso") === true;
}
