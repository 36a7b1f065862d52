import {
  encodeFunctionData,
  keccak256,
  stringToHex,
  type Account,
  type Address,
  type Chain,
  type Client,
  type Hash,
  type TransactionReceipt,
  type Transport,
} from "viem";
import { readContract } from "viem/actions";
import { guardianRecoveryModuleAbi } from "../../abi/generated.js";
import { sendCall, type CallOptions } from "../../account-client/send-call.js";
import { originOrPage } from "../../passkey/origin.js";

/** What all actions about guardians are given. */
export interface GuardianCallOptions extends CallOptions {
  contracts: { recovery: Address };
  /** The origin a guardian is for, scheme and port included. That of the page by default. */
  origin?: string;
}

/** The transaction that did it. */
export interface GuardianCallReturnType {
  transactionReceipt: TransactionReceipt;
}

/** Whom to ask. */
export interface ProposeGuardianArgs extends GuardianCallOptions {
  /** An EOA or a smart account; not the account itself. */
  newGuardian: Address;
}
export type ProposeGuardianReturnType = GuardianCallReturnType;

/**
 * Asks somebody to guard the client's account. They can do nothing until they agree.
 *
 * @throws TransactionRevertedError if the transaction failed
 */
export async function proposeGuardian(
  client: Client<Transport, Chain, Account>,
  { newGuardian, ...options }: ProposeGuardianArgs,
): Promise<ProposeGuardianReturnType> {
  const args = [hashOfOrigin(options.origin), newGuardian] as const;
  const data = encodeFunctionData({ abi: guardianRecoveryModuleAbi, functionName: "proposeGuardian", args });
  return tellModule(client, data, options);
}

/** What to agree to. */
export interface ConfirmGuardianArgs extends GuardianCallOptions {
  accountToGuard: Address;
}
export type ConfirmGuardianReturnType = GuardianCallReturnType;

/**
 * Agrees to guard an account that has asked. The client is the guardian's: of a key, a wallet, or an account of the suite.
 *
 * @throws TransactionRevertedError if the transaction failed
 */
export async function confirmGuardian(
  client: Client<Transport, Chain, Account>,
  { accountToGuard, ...options }: ConfirmGuardianArgs,
): Promise<ConfirmGuardianReturnType> {
  const args = [hashOfOrigin(options.origin), accountToGuard] as const;
  const data = encodeFunctionData({ abi: guardianRecoveryModuleAbi, functionName: "addGuardian", args });
  return tellModule(client, data, options);
}

/** Whom to release. */
export interface RemoveGuardianArgs extends GuardianCallOptions {
  guardian: Address;
}
export type RemoveGuardianReturnType = GuardianCallReturnType;

/**
 * Takes back a guardian of the client's account, or a proposal; a recovery that guardian has started ends.
 *
 * @throws TransactionRevertedError if the transaction failed
 */
export async function removeGuardian(
  client: Client<Transport, Chain, Account>,
  { guardian, ...options }: RemoveGuardianArgs,
): Promise<RemoveGuardianReturnType> {
  const args = [hashOfOrigin(options.origin), guardian] as const;
  const data = encodeFunctionData({ abi: guardianRecoveryModuleAbi, functionName: "removeGuardian", args });
  return tellModule(client, data, options);
}

/** A guardian of an account. */
export interface Guardian {
  readonly address: Address;
  /** Whether they have agreed, and can start a recovery. */
  readonly isReady: boolean;
  /** Unix time in seconds at which they were proposed or, once ready, at which they agreed. */
  readonly since: bigint;
}

/** Returns the guardians of an account for an origin, those who have not agreed yet included. */
export async function listGuardians(
  client: Client<Transport, Chain>,
  { account, origin, contracts }: { account: Address } & Pick<GuardianCallOptions, "origin" | "contracts">,
): Promise<Guardian[]> {
  const guardians = await readContract(client, {
    address: contracts.recovery,
    abi: guardianRecoveryModuleAbi,
    functionName: "guardiansFor",
    args: [hashOfOrigin(origin), account],
  });
  return guardians.map(({ addr, isReady, addedAt }) => ({ address: addr, isReady, since: addedAt }));
}

/**
 * Returns the name that the recovery module has for an origin: the keccak256 of its text.
 *
 * @throws OriginRequiredError if nothing was given and there is no page
 */
export function hashOfOrigin(origin: string | undefined): Hash {
  return keccak256(stringToHex(originOrPage(origin)));
}

/** Sends a call of the recovery module. */
export async function tellModule(
  client: Client<Transport, Chain, Account>,
  data: Hash,
  { contracts, paymaster, onTransactionSent }: GuardianCallOptions,
): Promise<GuardianCallReturnType> {
  const options = { ...(paymaster && { paymaster }), ...(onTransactionSent && { onTransactionSent }) };
  return { transactionReceipt: await sendCall(client, { to: contracts.recovery, data, ...options }) };
}
