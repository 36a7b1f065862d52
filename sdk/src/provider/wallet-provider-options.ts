import type { Address, Chain, Transport } from "viem";
import type { Communicator } from "../communicator/communicator.js";
import type { Timers } from "../communicator/popup-environment.js";
import type { CustomPaymasterHandler } from "../paymaster/index.js";
import type { SessionKeyStore } from "../session-key/index.js";
import type { SessionPreferences } from "../session/preferences.js";
import type { StorageLike } from "../storage/storage-like.js";
import type { SessionStateEvent } from "../utils/session-events.js";
import type { AppMetadata } from "./app-metadata.js";

/** What happened to a session, of whose account and on which chain. */
export interface SessionStateChange {
  address: Address;
  chainId: number;
  state: SessionStateEvent;
}

/** What a wallet provider is made of. */
export type WalletProviderConstructorOptions = {
  /** What the app says of itself; what its page says if not given. */
  metadata: Partial<AppMetadata> | undefined;
  /** At least one; the first is the one to begin with. */
  chains: readonly Chain[];
  /** How to reach each chain's node, by the chain's number; its public address if not given. */
  transports?: Record<number, Transport>;
  /** The session to ask for when connecting; none if not given. */
  session?: SessionPreferences | (() => SessionPreferences | Promise<SessionPreferences>);
  /** The auth server's page for requests. */
  authServerUrl?: string;
  /** Chooses a paymaster for each transaction. */
  paymasterHandler?: CustomPaymasterHandler;
  /** Is told when a session has expired, was revoked, or is not open. */
  onSessionStateChange?: (change: SessionStateChange) => void;
  /** Sends without asking first what is left of the session: the chain refuses instead. */
  skipPreTransactionStateValidation?: boolean;
  /** Carries messages to the auth server; a popup if not given. */
  customCommunicator?: Communicator;
  /** Where the connection is kept; `localStorage` if not given. */
  storage?: StorageLike;
  /** Where the app's own session keys are kept; IndexedDB if not given. */
  keyStore?: SessionKeyStore;
  /** Whether disconnecting asks the owner to close the session on the chain, too. */
  revokeOnDisconnect?: boolean;
  /** For expiries; the machine's if not given. */
  timers?: Timers;
};

/** The published auth server. */
export const DEFAULT_AUTH_SERVER_URL = "https://auth-test.zksync.dev/confirm";
