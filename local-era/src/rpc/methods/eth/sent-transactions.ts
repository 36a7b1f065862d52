import { readBytes, readHash } from "../../../primitives/json-value.ts";
import { parseRawTransaction } from "../../../transactions/raw-transaction.ts";
import { requestedTransaction } from "../../../transactions/requested-transaction.ts";
import { receiptJson } from "../../format/receipt-json.ts";
import { transactionJson } from "../../format/transaction-json.ts";
import type { Method, MethodTable } from "../../method.ts";
import { readCallRequest } from "../../request-object.ts";
import { RpcCode, RpcError } from "../../rpc-error.ts";

/** Implements sending and looking up transactions. */
export const ethTransactionMethods: MethodTable = {
  eth_sendRawTransaction: (node, [raw]) =>
    node.submit(parseRawTransaction(readBytes(raw, "raw transaction"), node.chain.chainId)),

  eth_sendTransaction: (node, params) => sendTransaction(node, params),

  eth_getTransactionByHash: ({ chain }, [hash]) => {
    const found = chain.ledger.transaction(readHash(hash, "transaction hash"));
    return found && transactionJson(found, chain.chainId);
  },

  eth_getTransactionReceipt: ({ chain }, [hash]) => {
    const found = chain.ledger.transaction(readHash(hash, "transaction hash"));
    return found && receiptJson(found);
  },
};

/** Sends only for impersonated accounts: the node holds no keys. */
const sendTransaction: Method = (node, [value]) => {
  const request = readCallRequest(value);
  if (!node.impersonation.includes(request.from)) {
    throw new RpcError(
      RpcCode.Internal,
      `Initiator address ${request.from} is not allowed to perform transactions: the node holds no keys. ` +
        "Impersonate the account first (anvil_impersonateAccount), or sign the transaction and use eth_sendRawTransaction",
    );
  }
  const { world, baseFee, chainId } = node.chain;
  const nonce = node.pool.nextNonce(request.from, world.minNonce(request.from));
  return node.submit(requestedTransaction(request, { nonce, baseFee, chainId }));
};
