import { keccak256, type Address } from "viem";
import { fromBase64, fromBase64Url, toBase64 } from "../account/base64.ts";
import type { KnownAccount } from "../account/known-account.ts";
import { rawPublicKey } from "../account/raw-public-key.ts";
import { makePasskey } from "../account/sign-up.ts";
import type { ChainConfig } from "../chains/chain-config.ts";
import { chainTime } from "../chains/check-chain.ts";
import type { RequestedPasskey } from "../guardians/guardian-request.ts";
import { checkKept, keepRecovery, storedRecoveryOn, type StoredRecovery } from "./stored-recovery.ts";

/**
 * Has the person make a passkey for an account that they are to get back into, and keeps what it is for. What another tab has
 * begun is gone on with instead: only the passkey that is kept can be let in and used.
 *
 * @param chains - that the page serves: what is under way on others is over
 */
export async function makeRecoveryPasskey(
  chain: ChainConfig,
  chains: readonly ChainConfig[],
  address: Address,
): Promise<StoredRecovery> {
  const underWay = storedRecoveryOn(chains);
  if (underWay) return underWay;
  checkKept();
  // A passkey made for a chain that cannot be reached would stay behind.
  await chainTime(chain);
  const made = await makePasskey(new Date());
  const begunMeanwhile = storedRecoveryOn(chains);
  if (begunMeanwhile) return begunMeanwhile;
  const account = {
    address,
    credentialId: made.credentialId,
    publicKey: toBase64(made.credentialPublicKey),
    userId: made.passkeyRegistrationOptions.user.id,
  };
  const recovery = { chainId: chain.id, account, hasBegun: false };
  keepRecovery(recovery);
  return recovery;
}

/** Returns what a guardian is told of the passkey of an account. */
export function requestedPasskey(account: KnownAccount): RequestedPasskey {
  return {
    hashedCredentialId: keccak256(fromBase64Url(account.credentialId)),
    rawPublicKey: rawPublicKey(fromBase64(account.publicKey)),
  };
}
