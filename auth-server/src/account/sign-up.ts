import { deployAccount, registerNewPasskey } from "@zksync-sso/sdk/client/passkey";
import type { SessionSpec } from "@zksync-sso/sdk/session";
import { createClient, http } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { viemChain, type ChainConfig } from "../chains/chain-config.ts";
import { fromBase64Url, toBase64 } from "./base64.ts";
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

/**
 * Makes an account of a passkey, with a session if one is given, in one transaction that the chain's paymaster pays for. The
 * key that sends it is new, holds nothing and gets no rights.
 */
export async function makeAccount(
  chain: ChainConfig,
  { credentialId, credentialPublicKey, passkeyRegistrationOptions }: AccountPasskey,
  initialSession: SessionSpec | undefined,
): Promise<KnownAccount> {
  const { accountPaymaster } = chain.contracts;
  const client = createClient({
    account: privateKeyToAccount(generatePrivateKey()),
    chain: viemChain(chain),
    transport: http(chain.rpcUrl),
    pollingInterval: 250,
  });
  const { address } = await deployAccount(client, {
    credentialId,
    credentialPublicKey,
    contracts: chain.contracts,
    ...(initialSession && { initialSession }),
    ...(accountPaymaster && { paymasterAddress: accountPaymaster }),
  });
  const { id: userId } = passkeyRegistrationOptions.user;
  return { address, credentialId, publicKey: toBase64(credentialPublicKey), userId };
}
