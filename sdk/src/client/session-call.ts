import type { Account, Address, Chain, Client, Hash, Hex, TransactionReceipt, Transport } from "viem";
import { sendCall } from "../account-client/send-call.js";
import type { CustomPaymasterHandler } from "../paymaster/custom-paymaster-handler.js";
import { withPaymaster } from "../paymaster/with-paymaster.js";

/** What the actions on sessions are given, besides the sessions. */
export type SessionCallArgs = {
  contracts: {
    /** The session module. */
    session: Address;
  };
  /** Who pays instead of the account. */
  paymaster?: {
    address: Address;
    /** `general("")` if not given. */
    paymasterInput?: Hex;
  };
  /** Is told the transaction's hash before it is in a block. */
  onTransactionSent?: (hash: Hash) => void;
  /** Chooses a paymaster, if none is given. */
  paymasterHandler?: CustomPaymasterHandler;
};

/** The transaction that did it. */
export type SessionCallReturnType = {
  transactionReceipt: TransactionReceipt;
};

/** Sends a call of the session module as the client's account, and waits until it is in a block. */
export async function sendSessionCall(
  client: Client<Transport, Chain, Account>,
  data: Hex,
  { contracts, paymaster, onTransactionSent, paymasterHandler }: SessionCallArgs,
): Promise<SessionCallReturnType> {
  const call = { to: contracts.session, data };
  const sender = { address: client.account.address, chainId: client.chain.id };
  const paid =
    !paymaster && paymasterHandler ? await withPaymaster(call, sender, paymasterHandler) : undefined;
  const chosen =
    paymaster ?? (paid?.paymaster && { address: paid.paymaster, paymasterInput: paid.paymasterInput });
  const transactionReceipt = await sendCall(client, {
    ...call,
    ...(chosen && { paymaster: chosen as NonNullable<typeof paymaster> }),
    ...(onTransactionSent && { onTransactionSent }),
  });
  return { transactionReceipt };
}
