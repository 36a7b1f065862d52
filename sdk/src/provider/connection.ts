import type { SessionSpec } from "../session/session-spec.js";

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
