import { toSessionConfigJSON } from "../session/to-session-config-json.js";
import type { StorageLike } from "../storage/storage-like.js";
import type { Connection } from "./connection.js";
import { hasEvents } from "./has-events.js";
import { parseConnection } from "./parse-connection.js";

/** Who is told that what is stored is something else. */
interface StoreListeners {
  readonly onStored: () => void;
  readonly onShownAgain: () => void;
}

/** Keeps the connection in the app's storage, where a reloaded page finds it. */
export class ConnectionStore {
  readonly #storage: StorageLike;
  readonly #key: string;

  /** @param scope - what sets this connection apart from others of the same app: the auth server's origin */
  constructor(storage: StorageLike, scope: string) {
    this.#storage = storage;
    this.#key = `zksync-sso.connection.${scope}`;
  }

  /** Reads what is stored; what is no connection, as after a change of versions, counts as none. */
  read(): Connection | undefined {
    try {
      return parseConnection(JSON.parse(this.#storage.getItem(this.#key) ?? "null"));
    } catch {
      return undefined;
    }
  }

  /**
   * Has listeners told that another tab of the app has stored something else, or, of a page that is shown again as it was left,
   * that one may have. Nobody is told where there are no tabs.
   */
  watch({ onStored, onShownAgain }: StoreListeners): void {
    if (!hasEvents()) return;
    window.addEventListener("storage", ({ key }) => {
      // Without a key if everything was removed.
      if (key === null || key === this.#key) onStored();
    });
    // A page that the browser keeps for the way back is told nothing meanwhile.
    window.addEventListener("pageshow", ({ persisted }) => {
      if (persisted) onShownAgain();
    });
  }

  /**
   * Stores a connection, or removes it. In a full or forbidden storage it is not kept, which ends with the page.
   *
   * @returns whether one is stored now
   */
  write(connection: Connection | undefined): boolean {
    if (!connection) {
      this.#storage.removeItem(this.#key);
      return false;
    }
    const sessions = Object.entries(connection.sessions).map(([id, session]) => [
      id,
      { ...session, sessionConfig: toSessionConfigJSON(session.sessionConfig) },
    ]);
    const text = JSON.stringify({ ...connection, sessions: Object.fromEntries(sessions) as object });
    try {
      this.#storage.setItem(this.#key, text);
      return true;
    } catch {
      // The session is open on the chain by now: whoever connected is connected.
      return false;
    }
  }
}
