import {
  encodeFunctionData,
  type Account,
  type Address,
  type Chain,
  type Client,
  type Hex,
  type TransactionReceipt,
  type Transport,
} from "viem";
import { readContract } from "viem/actions";
import { erc7579AccountAbi } from "../abi/generated.js";
import { sendCall, type CallOptions } from "../account-client/send-call.js";

type AccountClient = Client<Transport, Chain, Account>;

/** The transaction that did it. */
export interface AccountCallReturnType {
  transactionReceipt: TransactionReceipt;
}

/** An owner: the address of a secp256k1 key. */
export interface AccountOwnerArgs extends CallOptions {
  owner: Address;
}

/**
 * Adds an owner to the client's account: a secp256k1 key, such as that of a wallet, which may do all that a passkey may.
 *
 * @throws TransactionRevertedError if the transaction failed
 */
export async function addAccountOwner(
  client: AccountClient,
  args: AccountOwnerArgs,
): Promise<AccountCallReturnType> {
  const { owner, ...options } = args;
  return callItself(client, encode("addK1Owner", [owner]), options);
}

/**
 * Removes an owner of the client's account. The chain refuses to remove an account's last key.
 *
 * @throws TransactionRevertedError if the transaction failed
 */
export async function removeAccountOwner(
  client: AccountClient,
  args: AccountOwnerArgs,
): Promise<AccountCallReturnType> {
  const { owner, ...options } = args;
  return callItself(client, encode("removeK1Owner", [owner]), options);
}

/** Returns the owners of an account. */
export async function listAccountOwners(
  client: Client<Transport, Chain>,
  { account }: { account: Address },
): Promise<readonly Address[]> {
  return readContract(client, { address: account, abi: erc7579AccountAbi, functionName: "listK1Owners" });
}

/** ERC-7579's types of modules. */
export const ModuleType = { validator: 1n, executor: 2n, fallback: 3n, hook: 4n } as const;

/** A module of an account (ERC-7579). */
export interface AccountModuleArgs extends CallOptions {
  module: Address;
  /** A validator by default. */
  type?: keyof typeof ModuleType;
  /** What the module is told: nothing by default. */
  data?: Hex;
}

/**
 * Installs a module in the client's account (ERC-7579). A module can do whatever its type may: install only what you trust.
 *
 * @throws TransactionRevertedError if the transaction failed
 */
export async function installModule(
  client: AccountClient,
  args: AccountModuleArgs,
): Promise<AccountCallReturnType> {
  const { module, type = "validator", data = "0x", ...options } = args;
  return callItself(client, encode("installModule", [ModuleType[type], module, data]), options);
}

/**
 * Removes a module of the client's account (ERC-7579). The chain refuses to remove an account's last key.
 *
 * @throws TransactionRevertedError if the transaction failed
 */
export async function uninstallModule(
  client: AccountClient,
  args: AccountModuleArgs,
): Promise<AccountCallReturnType> {
  const { module, type = "validator", data = "0x", ...options } = args;
  return callItself(client, encode("uninstallModule", [ModuleType[type], module, data]), options);
}

/**
 * Removes a module of the client's account without calling it: for one that `uninstallModule` cannot remove. A hook is not asked,
 * either. `hook` is a hook of the execution; for one of the validation there is `unlinkValidationHook`.
 *
 * @throws TransactionRevertedError if the transaction failed
 */
export async function unlinkModule(
  client: AccountClient,
  args: AccountModuleArgs,
): Promise<AccountCallReturnType> {
  const { module, type = "validator", data = "0x", ...options } = args;
  return callItself(client, encode("unlinkModule", [ModuleType[type], module, data]), options);
}

/**
 * Removes a validation hook of the client's account without calling it, though it may refuse everything else.
 *
 * @throws TransactionRevertedError if the transaction failed
 */
export async function unlinkValidationHook(
  client: AccountClient,
  args: CallOptions & { hook: Address },
): Promise<AccountCallReturnType> {
  const { hook, ...options } = args;
  return callItself(client, encode("unlinkHook", [hook, true, "0x"]), options);
}

type OwnFunction =
  "addK1Owner" | "removeK1Owner" | "installModule" | "uninstallModule" | "unlinkModule" | "unlinkHook";

function encode(functionName: OwnFunction, args: readonly unknown[]): Hex {
  return encodeFunctionData({ abi: erc7579AccountAbi, functionName, args: args as never });
}

async function callItself(
  client: AccountClient,
  data: Hex,
  options: CallOptions,
): Promise<AccountCallReturnType> {
  return { transactionReceipt: await sendCall(client, { to: client.account.address, data, ...options }) };
}
