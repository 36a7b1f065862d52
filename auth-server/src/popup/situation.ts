import type { ChainConfig } from "../chains/chain-config.ts";
import type { AppRequest } from "../link/app-request.ts";

/** A request, the chain that it is about, and what time it is there. */
export interface Situation {
  readonly asked: AppRequest;
  readonly chain: ChainConfig;
  readonly chains: readonly ChainConfig[];
  /** Seconds. */
  readonly now: bigint;
}
