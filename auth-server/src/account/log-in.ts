import { browserAuthenticator, fetchAccount } from "@zksync-sso/sdk/client/passkey";
import { isAddressEqual } from "viem";
import type { ChainConfig } from "../chains/chain-config.ts";
import { nodeClient } from "./account-client.ts";
import { toBase64 } from "./base64.ts";
import { ExplainedError } from "../words/problem.ts";
import { knownAccount, type KnownAccount } from "./known-account.ts";
import { checkPlanned } from "./unfinished-passkey.ts";

/**
 * Has the person pick a passkey, and finds its account on the chain: one prompt. Where this device knows the passkey, it knows
 * the account as well, or where it was to be: the chain has to say the same. The browser goes on offering a passkey without
 * account: a node may say so that is behind, was reset or lies, and the passkey may be the only one.
 *
 * @throws AccountNotFoundError if no account has it
 * @throws ExplainedError if the chain says that it opens another account than it did, or was to, on this device
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
  const found = await fetchAccount(nodeClient(chain), {
    contracts: chain.contracts,
    authenticator,
  });
  checkPlanned(chain.id, found);
  const { username, address, passkeyPublicKey } = found;
  const known = knownAccount(chain.id);
  if (known?.credentialId === username && !isAddressEqual(known.address, address))
    throw new ExplainedError({
      what: "The chain says that this passkey opens another account than before.",
      remedy: "Its node cannot be trusted now, so you were not logged in. Try again later.",
    });
  return {
    address,
    credentialId: username,
    publicKey: toBase64(passkeyPublicKey),
    ...(userId && { userId }),
  };
}
