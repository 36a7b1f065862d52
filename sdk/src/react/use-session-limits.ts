import { useMemo } from "react";
import { useAccount, useReadContract } from "wagmi";
import { sessionKeyModuleAbi } from "../abi/generated.js";
import { sessionLimits, type LimitPath } from "../session/session-limit.js";
import type { SessionSpec } from "../session/session-spec.js";
import type { SessionState } from "../session/session-state.js";
import type { SessionStatus } from "../session/session-status.js";
import { isUnlimited, type UsageLimit } from "../session/usage-limit.js";
import { useSession } from "./use-session.js";

/** What is left of one limit of a session. */
export interface RemainingLimit {
  /** Where it is in the session: `transferPolicies[0].valueLimit`. */
  readonly path: LimitPath;
  readonly limit: UsageLimit;
  /** In the limit's unit (wei, for values and fees); nothing of one without limit. */
  readonly remaining: bigint | undefined;
}

/** How often to read. */
export interface UseSessionLimitsParameters {
  /** Milliseconds between two reads; it is read once, and by `refetch`, if not given. */
  readonly refetchInterval?: number;
}

/** What is left of the session. */
export interface UseSessionLimits {
  /** All limits, in the session's order; nothing until they are read. */
  readonly limits: readonly RemainingLimit[] | undefined;
  /** Where the session stands. */
  readonly status: SessionStatus | undefined;
  readonly error: Error | null;
  /** Reads again. */
  readonly refetch: () => Promise<unknown>;
}

/**
 * Reads what is left of the connected account's session.
 *
 * @example
 * const { limits } = useSessionLimits({ refetchInterval: 2_000 })
 * const fees = limits?.find(({ path }) => path === "feeLimit")?.remaining
 */
export function useSessionLimits({ refetchInterval }: UseSessionLimitsParameters = {}): UseSessionLimits {
  const { address, chainId } = useAccount();
  const session = useSession();
  const { data, error, refetch } = useReadContract({
    abi: sessionKeyModuleAbi,
    functionName: "sessionState",
    ...(session && address
      ? { address: session.contracts.session, args: [address, session.sessionConfig], chainId }
      : {}),
    query: {
      enabled: session !== undefined && address !== undefined,
      refetchInterval: refetchInterval ?? false,
    },
  });
  const state = data as SessionState | undefined;
  const limits = useMemo(
    () => (session && state ? remainingLimits(session.sessionConfig, state) : undefined),
    [session, state],
  );
  return { limits, status: session && state ? state.status : undefined, error, refetch };
}

function remainingLimits(session: SessionSpec, state: SessionState): RemainingLimit[] {
  const counted = { transferValue: 0, callValue: 0, callParams: 0 };
  return sessionLimits(session).map(({ path, limit, list }) => {
    const left = list === undefined ? state.feesRemaining : state[list][counted[list]++]?.remaining;
    return { path, limit, remaining: isUnlimited(limit) ? undefined : left };
  });
}
