import {
  encodeFunctionData,
  keccak256,
  zeroHash,
  type Account,
  type Address,
  type Chain,
  type Client,
  type Hash,
  type Hex,
  type Transport,
} from "viem";
import { readContract } from "viem/actions";
import { guardianRecoveryModuleAbi } from "../../abi/generated.js";
import { checkPublicKey } from "../../passkey/public-key.js";
import { rawCredentialId } from "../passkey/account-passkeys.js";
import {
  hashOfOrigin,
  tellModule,
  type GuardianCallOptions,
  type GuardianCallReturnType,
} from "./guardians.js";

/** A recovery to start. */
export interface InitRecoveryArgs extends GuardianCallOptions {
  accountToRecover: Address;
  /** Id of the new passkey: base64url, or hexadecimal. */
  credentialId: string;
  /** Coordinates of the new passkey, 32 bytes each. */
  rawPublicKey: readonly [x: Hex, y: Hex];
}
export type InitRecoveryReturnType = GuardianCallReturnType;

/**
 * Starts the recovery of an account that the client guards, with a passkey its owner has just made. For a day the account can
 * still end it; then, for two days, anybody can finish it.
 *
 * @throws PasskeyError if the passkey is none that the chain takes
 * @throws TransactionRevertedError if the transaction failed
 */
export async function initRecovery(
  client: Client<Transport, Chain, Account>,
  { accountToRecover, credentialId, rawPublicKey, ...options }: InitRecoveryArgs,
): Promise<InitRecoveryReturnType> {
  const [x, y] = checkPublicKey(rawPublicKey);
  const hashedCredentialId = keccak256(rawCredentialId(credentialId));
  const data = encodeFunctionData({
    abi: guardianRecoveryModuleAbi,
    functionName: "initRecovery",
    args: [accountToRecover, hashedCredentialId, [x, y], hashOfOrigin(options.origin)],
  });
  return tellModule(client, data, options);
}

/** Which recovery to end: that of the client's account for an origin. */
export type DiscardRecoveryArgs = GuardianCallOptions;
export type DiscardRecoveryReturnType = GuardianCallReturnType;

/**
 * Ends the recovery of the client's account.
 *
 * @throws TransactionRevertedError if the transaction failed
 */
export async function discardRecovery(
  client: Client<Transport, Chain, Account>,
  options: DiscardRecoveryArgs,
): Promise<DiscardRecoveryReturnType> {
  const args = [hashOfOrigin(options.origin)] as const;
  const data = encodeFunctionData({ abi: guardianRecoveryModuleAbi, functionName: "discardRecovery", args });
  return tellModule(client, data, options);
}

/** A recovery that waits, or can be finished. */
export interface PendingRecovery {
  /** The keccak256 of the new passkey's raw credential id. */
  readonly hashedCredentialId: Hash;
  /** Coordinates of the new passkey. */
  readonly rawPublicKey: readonly [x: Hex, y: Hex];
  /** Unix time in seconds. */
  readonly startedAt: bigint;
  /** First second (Unix time) at which it can be finished. */
  readonly opensAt: bigint;
  /** Last second (Unix time) at which it can be finished. */
  readonly closesAt: bigint;
}

/**
 * Returns the recovery of an account for an origin, as long as it can be finished now or later.
 *
 * @returns nothing if there is none
 */
export async function pendingRecovery(
  client: Client<Transport, Chain>,
  { account, origin, contracts }: { account: Address } & Pick<GuardianCallOptions, "origin" | "contracts">,
): Promise<PendingRecovery | undefined> {
  const module = { address: contracts.recovery, abi: guardianRecoveryModuleAbi } as const;
  const [request, delay, validity] = await Promise.all([
    readContract(client, {
      ...module,
      functionName: "getPendingRecoveryData",
      args: [hashOfOrigin(origin), account],
    }),
    readContract(client, { ...module, functionName: "REQUEST_DELAY_TIME" }),
    readContract(client, { ...module, functionName: "REQUEST_VALIDITY_TIME" }),
  ]);
  const { hashedCredentialId, rawPublicKey, timestamp: startedAt } = request;
  if (hashedCredentialId === zeroHash) return undefined;
  return {
    hashedCredentialId,
    rawPublicKey,
    startedAt,
    opensAt: startedAt + delay,
    closesAt: startedAt + validity,
  };
}
