import type { ChainConfig } from "../chains/chain-config.ts";
import { makePasskey, planAccount, type PlannedAccount } from "./sign-up.ts";
import { rememberPlanned, rememberUnfinished, unfinishedPasskey } from "./unfinished-passkey.ts";

/**
 * Plans an account of the passkey that was made in this window, or of a new one: one prompt then. Passkey and place are kept
 * before anything is sent: whoever tries again, or loads the page again in the middle, goes on with them.
 */
export async function planUnfinished(chain: ChainConfig): Promise<PlannedAccount> {
  const passkey = unfinishedPasskey(chain.id) ?? (await makePasskey(new Date()));
  rememberUnfinished(chain.id, passkey);
  const planned = await planAccount(chain, passkey);
  rememberPlanned(chain.id, planned.account.address);
  return planned;
}

/** Says whether what was planned is of the passkey that was made in this window, still. */
export function isStillPlanned(chainId: number, { passkey }: PlannedAccount): boolean {
  return unfinishedPasskey(chainId)?.credentialId === passkey.credentialId;
}
