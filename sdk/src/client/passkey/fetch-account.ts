import {
  bytesToHex,
  isAddressEqual,
  zeroAddress,
  type Account,
  type Address,
  type Chain,
  type Client,
  type Transport,
} from "viem";
import { readContract } from "viem/actions";
import { webAuthnModuleAbi } from "../../abi/generated.js";
import { AccountNotFoundError } from "../../errors/deployment-errors.js";
import { requireOptions } from "../../errors/require-options.js";
import type { Authenticator } from "../../passkey/authenticator.js";
import { browserAuthenticator } from "../../passkey/browser-authenticator.js";
import { parseCredentialId } from "../../passkey/credential-id.js";
import { expectedOriginOf } from "../../passkey/origin.js";
import { generatePasskeyAuthenticationOptions } from "../../passkey/passkey-options.js";
import { toCoseKey } from "../../passkey/public-key.js";

/** Whose account to find. */
export interface FetchAccountArgs {
  /** Id of the passkey (base64url). Without it the person picks a passkey. */
  uniqueAccountId?: string;
  /** The page's origin, scheme and port included. That of the page by default. */
  expectedOrigin?: string;
  /** The same, as `registerNewPasskey` answers it. */
  origin?: string;
  contracts: { passkey: Address; accountFactory?: Address; session?: Address; recovery?: Address };
  /** Domain whose pages may use the passkey. The page's host by default. */
  rpID?: string;
  /** The browser by default. */
  authenticator?: Authenticator;
}

/** An account that was found by its passkey. */
export interface FetchAccountReturnType {
  /** Id of the passkey (base64url). */
  username: string;
  address: Address;
  /** COSE_Key. */
  passkeyPublicKey: Uint8Array;
}

/**
 * Finds the account of a passkey on the chain, also on a device that has never seen it: one prompt, if the passkey is not
 * known, and two requests.
 *
 * @throws AccountNotFoundError if no account has the passkey
 * @throws PasskeyError of the class that says what the authenticator failed at
 */
export async function fetchAccount(
  client: Client<Transport, Chain, Account | undefined>,
  args: FetchAccountArgs,
): Promise<FetchAccountReturnType> {
  requireOptions("fetchAccount", args, ["contracts.passkey"]);
  const origin = expectedOriginOf(args);
  const username = args.uniqueAccountId ?? (await pick(args));
  const credentialId = bytesToHex(parseCredentialId(username));
  const module = { address: args.contracts.passkey, abi: webAuthnModuleAbi } as const;
  const address = await readContract(client, {
    ...module,
    functionName: "registeredAddress",
    args: [origin, credentialId],
  });
  if (isAddressEqual(address, zeroAddress)) throw new AccountNotFoundError(origin);
  const key = await readContract(client, {
    ...module,
    functionName: "getAccountKey",
    args: [origin, credentialId, address],
  });
  return { username, address, passkeyPublicKey: toCoseKey(key) };
}

/** Has the person pick a passkey. What it signs is of no use to anybody. */
async function pick({ rpID, authenticator = browserAuthenticator }: FetchAccountArgs): Promise<string> {
  const { id } = await authenticator.get(await generatePasskeyAuthenticationOptions({ rpID }));
  return id;
}
