import {
  createClient,
  custom,
  encodeFunctionData,
  numberToHex,
  publicActions,
  walletActions,
  type Address,
  type Chain,
  type EIP1193RequestFn,
  type Hash,
  type TransactionReceipt,
} from "viem";
import type { WriteRequest } from "../account-client/account-actions.js";
import { waitForReceipt, type SyncOptions } from "../account-client/wait-for-receipt.js";
import { withCallErrors } from "../account-client/call-errors.js";
import { deployRequest, type DeployRequest } from "../account-client/deploy-request.js";
import { toAccountTransaction, type TransactionRequest } from "../transaction/to-account-transaction.js";
import { toRpcTransaction } from "./account-request.js";

/** Who asks, and which provider is asked. */
export interface WalletClientParameters {
  readonly address: Address;
  readonly chain: Chain;
  readonly request: (request: { method: string; params?: unknown }) => Promise<unknown>;
}

/** Makes a viem client that asks the provider for everything: reads of the node, signatures of the session or the owner. */
export function providerClient({ address, chain, request }: WalletClientParameters) {
  const provider = { request: request as EIP1193RequestFn };
  const client = createClient({
    account: address,
    chain,
    name: "ZKsync SSO Wallet Client",
    // What a person refused or a browser blocked is not to be tried again unasked.
    transport: custom(provider, { retryCount: 0 }),
  });
  const actions = transactionActions({ address, chain, request });
  return client
    .extend(publicActions)
    .extend(walletActions)
    .extend(() => actions as never);
}

/**
 * viem's actions that make transactions, handed to the provider with Era's members (paymasters) whatever the chain's
 * formatters are.
 */
function transactionActions({ address, chain, request }: WalletClientParameters) {
  const sender = { address, chainId: chain.id };
  const node = createClient({ chain, transport: custom({ request: request as EIP1193RequestFn }) });
  const actions = {
    sendTransaction: async (transaction: TransactionRequest): Promise<Hash> => {
      // The chain is named, since the person may have switched to another one since the client was made.
      const chainId = numberToHex(chain.id);
      const params = [{ ...toRpcTransaction(toAccountTransaction(transaction, sender), address), chainId }];
      return (await request({ method: "eth_sendTransaction", params })) as Hash;
    },
    sendTransactionSync: async (transaction: TransactionRequest & SyncOptions): Promise<TransactionReceipt> =>
      waitForReceipt(node, await actions.sendTransaction(transaction), transaction),
    writeContract: (call: WriteRequest): Promise<Hash> =>
      withCallErrors(call, address, () => actions.sendTransaction(toTransaction(call))),
    writeContractSync: (call: WriteRequest & SyncOptions): Promise<TransactionReceipt> =>
      withCallErrors(call, address, () => actions.sendTransactionSync(toTransaction(call))),
    deployContract: (deployment: DeployRequest): Promise<Hash> =>
      actions.sendTransaction(deployRequest(deployment)),
  };
  return actions;
}

function toTransaction({ abi, functionName, args, address, ...rest }: WriteRequest): TransactionRequest {
  return { ...rest, to: address, data: encodeFunctionData({ abi, functionName, args }) };
}
