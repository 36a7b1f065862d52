import * as v from "valibot";
import { AddressSchema, ChainIdSchema, HashSchema } from "../messages/hex-schemas.js";
import { SessionContractsSchema } from "../messages/session-request-schemas.js";
import { parseSessionConfigJSON } from "../session/parse-session-config-json.js";
import type { SessionConfigJSON } from "../session/session-config-json.js";
import { toSessionConfigJSON } from "../session/to-session-config-json.js";
import type { SessionSpec } from "../session/session-spec.js";
import { getSessionHash } from "../session/get-session-hash.js";
import type { StorageLike } from "../storage/storage-like.js";

/** A session that is open on one chain, as the app's provider knows it. */
export interface ConnectedSession {
  readonly sessionConfig: SessionSpec;
  readonly sessionHash: `0x${string}`;
  readonly contracts: { readonly session: `0x${string}` };
  /** Paths of the limits that the person lowered. */
  readonly adjusted: readonly string[];
  /** The key itself, where an auth server made and handed over it; otherwise it is in the app's keyring. */
  readonly handedOverKey?: `0x${string}`;
}

/** Who is connected, to which chain, with which sessions by the chain's number. */
export interface Connection {
  readonly address: `0x${string}`;
  readonly chainId: number;
  readonly sessions: Readonly<Record<number, ConnectedSession>>;
}

const StoredSessionSchema = v.object({
  sessionConfig: v.pipe(
    v.custom<SessionConfigJSON>((value) => typeof value === "object"),
    v.transform((json) => parseSessionConfigJSON(json)),
  ),
  contracts: SessionContractsSchema,
  adjusted: v.array(v.string()),
  handedOverKey: v.optional(HashSchema),
});

const StoredConnectionSchema = v.object({
  address: AddressSchema,
  chainId: ChainIdSchema,
  sessions: v.record(v.string(), StoredSessionSchema),
});

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
      const { address, chainId, sessions } = v.parse(
        StoredConnectionSchema,
        JSON.parse(this.#storage.getItem(this.#key) ?? "null"),
      );
      const entries = Object.entries(sessions).map(
        ([id, session]) => [id, { ...session, sessionHash: getSessionHash(session.sessionConfig) }] as const,
      );
      return { address, chainId, sessions: Object.fromEntries(entries) as Connection["sessions"] };
    } catch {
      return undefined;
    }
  }

  /** Stores a connection, or removes it. */
  write(connection: Connection | undefined): void {
    if (!connection) {
      this.#storage.removeItem(this.#key);
      return;
    }
    const sessions = Object.entries(connection.sessions).map(([id, session]) => [
      id,
      { ...session, sessionConfig: toSessionConfigJSON(session.sessionConfig) },
    ]);
    this.#storage.setItem(
      this.#key,
      JSON.stringify({ ...connection, sessions: Object.fromEntries(sessions) as object }),
    );
  }
}
