import type { Hash } from "viem";
import { HashSchema } from "../../messages/hex-schemas.js";
import { parseMessage } from "../../messages/parse-message.js";
import { SendTransactionParamsSchema } from "../../messages/transaction-schemas.js";
import type { AccountTransaction } from "../../transaction/account-transaction.js";
import { toAccountRequest, toRpcTransaction, type Connected } from "../account-request.js";
import type { ProviderCore } from "../provider-core.js";
import { withAppPaymaster } from "../app-paymaster.js";
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
      const connected = { address: core.account("eth_sendTransaction"), chainId: core.state.chainId };
      const [request] = parseMessage(SendTransactionParamsSchema, params, "The request eth_sendTransaction");
      const transaction = toAccountRequest(request, connected);
      return sendTransaction(core, opening ? undefined : makeSender, transaction, () =>
        askToSend(core, connected, transaction, opening),
      );
    },

    eth_signTransaction: async (params, opening) => {
      const connected = { address: core.account("eth_signTransaction"), chainId: core.state.chainId };
      const [request] = parseMessage(SendTransactionParamsSchema, params, "The request eth_signTransaction");
      return askOwner(core, "eth_signTransaction", connected, toAccountRequest(request, connected), opening);
    },
  };
}

/**
 * Sends one transaction of the account's.
 *
 * @param makeSender - nothing if the way to the auth server is open already: the owner is to be asked then
 * @param askOwner - asks the owner, if there is no session or it does not allow the transaction
 */
export function sendTransaction(
  core: ProviderCore,
  makeSender: MakeSender | undefined,
  transaction: AccountTransaction,
  askOwner: () => Promise<Hash>,
): Promise<Hash> {
  const session = core.state.sessionOn();
  if (!session || !makeSender) return askOwner();
  const checkStays = core.state.staying();
  return sendWithSession({
    account: core.account("eth_sendTransaction"),
    session,
    transaction,
    mayBePaidFor: core.options.paymasterHandler !== undefined && transaction.paymaster === undefined,
    makeSender,
    askOwner: () => {
      checkStays();
      return askOwner();
    },
    onRefused: (refusal) => {
      core.tell(SESSION_REFUSED, refusal);
    },
  });
}

async function askToSend(
  core: ProviderCore,
  connected: Connected,
  transaction: AccountTransaction,
  opening: Promise<void> | undefined,
): Promise<Hash> {
  const hash = await askOwner(core, "eth_sendTransaction", connected, transaction, opening);
  return parseMessage(HashSchema, hash, "The answer to eth_sendTransaction");
}

/** @param connected - who it was when the transaction was asked for: the person may switch while it waits */
function askOwner(
  core: ProviderCore,
  method: "eth_sendTransaction" | "eth_signTransaction",
  connected: Connected,
  transaction: AccountTransaction,
  opened: Promise<void> | undefined,
): Promise<unknown> {
  return core.authServer.openFor(opened, async (opening) => {
    const paid = await withAppPaymaster(core, transaction, connected);
    return core.ask(method, [toRpcTransaction(paid, connected.address)], opening, connected.chainId);
  });
}
