import {
  encodeEventTopics,
  hexToBytes,
  parseEventLogs,
  type Address,
  type Chain,
  type Client,
  type Transport,
} from "viem";
import { readContract } from "viem/actions";
import { webAuthnModuleAbi } from "../../abi/generated.js";
import { toBase64Url } from "../../passkey/base64url.js";
import type { P256PublicKey } from "../../passkey/public-key.js";
import { readLogs } from "../read-logs.js";

/** Whose passkey to find. */
export interface FindCredentialIdParameters {
  readonly account: Address;
  readonly passkeyModule: Address;
  readonly publicKey: P256PublicKey;
}

/** In how many ranges of blocks a chain may be read while somebody waits for their transaction. */
const MOST_RANGES = 64n;

/**
 * Finds the id of an account's passkey by its public key, in what the chain has logged of the account's passkeys.
 *
 * @returns base64url; nothing if the account has no such key
 * @throws Error if the node takes so short ranges of blocks only that reading all of them would take for ever; else what it answers
 */
export async function findCredentialId(
  client: Client<Transport, Chain>,
  { account, passkeyModule, publicKey }: FindCredentialIdParameters,
): Promise<string | undefined> {
  const module = { address: passkeyModule, abi: webAuthnModuleAbi } as const;
  const logs = await readLogs(client, {
    address: passkeyModule,
    topics: encodeEventTopics({ ...module, eventName: "PasskeyCreated", args: { keyOwner: account } }),
    onProgress: checkFeasible,
  });
  const created = parseEventLogs({ abi: webAuthnModuleAbi, eventName: "PasskeyCreated", logs });
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

function checkFeasible({ done, total }: { readonly done: bigint; readonly total: bigint }): void {
  if (total > done * MOST_RANGES) throw new Error(`The node answers for ${done} of ${total} blocks at once.`);
}
