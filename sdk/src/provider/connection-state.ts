import { isAddressEqual, numberToHex, type Address, type Chain, type Hex } from "viem";
import { EthereumProviderError } from "../errors/ethereum-errors.js";
import { DisconnectedMeanwhileError, UnknownChainError } from "../errors/provider-errors.js";
import { standardErrorCodes } from "../errors/standard-codes.js";
import type { ConnectionStore } from "./connection-store.js";
import type { ConnectedSession, Connection } from "./connection.js";
import type { EventEmitter } from "./event-emitter.js";

/** Tells that a session was opened, ended, or is another: of the chain that is connected. */
export const SESSION_CHANGED = "sessionChanged";

/** Who is connected, where and with which session; tells of changes in EIP-1193's events. */
export class ConnectionState {
  readonly chains: readonly Chain[];
  readonly #store: ConnectionStore;
  readonly #emitter: EventEmitter;
  #connection: Connection | undefined;
  #read = false;
  /** The chain while nobody is connected. */
  #chainId: number;
  #visit = 0;
  /** Whether the connection is in the store, too: it may be full, or forbidden. */
  #isStored = false;

  constructor(chains: readonly Chain[], store: ConnectionStore, emitter: EventEmitter) {
    const [first] = chains;
    if (!first) throw new UnknownChainError("nothing", []);
    this.chains = chains;
    this.#chainId = first.id;
    this.#store = store;
    this.#emitter = emitter;
  }

  get connection(): Connection | undefined {
    // Read late: a page that is made on a server has no storage until it runs in the browser.
    if (!this.#read) {
      this.#read = true;
      this.#connection = this.#readStore();
      this.#isStored = this.#connection !== undefined;
      if (this.#connection) queueMicrotask(() => this.#emitter.emit(SESSION_CHANGED, this.sessionOn()));
      this.#store.watch({
        onStored: () => {
          this.#follow();
        },
        onShownAgain: () => {
          // A connection that could not be stored is this page's alone, and nobody can have ended it.
          if (!this.#connection || this.#isStored) this.#follow();
        },
      });
    }
    return this.#connection;
  }

  /** Counts how often the person has left: what they were asked before is not theirs any more. */
  get visit(): number {
    return this.#visit;
  }

  /** Returns what throws DisconnectedMeanwhileError once the person has left: for what goes on after a wait. */
  staying(): () => void {
    const visit = this.#visit;
    return () => {
      if (this.#visit !== visit) throw new DisconnectedMeanwhileError();
    };
  }

  get chainId(): number {
    return this.connection?.chainId ?? this.#chainId;
  }

  get accounts(): Address[] {
    return this.connection ? [this.connection.address] : [];
  }

  /** The session on the connected chain, or on another one. */
  sessionOn(chainId: number = this.chainId): ConnectedSession | undefined {
    return this.connection?.sessions[chainId];
  }

  /** @throws UnknownChainError with the given code (4902) */
  chain(chainId: number = this.chainId, code?: number): Chain {
    const chain = this.chains.find(({ id }) => id === chainId);
    if (chain) return chain;
    throw new UnknownChainError(
      chainId,
      this.chains.map(({ id }) => id),
      code,
    );
  }

  /** Makes a connection the one there is, and tells what is new about it. */
  connect(connection: Connection): void {
    this.#adopt(connection, () => {
      this.#isStored = this.#store.write(connection);
    });
  }

  #adopt(connection: Connection, write: () => void): void {
    const before = this.connection;
    const chainBefore = this.chainId;
    this.#connection = connection;
    write();
    if (!before) this.#emitter.emit("connect", { chainId: numberToHex(connection.chainId) });
    if (!before || !isAddressEqual(before.address, connection.address))
      this.#emitter.emit("accountsChanged", this.accounts);
    if (chainBefore !== connection.chainId)
      this.#emitter.emit("chainChanged", numberToHex(connection.chainId));
    this.#emitter.emit(SESSION_CHANGED, this.sessionOn());
  }

  /** Goes over to a chain. */
  switchChain(chainId: number): void {
    this.#catchUp();
    if (this.connection) {
      this.connect({ ...this.connection, chainId });
      return;
    }
    const changes = chainId !== this.#chainId;
    this.#chainId = chainId;
    if (changes) this.#emitter.emit("chainChanged", numberToHex(chainId));
  }

  /** Forgets a session of a chain, unless another one has taken its place; the account stays connected. */
  dropSession(chainId: number, hash: Hex): void {
    this.#catchUp();
    if (!this.connection) return;
    const { [chainId]: dropped, ...sessions } = this.connection.sessions;
    if (dropped?.sessionHash === hash) this.connect({ ...this.connection, sessions });
  }

  /** Forgets the connection. */
  disconnect(): void {
    this.#leave(() => {
      this.#store.write(undefined);
    });
  }

  #leave(write: () => void): void {
    this.#visit++;
    if (!this.connection) return;
    this.#chainId = this.connection.chainId;
    this.#connection = undefined;
    try {
      write();
    } finally {
      // Whoever listens goes by what is, whether the storage keeps up with it or not.
      this.#emitter.emit("accountsChanged", []);
      const { disconnected } = standardErrorCodes.provider;
      this.#emitter.emit("disconnect", new EthereumProviderError(disconnected, "The person disconnected."));
      this.#emitter.emit(SESSION_CHANGED, undefined);
    }
  }

  /** Does what the app did in another tab; the chain is each tab's own. */
  #follow(): void {
    const stored = this.#readStore();
    const { connection } = this;
    if (stored)
      this.#adopt(connection ? { ...stored, chainId: connection.chainId } : stored, () => {
        this.#isStored = true;
      });
    else if (connection) this.#leave(() => undefined);
  }

  /**
   * Does what another tab has done, if its message is still under way: to write what this one knows would bring back who has
   * left, and sessions that others have taken the place of.
   */
  #catchUp(): void {
    if (this.connection && this.#isStored) this.#follow();
  }

  /** What is stored; on the app's first chain, if it has no longer the one that was connected. */
  #readStore(): Connection | undefined {
    const stored = this.#store.read();
    if (!stored || this.chains.some(({ id }) => id === stored.chainId)) return stored;
    return { ...stored, chainId: this.#chainId };
  }
}
