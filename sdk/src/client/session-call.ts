import type { Account, Address, Chain, Client, Hash, Hex, TransactionReceipt, Transport } from "viem";
import { sendCall } from "../account-client/send-call.js";
import type { CustomPaymasterHandler } from "../paymaster/custom-paymaster-handler.js";
import { SessionModuleNotFoundError } from "../errors/client-errors.js";
import { askHandler } from "../paymaster/ask-handler.js";
import { sameAddress } from "../session/same.js";

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

/**
 * Sends a call of the session module as the client's account, and waits until it is in a block.
 *
 * @throws SessionModuleNotFoundError if nothing came of it: a call of an address without code succeeds, too
 */
export async function sendSessionCall(
  client: Client<Transport, Chain, Account>,
  data: Hex,
  { contracts, paymaster, onTransactionSent, paymasterHandler }: SessionCallArgs,
): Promise<SessionCallReturnType> {
  const call = { to: contracts.session, data };
  const paid = paymaster
    ? { paymaster }
    : paymasterHandler && (await askHandler(client, call, paymasterHandler));
  const transactionReceipt = await sendCall(client, {
    ...call,
    ...paid,
    ...(onTransactionSent && { onTransactionSent }),
  });
  const { logs } = transactionReceipt;
  if (!logs.some(({ address }) => sameAddress(address, contracts.session)))
    throw new SessionModuleNotFoundError(contracts.session, client.chain.id);
  return { transactionReceipt };
}
