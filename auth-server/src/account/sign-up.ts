import { deployAccount, registerNewPasskey } from "@zksync-sso/sdk/client/passkey";
import type { SessionSpec } from "@zksync-sso/sdk/session";
import { createClient, http } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { viemChain, type ChainConfig } from "../chains/chain-config.ts";
import { toBase64 } from "./base64.ts";
import type { KnownAccount } from "./known-account.ts";

/** A passkey that no account has yet. */
export type NewPasskey = Awaited<ReturnType<typeof registerNewPasskey>>;

/** Has the person make a passkey: one prompt. */
export function makePasskey(now: Date): Promise<NewPasskey> {
  const name = `Account of ${now.toLocaleDateString(undefined, { dateStyle: "medium" })}`;
  return registerNewPasskey({ userName: name, userDisplayName: name });
}

/**
 * Makes an account of a passkey, with a session if one is given, in one transaction that the chain's paymaster pays for. The
 * key that sends it is new, holds nothing and gets no rights.
 */
export async function makeAccount(
  chain: ChainConfig,
  { credentialId, credentialPublicKey }: NewPasskey,
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
  return { address, credentialId, publicKey: toBase64(credentialPublicKey) };
}
