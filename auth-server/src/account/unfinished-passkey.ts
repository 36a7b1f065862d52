import { fetchAccount, type FetchAccountReturnType } from "@zksync-sso/sdk/client/passkey";
import { AccountNotFoundError } from "@zksync-sso/sdk/errors";
import { isAddressEqual, type Address } from "viem";
import * as v from "valibot";
import { AddressSchema } from "../chains/address-schema.ts";
import type { ChainConfig } from "../chains/chain-config.ts";
import { ExplainedError } from "../words/problem.ts";
import { nodeClient } from "./account-client.ts";
import { fromBase64, toBase64 } from "./base64.ts";
import { keptUnfinished } from "./kept-unfinished.ts";
import type { KnownAccount } from "./known-account.ts";
import { placesOf, rememberPlace } from "./planned-places.ts";
import { rawPublicKey } from "./raw-public-key.ts";
import type { AccountPasskey } from "./sign-up.ts";

const UnfinishedSchema = v.object({
  chainId: v.number(),
  credentialId: v.pipe(v.string(), v.maxLength(2048)),
  /** COSE_Key, in base64. */
  publicKey: v.pipe(v.string(), v.maxLength(512), v.base64()),
  userId: v.pipe(v.string(), v.maxLength(128)),
  /** Where its account may be, one place for each try: nobody but this page can make an account there. */
  planned: v.array(AddressSchema),
});

type Unfinished = v.InferOutput<typeof UnfinishedSchema>;

/**
 * Remembers a passkey whose account is about to be made, as long as this window is open: whoever loads the page again in the
 * middle goes on with it. No longer than that, or a passkey could be gone from its device when its account is made.
 */
export function rememberUnfinished(chainId: number, passkey: AccountPasskey): void {
  const { credentialId, credentialPublicKey, passkeyRegistrationOptions } = passkey;
  const before = read(chainId);
  keep({
    chainId,
    credentialId,
    publicKey: toBase64(credentialPublicKey),
    userId: passkeyRegistrationOptions.user.id,
    planned: before?.credentialId === credentialId ? before.planned : [],
  });
}

/** Remembers where its account is to be, before the account is made. */
export function rememberPlanned(chainId: number, address: Address): void {
  const stored = read(chainId);
  if (!stored) return;
  keep({ ...stored, planned: [...stored.planned, address] });
  rememberPlace(stored.credentialId, address);
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

/**
 * Returns that passkey's account, if the chain has made it without this page having heard of it.
 *
 * @throws ExplainedError if it is not the one that was planned
 */
export async function unfinishedAccount(chain: ChainConfig): Promise<KnownAccount | undefined> {
  const stored = read(chain.id);
  if (!stored) return undefined;
  const { credentialId, publicKey, userId } = stored;
  try {
    const { contracts } = chain;
    const found = await fetchAccount(nodeClient(chain), { contracts, uniqueAccountId: credentialId });
    checkPlanned(chain.id, found);
    return { address: found.address, credentialId, publicKey, userId };
  } catch (error) {
    if (error instanceof AccountNotFoundError) return undefined;
    throw error;
  }
}

/**
 * Makes sure that an account which was found by the passkey that was made in this window is the one that was planned. Else the
 * passkey is given up: whoever sees its id on its way can register it for an account of theirs, and a node can say that of any.
 *
 * @throws ExplainedError if it is not
 */
export function checkPlanned(chainId: number, found: FetchAccountReturnType): void {
  const stored = read(chainId);
  if (stored?.credentialId !== found.username || isPlanned(stored, found)) return;
  keptUnfinished(chainId).forget();
  throw new ExplainedError({
    what: "The passkey that you made here opens somebody else’s account.",
    remedy:
      "Its name was taken while your account was being made. You have lost nothing: start again with a new passkey, and delete that one from your device.",
  });
}

function isPlanned(
  { planned, credentialId, publicKey }: Unfinished,
  { address, passkeyPublicKey }: FetchAccountReturnType,
): boolean {
  const [x, y] = rawPublicKey(fromBase64(publicKey));
  const [theirX, theirY] = rawPublicKey(passkeyPublicKey);
  const places = [...planned, ...placesOf(credentialId)];
  return places.some((each) => isAddressEqual(each, address)) && x === theirX && y === theirY;
}

function keep(unfinished: Unfinished): void {
  keptUnfinished(unfinished.chainId).keep(JSON.stringify(unfinished));
}

function read(chainId: number): Unfinished | undefined {
  try {
    const stored = v.parse(UnfinishedSchema, JSON.parse(keptUnfinished(chainId).kept() ?? "null"));
    return stored.chainId === chainId ? stored : undefined;
  } catch {
    return undefined;
  }
}
