import {
  BundleFailedError,
  encodeFunctionData,
  type Chain,
  type Client,
  type EncodeFunctionDataParameters,
  type Hash,
  type Hex,
  type TransactionReceipt,
  type Transport,
} from "viem";
import type { AccountTransaction } from "../transaction/account-transaction.js";
import type { ChainTime, TransactionSigner } from "../transaction/transaction-signer.js";
import { estimateTransactionGas } from "../transaction/estimate-transaction-gas.js";
import { prepareTransaction, type PreparedTransaction } from "../transaction/prepare-transaction.js";
import { sendTransaction } from "../transaction/send-transaction.js";
import { signTransaction } from "../transaction/sign-transaction.js";
import { toAccountTransaction, type TransactionRequest } from "../transaction/to-account-transaction.js";
import { batchRequest, type CallsRequest } from "./batch-request.js";
import { withCallErrors } from "./call-errors.js";
import { CAPABILITIES } from "./capabilities.js";
import { deployRequest, type DeployRequest } from "./deploy-request.js";
import { callsStatusOf, getCallsStatus } from "./get-calls-status.js";
import { waitForReceipt, type SyncOptions, type WaitOptions } from "./wait-for-receipt.js";

/** How an account's transactions are made: who signs them, and what is done about them on the way. */
export interface AccountActionsOptions<reads = undefined> {
  readonly signer: TransactionSigner;
  /** Whether what a client appends to calldata (viem's `dataSuffix`) may follow a transaction's. Always, if not given. */
  readonly takesSuffix?: (transaction: Pick<AccountTransaction, "to" | "data">) => boolean;
  /** Completes what was asked for, for instance with a paymaster, before the node is asked for the rest. */
  readonly complete?: (transaction: AccountTransaction) => Promise<AccountTransaction>;
  /** Reads what else is of interest, in the same round; see `prepareTransaction`. */
  readonly alongside?: (transaction: AccountTransaction, time: Promise<ChainTime>) => Promise<reads>;
  /** Is shown each transaction before it is signed; throws to stop it. */
  readonly review?: (prepared: PreparedTransaction<reads>) => Promise<void> | void;
}

/** A call of a contract as viem's `writeContract` is given it. */
export type WriteRequest = Omit<TransactionRequest, "to" | "data"> &
  EncodeFunctionDataParameters & { readonly address: NonNullable<TransactionRequest["to"]> };

/** Calls to wait for, as viem's `waitForCallsStatus` is given them. */
export interface WaitForCallsRequest extends WaitOptions {
  readonly id: string;
  /** Whether calls that failed are an error; their status is returned otherwise. */
  readonly throwOnFailure?: boolean | undefined;
}

/**
 * Returns viem's actions that make transactions, to extend a client with: they send as the account does, and take the
 * place of viem's own of the same names.
 *
 * @example
 * createClient({ chain, transport, account }).extend(publicActions).extend(walletActions).extend(accountActions({ signer }))
 */
export function accountActions<reads = undefined>(options: AccountActionsOptions<reads>) {
  const { signer, takesSuffix, complete, alongside, review } = options;

  return (client: Client<Transport, Chain>) => {
    const sender = { address: signer.address, chainId: client.chain.id };
    const { value: suffix, required: isSuffixRequired = false } = suffixOf(client);

    const withSuffix = (request: TransactionRequest): AccountTransaction => {
      const plain = toAccountTransaction(request, sender);
      if (!suffix || request.dataSuffix) return plain;
      const mayFollow = isSuffixRequired || !takesSuffix || takesSuffix(plain);
      return mayFollow ? toAccountTransaction({ ...request, dataSuffix: suffix }, sender) : plain;
    };
    const read = async (request: TransactionRequest): Promise<AccountTransaction> => {
      const transaction = withSuffix(request);
      return complete ? complete(transaction) : transaction;
    };
    const flowOf = (transaction: AccountTransaction) => ({
      signer,
      transaction,
      ...(alongside ? { alongside: (time: Promise<ChainTime>) => alongside(transaction, time) } : {}),
      ...(review ? { review } : {}),
    });

    const actions = {
      estimateGas: async (request: TransactionRequest): Promise<bigint> =>
        estimateTransactionGas(client, { signer, transaction: await read(request) }),

      estimateContractGas: (request: WriteRequest): Promise<bigint> => actions.estimateGas(toCall(request)),

      prepareTransactionRequest: async (request: TransactionRequest) => {
        const { transaction } = await prepareTransaction(client, flowOf(await read(request)));
        // The suffix is appended where it is sent.
        return { ...request, ...transaction, data: request.data ?? "0x", type: "eip712" as const };
      },

      signTransaction: async (request: TransactionRequest): Promise<Hex> => {
        const prepared = await prepareTransaction(client, flowOf(await read(request)));
        await review?.(prepared);
        const { serialized } = await signTransaction(signer, prepared.transaction, prepared.time);
        return serialized;
      },

      sendTransaction: async (request: TransactionRequest): Promise<Hash> =>
        sendTransaction(client, flowOf(await read(request))),

      sendTransactionSync: async (request: TransactionRequest & SyncOptions): Promise<TransactionReceipt> =>
        waitForReceipt(client, await actions.sendTransaction(request), request),

      writeContract: (request: WriteRequest): Promise<Hash> =>
        withCallErrors(request, signer.address, () => actions.sendTransaction(toCall(request))),

      writeContractSync: (request: WriteRequest & SyncOptions): Promise<TransactionReceipt> =>
        withCallErrors(request, signer.address, () => actions.sendTransactionSync(toCall(request))),

      deployContract: (request: DeployRequest): Promise<Hash> =>
        actions.sendTransaction(deployRequest(request)),

      sendCalls: async (request: CallsRequest): Promise<{ id: Hash }> => ({
        id: await actions.sendTransaction(batchRequest(signer.address, request)),
      }),

      getCallsStatus: ({ id }: { readonly id: string }) => getCallsStatus(client, id),

      waitForCallsStatus: async ({ id, throwOnFailure, ...options }: WaitForCallsRequest) => {
        const receipt = await waitForReceipt(client, id as Hash, options);
        // Asked again, another node behind the same address may not have heard of it yet.
        const status = callsStatusOf(client, id, receipt);
        if (throwOnFailure && status.status === "failure") throw new BundleFailedError(status);
        return status;
      },

      sendCallsSync: async (request: CallsRequest & Omit<WaitForCallsRequest, "id">) => {
        const { timeout, pollingInterval, throwOnFailure } = request;
        const { id } = await actions.sendCalls(request);
        return actions.waitForCallsStatus({ id, timeout, pollingInterval, throwOnFailure });
      },

      getCapabilities: ({ chainId }: { readonly chainId?: number } = {}) =>
        Promise.resolve(chainId === undefined ? { [client.chain.id]: CAPABILITIES } : CAPABILITIES),
    };
    return actions;
  };
}

/** What a client appends to calldata, as viem's clients are configured with it. */
function suffixOf({ dataSuffix }: Client<Transport, Chain>): { value?: Hex; required?: boolean | undefined } {
  return typeof dataSuffix === "string" ? { value: dataSuffix } : (dataSuffix ?? {});
}

function toCall({ abi, functionName, args, address, ...request }: WriteRequest): TransactionRequest {
  return { ...request, to: address, data: encodeFunctionData({ abi, functionName, args }) };
}
