import { hexToBytes, type Address, type Chain, type Client, type Transport } from "viem";
import { getContractEvents, readContract } from "viem/actions";
import { webAuthnModuleAbi } from "../../abi/generated.js";
import { toBase64Url } from "../../passkey/base64url.js";
import type { P256PublicKey } from "../../passkey/public-key.js";

/** Whose passkey to find. */
export interface FindCredentialIdParameters {
  readonly account: Address;
  readonly passkeyModule: Address;
  readonly publicKey: P256PublicKey;
}

/**
 * Finds the id of an account's passkey by its public key, in what the chain has logged of the account's passkeys.
 *
 * @returns base64url; nothing if the account has no such key
 */
export async function findCredentialId(
  client: Client<Transport, Chain>,
  { account, passkeyModule, publicKey }: FindCredentialIdParameters,
): Promise<string | undefined> {
  const module = { address: passkeyModule, abi: webAuthnModuleAbi } as const;
  const created = await getContractEvents(client, {
    ...module,
    eventName: "PasskeyCreated",
    args: { keyOwner: account },
    fromBlock: "earliest",
    strict: true,
  });
  const matches = await Promise.all(
    created.map(async ({ args: { originDomain, credentialId } }) => {
      const args = [originDomain, credentialId, account] as const;
      const key = await readContract(client, { ...module, functionName: "getAccountKey", args });
      return key.every((coordinate, i) => coordinate === publicKey[i]) ? credentialId : undefined;
    }),
  );
  const found = matches.find((each) => each !== undefined);
  return found === undefined ? undefined : toBase64Url(hexToBytes(found));
}
