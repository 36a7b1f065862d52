import { createClient, http, type Address, type Chain, type Client, type Transport } from "viem";
import type { Communicator } from "../communicator/communicator.js";
import { PopupCommunicator } from "../communicator/popup-communicator.js";
import { NotConnectedError } from "../errors/provider-errors.js";
import type { MessageID } from "../messages/message.js";
import type { SessionKeyStore } from "../session-key/index.js";
import { browserStorage } from "../storage/browser-storage.js";
import type { StorageLike } from "../storage/storage-like.js";
import { AuthServerLink } from "./auth-server-link.js";
import { ConnectionState } from "./connection-state.js";
import { ConnectionStore } from "./connection-store.js";
import type { EventEmitter } from "./event-emitter.js";
import { lateKeyStore } from "./late-key-store.js";
import { lenientKeyStore } from "./lenient-key-store.js";
import { DEFAULT_AUTH_SERVER_URL, type WalletProviderConstructorOptions } from "./wallet-provider-options.js";

/** What the methods of a provider share: its options, who is connected, and the ways to the chain and the auth server. */
export class ProviderCore {
  readonly options: WalletProviderConstructorOptions;
  readonly emitter: EventEmitter;
  readonly state: ConnectionState;
  readonly communicator: Communicator;
  readonly authServer: AuthServerLink;
  readonly storage: StorageLike;
  readonly keys: SessionKeyStore;
  readonly #nodes = new Map<number, Client<Transport, Chain>>();

  constructor(options: WalletProviderConstructorOptions, emitter: EventEmitter) {
    const { authServerUrl = DEFAULT_AUTH_SERVER_URL, chains, customCommunicator } = options;
    this.storage = options.storage ?? lateStorage();
    this.keys = lenientKeyStore(options.keyStore ?? lateKeyStore());
    this.options = options;
    this.emitter = emitter;
    this.state = new ConnectionState(
      chains,
      new ConnectionStore(this.storage, new URL(authServerUrl).origin),
      emitter,
    );
    this.communicator = customCommunicator ?? new PopupCommunicator(authServerUrl);
    this.authServer = new AuthServerLink(this.communicator);
  }

  /** Returns a client of a chain's node: the connected chain's if none is named. */
  node(chainId: number = this.state.chainId): Client<Transport, Chain> {
    const known = this.#nodes.get(chainId);
    if (known) return known;
    const node = createClient({ chain: this.state.chain(chainId), transport: this.transport(chainId) });
    this.#nodes.set(chainId, node);
    return node;
  }

  transport(chainId: number): Transport {
    return this.options.transports?.[chainId] ?? http();
  }

  /** @throws NotConnectedError */
  account(method: string): Address {
    const [account] = this.state.accounts;
    if (account) return account;
    throw new NotConnectedError(method);
  }

  /**
   * Asks the auth server about a chain; the way there opens before this returns.
   *
   * @param chainId - the connected one if not given; a request that waited names the one it began with
   * @param id - of the message, where it is known beforehand
   */
  ask(
    method: string,
    params: unknown,
    opening?: Promise<void>,
    chainId: number = this.state.chainId,
    id?: MessageID,
  ): Promise<unknown> {
    return this.authServer.ask(method, params, chainId, opening, id);
  }

  /** Tells by EIP-1193's event `message`. */
  tell(type: string, data: unknown): void {
    this.emitter.emit("message", { type, data });
  }
}

/** The browser's storage, looked for when it is first used: a provider may be made on a server. */
function lateStorage(): StorageLike {
  let found: StorageLike | undefined;
  const storage = (): StorageLike => (found ??= browserStorage());
  return {
    getItem: (key) => storage().getItem(key),
    setItem: (key, value) => {
      storage().setItem(key, value);
    },
    removeItem: (key) => {
      storage().removeItem(key);
    },
  };
}
