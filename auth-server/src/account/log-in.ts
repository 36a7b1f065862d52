import { browserAuthenticator, fetchAccount } from "@zksync-sso/sdk/client/passkey";
import type { ChainConfig } from "../chains/chain-config.ts";
import { nodeClient } from "./account-client.ts";
import { toBase64 } from "./base64.ts";
import type { KnownAccount } from "./known-account.ts";

/**
 * Has the person pick a passkey, and finds its account on the chain: one prompt. The browser goes on offering a passkey without
 * account: a node may say so that is behind, was reset or lies, and the passkey may be the only one.
 *
 * @throws AccountNotFoundError if no account has it
 */
export async function logIn(chain: ChainConfig): Promise<KnownAccount> {
  let userId: string | undefined;
  const authenticator: typeof browserAuthenticator = {
    create: (options) => browserAuthenticator.create(options),
    get: async (options) => {
      const answer = await browserAuthenticator.get(options);
      userId = answer.response.userHandle;
      return answer;
    },
  };
  const { username, address, passkeyPublicKey } = await fetchAccount(nodeClient(chain), {
    contracts: chain.contracts,
    authenticator,
  });
  return {
    address,
    credentialId: username,
    publicKey: toBase64(passkeyPublicKey),
    ...(userId && { userId }),
  };
}
