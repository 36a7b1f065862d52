import { deployAccount, registerNewPasskey } from "@zksync-sso/sdk/client/passkey";
import type { SessionSpec } from "@zksync-sso/sdk/session";
import { predictAccountAddress, uniqueIdOfText } from "@zksync-sso/sdk/client";
import { createClient, http, isAddressEqual, type Hex } from "viem";
import { generatePrivateKey, privateKeyToAccount, privateKeyToAddress } from "viem/accounts";
import { viemChain, type ChainConfig } from "../chains/chain-config.ts";
import { nodeClient } from "./account-client.ts";
import { fromBase64Url, toBase64 } from "./base64.ts";
import { ExplainedError } from "../words/problem.ts";
import type { KnownAccount } from "./known-account.ts";

/** A passkey that no account has yet. */
export type NewPasskey = Awaited<ReturnType<typeof registerNewPasskey>>;

/** What an account is made of: of a new passkey, what outlasts a page. */
export interface AccountPasskey {
  readonly credentialId: string;
  /** COSE_Key. */
  readonly credentialPublicKey: Uint8Array;
  readonly passkeyRegistrationOptions: { readonly user: { readonly id: string } };
}

/** An account that a passkey is made for besides those that it has. */
export interface PasskeyOwner {
  /** The `user.id` of its other passkeys (base64url), if it is known. */
  readonly userId: string | undefined;
  /** Those: no device makes a second one. */
  readonly credentialIds: readonly string[];
}

/** Has the person make a passkey: one prompt. */
export function makePasskey(now: Date, owner?: PasskeyOwner): Promise<NewPasskey> {
  const name = `Account of ${now.toLocaleDateString(undefined, { dateStyle: "medium" })}`;
  return registerNewPasskey({
    userName: name,
    userDisplayName: name,
    ...(owner?.userId && { userID: fromBase64Url(owner.userId) }),
    ...(owner && { excludeCredentials: owner.credentialIds.map((id) => ({ id })) }),
  });
}

/** An account that is not there yet, and the key that is to send its making: a new one that holds nothing and gets no rights. */
export interface PlannedAccount {
  readonly account: KnownAccount;
  readonly passkey: AccountPasskey;
  readonly deployer: Hex;
}

/** Plans an account of a passkey: where it will be is known before anything is sent. */
export async function planAccount(chain: ChainConfig, passkey: AccountPasskey): Promise<PlannedAccount> {
  const deployer = generatePrivateKey();
  const { credentialId, credentialPublicKey, passkeyRegistrationOptions } = passkey;
  const address = await predictAccountAddress(nodeClient(chain), {
    accountFactory: chain.contracts.accountFactory,
    uniqueId: uniqueIdOfText(credentialId),
    deployer: privateKeyToAddress(deployer),
  });
  const { id: userId } = passkeyRegistrationOptions.user;
  const account = { address, credentialId, publicKey: toBase64(credentialPublicKey), userId };
  return { account, passkey, deployer };
}

/**
 * Makes a planned account, with a session if one is given, in one transaction that the chain's paymaster pays for.
 *
 * @throws ExplainedError if it is not where it was to be: what was signed for it would be another account's
 */
export async function makeAccount(
  chain: ChainConfig,
  { account, passkey, deployer }: PlannedAccount,
  initialSession: SessionSpec | undefined,
): Promise<KnownAccount> {
  const { accountPaymaster } = chain.contracts;
  const { credentialId, credentialPublicKey } = passkey;
  const client = createClient({
    account: privateKeyToAccount(deployer),
    chain: viemChain(chain),
    transport: http(chain.rpcUrl),
    pollingInterval: 250,
  });
  const { address } = await deployAccount(client, {
    credentialId,
    credentialPublicKey,
    uniqueAccountId: credentialId,
    contracts: chain.contracts,
    ...(initialSession && { initialSession }),
    ...(accountPaymaster && { paymasterAddress: accountPaymaster }),
  });
  if (isAddressEqual(address, account.address)) return account;
  throw new ExplainedError({
    what: "The chain says two things of where your account is.",
    remedy: "Its node cannot be trusted now. Nothing was told to the app; try again later.",
  });
}
