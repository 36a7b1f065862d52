import { accountActions } from "@zksync-sso/sdk/client";
import { passkeySigner, toPasskeyAccount } from "@zksync-sso/sdk/client/passkey";
import { createClient, http, type Chain, type Client, type Transport } from "viem";
import { viemChain, type ChainConfig } from "../chains/chain-config.ts";
import { fromBase64 } from "./base64.ts";
import type { KnownAccount } from "./known-account.ts";

/** Milliseconds between two looks for a transaction: Era's blocks come about once a second. */
const POLLING = 250;

/** Makes a client of a chain's node. */
export function nodeClient(chain: ChainConfig): Client<Transport, Chain> {
  return createClient({ chain: viemChain(chain), transport: http(chain.rpcUrl), pollingInterval: POLLING });
}

/**
 * Makes a client that acts for an account, a prompt of its passkey for each transaction or message. It has what this page needs,
 * and not all that viem can do: the page is light.
 */
export function accountClient(chain: ChainConfig, { address, credentialId, publicKey }: KnownAccount) {
  const viem = viemChain(chain);
  const signer = passkeySigner({
    address,
    credentialId,
    credentialPublicKey: fromBase64(publicKey),
    passkeyModule: chain.contracts.passkey,
  });
  const account = toPasskeyAccount({ address, chain: viem, sign: ({ hash }) => signer.signHash(hash) });
  const client = createClient({
    account,
    chain: viem,
    transport: http(chain.rpcUrl),
    pollingInterval: POLLING,
  });
  return Object.assign(client, accountActions({ signer })(client));
}
