import { browserAuthenticator, fetchAccount } from "@zksync-sso/sdk/client/passkey";
import { AccountNotFoundError } from "@zksync-sso/sdk/errors";
import type { ChainConfig } from "../chains/chain-config.ts";
import { nodeClient } from "./account-client.ts";
import { toBase64 } from "./base64.ts";
import type { KnownAccount } from "./known-account.ts";
import { tellRemoved } from "./passkey-list.ts";

/**
 * Has the person pick a passkey, and finds its account on the chain: one prompt. A passkey that has no account on any of the
 * page's chains is not offered again, where the browser can be told so.
 *
 * @throws AccountNotFoundError if no account has it
 */
export async function logIn(chain: ChainConfig, chains: readonly ChainConfig[]): Promise<KnownAccount> {
  let picked: { readonly id: string; readonly userHandle: string | undefined } | undefined;
  const authenticator: typeof browserAuthenticator = {
    create: (options) => browserAuthenticator.create(options),
    get: async (options) => {
      const answer = await browserAuthenticator.get(options);
      picked = { id: answer.id, userHandle: answer.response.userHandle };
      return answer;
    },
  };
  try {
    const { username, address, passkeyPublicKey } = await fetchAccount(nodeClient(chain), {
      contracts: chain.contracts,
      authenticator,
    });
    const userId = picked?.userHandle;
    return {
      address,
      credentialId: username,
      publicKey: toBase64(passkeyPublicKey),
      ...(userId && { userId }),
    };
  } catch (error) {
    if (error instanceof AccountNotFoundError && picked) await forgetUnknown(picked.id, chains);
    throw error;
  }
}

/** Tells the browser of a passkey without account, if that is sure: every chain has answered that it knows none. */
async function forgetUnknown(credentialId: string, chains: readonly ChainConfig[]): Promise<void> {
  const answers = await Promise.allSettled(
    chains.map((chain) =>
      fetchAccount(nodeClient(chain), { contracts: chain.contracts, uniqueAccountId: credentialId }),
    ),
  );
  const isUnknown = answers.every(
    (answer) => answer.status === "rejected" && answer.reason instanceof AccountNotFoundError,
  );
  if (isUnknown) await tellRemoved(credentialId);
}
