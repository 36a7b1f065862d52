import { fetchAccount } from "@zksync-sso/sdk/client/passkey";
import type { ChainConfig } from "../chains/chain-config.ts";
import { nodeClient } from "./account-client.ts";
import { toBase64 } from "./base64.ts";
import type { KnownAccount } from "./known-account.ts";

/**
 * Has the person pick a passkey, and finds its account on the chain: one prompt.
 *
 * @throws AccountNotFoundError if no account has it
 */
export async function logIn(chain: ChainConfig): Promise<KnownAccount> {
  const { username, address, passkeyPublicKey } = await fetchAccount(nodeClient(chain), {
    contracts: chain.contracts,
  });
  return { address, credentialId: username, publicKey: toBase64(passkeyPublicKey) };
}
