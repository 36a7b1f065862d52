import type { KnownAccount } from "../account/known-account.ts";
import type { ChainConfig } from "../chains/chain-config.ts";

/** The account that the page is about, and what time it is on its chain. */
export interface Desk {
  readonly chain: ChainConfig;
  readonly account: KnownAccount;
  /** Seconds. */
  readonly now: bigint;
}
