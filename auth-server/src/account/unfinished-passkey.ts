import { fetchAccount } from "@zksync-sso/sdk/client/passkey";
import { AccountNotFoundError } from "@zksync-sso/sdk/errors";
import * as v from "valibot";
import type { ChainConfig } from "../chains/chain-config.ts";
import { nodeClient } from "./account-client.ts";
import { fromBase64, toBase64 } from "./base64.ts";
import type { KnownAccount } from "./known-account.ts";
import type { AccountPasskey } from "./sign-up.ts";
import { UNFINISHED_KEY } from "./unfinished-key.ts";

const UnfinishedSchema = v.object({
  chainId: v.number(),
  credentialId: v.pipe(v.string(), v.maxLength(2048)),
  /** COSE_Key, in base64. */
  publicKey: v.pipe(v.string(), v.maxLength(512)),
  userId: v.pipe(v.string(), v.maxLength(128)),
});

/**
 * Remembers a passkey whose account is about to be made, as long as this window is open: whoever loads the page again in the
 * middle goes on with it. No longer than that, or a passkey could be gone from its device when its account is made.
 */
export function rememberUnfinished(chainId: number, passkey: AccountPasskey): void {
  const { credentialId, credentialPublicKey, passkeyRegistrationOptions } = passkey;
  const userId = passkeyRegistrationOptions.user.id;
  const publicKey = toBase64(credentialPublicKey);
  try {
    sessionStorage.setItem(UNFINISHED_KEY, JSON.stringify({ chainId, credentialId, publicKey, userId }));
  } catch {
    // Full or forbidden: whoever loads the page again begins anew.
  }
}

/** Forgets it: its account is there. */
export function forgetUnfinished(): void {
  try {
    sessionStorage.removeItem(UNFINISHED_KEY);
  } catch {
    // Forbidden: nothing was kept.
  }
}

/** Returns the passkey that was made in this window for an account of the chain. */
export function unfinishedPasskey(chainId: number): AccountPasskey | undefined {
  const stored = read(chainId);
  return (
    stored && {
      credentialId: stored.credentialId,
      credentialPublicKey: fromBase64(stored.publicKey),
      passkeyRegistrationOptions: { user: { id: stored.userId } },
    }
  );
}

/** Returns that passkey's account, if the chain has made it without this page having heard of it. */
export async function unfinishedAccount(chain: ChainConfig): Promise<KnownAccount | undefined> {
  const stored = read(chain.id);
  if (!stored) return undefined;
  const { credentialId, publicKey, userId } = stored;
  try {
    const { contracts } = chain;
    const { address } = await fetchAccount(nodeClient(chain), { contracts, uniqueAccountId: credentialId });
    return { address, credentialId, publicKey, userId };
  } catch (error) {
    if (error instanceof AccountNotFoundError) return undefined;
    throw error;
  }
}

function read(chainId: number): v.InferOutput<typeof UnfinishedSchema> | undefined {
  try {
    const stored = v.parse(UnfinishedSchema, JSON.parse(sessionStorage.getItem(UNFINISHED_KEY) ?? "null"));
    return stored.chainId === chainId ? stored : undefined;
  } catch {
    return undefined;
  }
}
