import { useCallback } from "react";
import { NotConnectedError } from "../errors/provider-errors.js";
import type { ConnectedSession } from "../provider/connection.js";
import type { RequestSessionOptions } from "../provider/request-session-options.js";
import type { SessionPreferences } from "../session/preferences.js";
import { usePending, type Pending } from "./use-pending.js";
import { useWalletProvider } from "./use-wallet-provider.js";

/** Asks for sessions. */
export interface UseRequestSession extends Pending {
  /**
   * Asks the owner for a session, which the app uses from then on; the one before stays open on the chain until it is revoked
   * or expires. Call it in a click's handler.
   *
   * @param preferences - what it may do; what the connector is configured with if not given
   * @throws NotConnectedError if no ZKsync SSO account is connected
   */
  readonly requestSession: (
    preferences?: SessionPreferences,
    options?: RequestSessionOptions,
  ) => Promise<ConnectedSession | undefined>;
}

/**
 * Asks the owner for a session, or for another one when a limit is reached.
 *
 * @example
 * const { requestSession, isPending } = useRequestSession()
 * return <button disabled={isPending} onClick={() => requestSession({ transfers: [{ to, valueLimit: 10n }] })}>Extend</button>
 */
export function useRequestSession(): UseRequestSession {
  const provider = useWalletProvider();
  const { run, ...pending } = usePending();
  const requestSession = useCallback<UseRequestSession["requestSession"]>(
    (preferences, options) =>
      run(
        () =>
          provider?.requestSession(preferences, options) ??
          Promise.reject(new NotConnectedError("requestSession")),
      ),
    [provider, run],
  );
  return { ...pending, requestSession };
}
