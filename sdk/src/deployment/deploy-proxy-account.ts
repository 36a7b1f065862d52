import {
  encodeFunctionData,
  parseEventLogs,
  type Account,
  type Address,
  type Chain,
  type Client,
  type Hash,
  type Hex,
  type TransactionReceipt,
  type Transport,
} from "viem";
import { aaFactoryAbi } from "../abi/generated.js";
import { sendCall, type CallOptions } from "../account-client/send-call.js";
import { askHandler } from "../paymaster/ask-handler.js";
import type { CustomPaymasterHandler } from "../paymaster/custom-paymaster-handler.js";
import { AccountNotCreatedError } from "../errors/deployment-errors.js";

/** An account to deploy. */
export interface DeployProxyAccountParameters extends CallOptions {
  readonly accountFactory: Address;
  /** Any value that is new for this deployer. */
  readonly uniqueId: Hash;
  /** Each `abi.encode(address module, bytes installData)`, installed in this order. */
  readonly initialValidators: readonly Hex[];
  /** Addresses of secp256k1 keys. */
  readonly owners: readonly Address[];
  /** Chooses a paymaster, if none is given. */
  readonly paymasterHandler?: CustomPaymasterHandler;
}

/** A new account, and the transaction that made it. */
export interface DeployedAccount {
  address: Address;
  transactionReceipt: TransactionReceipt;
}

/**
 * Deploys an account through the factory. The client's key, of which nothing is asked but that it can send, gets no rights on
 * the account; the account's address depends on it.
 *
 * @throws TransactionRevertedError if the transaction failed
 * @throws AccountNotCreatedError if the factory did not say that it made an account
 */
export async function deployProxyAccount(
  client: Client<Transport, Chain, Account>,
  args: DeployProxyAccountParameters,
): Promise<DeployedAccount> {
  const { accountFactory, uniqueId, initialValidators, owners, paymasterHandler, ...options } = args;
  const data = encodeFunctionData({
    abi: aaFactoryAbi,
    functionName: "deployProxySsoAccount",
    args: [uniqueId, initialValidators, owners],
  });
  const call = { to: accountFactory, data };
  const paid = options.paymaster || !paymasterHandler ? {} : await askHandler(client, call, paymasterHandler);
  const transactionReceipt = await sendCall(client, { ...call, ...options, ...paid });
  const { logs } = transactionReceipt;
  const created = parseEventLogs({ abi: aaFactoryAbi, eventName: "AccountCreated", logs });
  const own = created.find(({ address }) => address.toLowerCase() === accountFactory.toLowerCase());
  if (!own) throw new AccountNotCreatedError(accountFactory);
  return { address: own.args.accountAddress, transactionReceipt };
}
