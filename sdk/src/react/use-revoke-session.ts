import { useCallback } from "react";
import { NotConnectedError } from "../errors/provider-errors.js";
import { usePending, type Pending } from "./use-pending.js";
import { useWalletProvider } from "./use-wallet-provider.js";

/** Closes sessions. */
export interface UseRevokeSession extends Pending {
  /**
   * Has the owner close the session on the chain; the account stays connected. Call it in a click's handler.
   *
   * @throws NotConnectedError if no ZKsync SSO account is connected
   * @throws NoSessionError if there is no session
   */
  readonly revokeSession: () => Promise<void>;
}

/** Has the owner close the session on the chain. */
export function useRevokeSession(): UseRevokeSession {
  const provider = useWalletProvider();
  const { run, ...pending } = usePending();
  const revokeSession = useCallback(
    () => run(() => provider?.revokeSession() ?? Promise.reject(new NotConnectedError("revokeSession"))),
    [provider, run],
  );
  return { ...pending, revokeSession };
}
