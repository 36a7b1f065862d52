import type { Address } from "viem";
import { encodeModuleData } from "../../src/utils/encode-module-data.js";
import {
  encodeSession,
  formatSessionPreferences,
  LimitZero,
  type SessionPreferences,
  type SessionSpec,
} from "../../src/session/index.js";
import { readTime } from "../../src/transaction/chain-clock.js";
import type { LocalChain } from "./local-chain.js";
import { deployOwnedAccount, type OwnedAccount } from "./owned-account.js";

/** An account that was deployed with a session. */
export interface AccountWithSession extends OwnedAccount {
  readonly session: SessionSpec;
}

/**
 * Deploys an account with an owner and a session for a key, of a day unless the preferences say otherwise.
 */
export async function deployWithSession(
  chain: LocalChain,
  signer: Address,
  preferences: SessionPreferences,
): Promise<AccountWithSession> {
  const { timestamp: now } = await readTime(chain.publicClient);
  const defaults = { expiresAt: now + 86_400n, feeLimit: LimitZero };
  const session = { signer, ...formatSessionPreferences(preferences, defaults, { now }) };
  const module = encodeModuleData({
    address: chain.contracts.session,
    parameters: encodeSession(session),
  });
  return { ...(await deployOwnedAccount(chain, [module])), session };
}
