import type { ProviderCore } from "./provider-core.js";

/**
 * Forgets the connection, and with it the keys of its sessions: the app has no use for them any more, while whatever else
 * runs on its pages had.
 */
export async function logOut({ state, keys }: ProviderCore): Promise<void> {
  const sessions = Object.values(state.connection?.sessions ?? {});
  try {
    state.disconnect();
  } finally {
    // Being logged out does not depend on the store: sessions whose keys it keeps expire by themselves.
    await Promise.allSettled(sessions.map(({ sessionConfig }) => keys.delete(sessionConfig.signer)));
  }
}
