import { useCallback, useMemo } from "react";
import { useAccount, useBlock, useReadContract } from "wagmi";
import { sessionKeyModuleAbi } from "../abi/generated.js";
import { sessionLimits, type LimitPath } from "../session/session-limit.js";
import type { SessionSpec } from "../session/session-spec.js";
import type { SessionState } from "../session/session-state.js";
import { SessionStatus } from "../session/session-status.js";
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
  /** The session's status on the chain. */
  readonly status: SessionStatus | undefined;
  /** Whether it is closed, or past its end by the chain's time: it signs nothing any more. Not while nothing is read. */
  readonly isOver: boolean;
  readonly error: Error | null;
  /** Reads again. */
  readonly refetch: () => Promise<unknown>;
}

/**
 * Reads what is left of the connected account's session.
 *
 * @example
 * const { limits, isOver } = useSessionLimits({ refetchInterval: 2_000 })
 * const fees = isOver ? 0n : limits?.find(({ path }) => path === "feeLimit")?.remaining
 */
export function useSessionLimits({ refetchInterval }: UseSessionLimitsParameters = {}): UseSessionLimits {
  const { address, chainId } = useAccount();
  const session = useSession();
  const query = {
    enabled: session !== undefined && address !== undefined,
    refetchInterval: refetchInterval ?? (false as const),
  };
  const {
    data,
    error: stateError,
    refetch: refetchState,
  } = useReadContract({
    abi: sessionKeyModuleAbi,
    functionName: "sessionState",
    ...(session && address
      ? { address: session.contracts.session, args: [address, session.sessionConfig], chainId }
      : {}),
    query,
  });
  // The contract calls a session that has expired active.
  const {
    data: block,
    error: blockError,
    refetch: refetchBlock,
  } = useBlock({ ...(chainId === undefined ? {} : { chainId }), query });
  const refetch = useCallback(
    () => Promise.all([refetchState(), refetchBlock()]),
    [refetchState, refetchBlock],
  );
  const state = data as SessionState | undefined;
  const limits = useMemo(
    () => (session && state ? remainingLimits(session.sessionConfig, state) : undefined),
    [session, state],
  );
  const status = session && state ? state.status : undefined;
  const isExpired =
    session !== undefined && block !== undefined && block.timestamp > session.sessionConfig.expiresAt;
  const isOver = isExpired || status === SessionStatus.Closed;
  return { limits, status, isOver, error: stateError ?? blockError, refetch };
}

function remainingLimits(session: SessionSpec, state: SessionState): RemainingLimit[] {
  const counted = { transferValue: 0, callValue: 0, callParams: 0 };
  return sessionLimits(session).map(({ path, limit, list }) => {
    const left = list === undefined ? state.feesRemaining : state[list][counted[list]++]?.remaining;
    return { path, limit, remaining: isUnlimited(limit) ? undefined : left };
  });
}
