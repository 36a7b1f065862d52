import { useCallback, useSyncExternalStore } from "react";
import { SESSION_CHANGED } from "../provider/connection-state.js";
import type { ConnectedSession } from "../provider/connection.js";
import { useWalletProvider } from "./use-wallet-provider.js";

/**
 * Returns the session that is open on the connected chain, as the owner approved it; nothing if there is none, and on a
 * server.
 *
 * @example
 * const session = useSession()
 * if (session) return <p>until {new Date(Number(session.sessionConfig.expiresAt) * 1000).toLocaleString()}</p>
 */
export function useSession(): ConnectedSession | undefined {
  const provider = useWalletProvider();
  const subscribe = useCallback(
    (onChange: () => void) => {
      provider?.on(SESSION_CHANGED, onChange);
      return () => {
        provider?.off(SESSION_CHANGED, onChange);
      };
    },
    [provider],
  );
  return useSyncExternalStore(
    subscribe,
    () => provider?.session,
    () => undefined,
  );
}
