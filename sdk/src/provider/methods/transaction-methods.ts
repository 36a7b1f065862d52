import type { Hash } from "viem";
import { HashSchema } from "../../messages/hex-schemas.js";
import { parseMessage } from "../../messages/parse-message.js";
import { SendTransactionParamsSchema } from "../../messages/transaction-schemas.js";
import { withPaymaster } from "../../paymaster/with-paymaster.js";
import type { AccountTransaction } from "../../transaction/account-transaction.js";
import { toAccountRequest, toRpcTransaction } from "../account-request.js";
import type { ProviderCore } from "../provider-core.js";
import { sendWithSession, type SessionSender } from "../session-sending.js";
import type { MethodTable } from "./method-table.js";

/** What EIP-1193's event `message` is called when a session does not allow a transaction and the owner is asked. */
const SESSION_REFUSED = "zksync_sso_sessionRefused";

/** Makes what sends by the session of the connected chain; nothing if there is none, or its key is not here. */
export type MakeSender = () => Promise<SessionSender | undefined>;

/** Sends transactions: by the session's key, or by the owner's at the auth server. */
export function transactionMethods(
  core: ProviderCore,
  makeSender: MakeSender,
): MethodTable<"eth_sendTransaction" | "eth_signTransaction"> {
  return {
    eth_sendTransaction: async (params, opening) => {
      const account = core.account("eth_sendTransaction");
      const [request] = parseMessage(SendTransactionParamsSchema, params, "The request eth_sendTransaction");
      const transaction = toAccountRequest(request, { address: account, chainId: core.state.chainId });
      return sendTransaction(core, makeSender, transaction, () => askToSend(core, transaction, opening));
    },

    eth_signTransaction: async (params, opening) => {
      const account = core.account("eth_signTransaction");
      const [request] = parseMessage(SendTransactionParamsSchema, params, "The request eth_signTransaction");
      const connected = { address: account, chainId: core.state.chainId };
      const transaction = toRpcTransaction(toAccountRequest(request, connected), account);
      return core.ask("eth_signTransaction", [transaction], opening);
    },
  };
}

/**
 * Sends one transaction of the account's.
 *
 * @param askOwner - asks the owner, if there is no session or it does not allow the transaction
 */
export function sendTransaction(
  core: ProviderCore,
  makeSender: MakeSender,
  transaction: AccountTransaction,
  askOwner: () => Promise<Hash>,
): Promise<Hash> {
  const session = core.state.sessionOn();
  if (!session) return askOwner();
  return sendWithSession({
    account: core.account("eth_sendTransaction"),
    session,
    transaction,
    makeSender,
    askOwner,
    onRefused: (refusal) => {
      core.tell(SESSION_REFUSED, refusal);
    },
  });
}

async function askToSend(
  core: ProviderCore,
  transaction: AccountTransaction,
  opening: Promise<void> = core.authServer.open(),
): Promise<Hash> {
  const from = core.account("eth_sendTransaction");
  const { paymasterHandler } = core.options;
  const sender = { address: from, chainId: core.state.chainId };
  const paid = paymasterHandler ? await withPaymaster(transaction, sender, paymasterHandler) : transaction;
  const hash = await core.ask("eth_sendTransaction", [toRpcTransaction(paid, from)], opening);
  return parseMessage(HashSchema, hash, "The answer to eth_sendTransaction");
}
