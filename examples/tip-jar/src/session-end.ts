import { useSession, useSessionLimits } from "@zksync-sso/sdk/react";
import { SessionStatus } from "@zksync-sso/sdk/session";
import { useBlock } from "wagmi";

/** Milliseconds between two looks: a session ends elsewhere, or by the chain's clock. */
export const LOOK = 2_000;

/** Says why the session is over, if it is: somebody has ended it, or its time is up. */
export function useSessionEnd(): "ended" | "expired" | undefined {
  const session = useSession();
  const { status } = useSessionLimits({ refetchInterval: LOOK });
  // The chain's time counts, not this machine's.
  const { data: block } = useBlock({ query: { refetchInterval: LOOK, enabled: session !== undefined } });
  if (!session) return undefined;
  if (status === SessionStatus.Closed) return "ended";
  return block && block.timestamp > session.sessionConfig.expiresAt ? "expired" : undefined;
}
