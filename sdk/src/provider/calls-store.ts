import * as v from "valibot";
import { CallsError } from "../errors/provider-errors.js";
import { ChainIdSchema, HashSchema } from "../messages/hex-schemas.js";
import type { MessageID } from "../messages/message.js";
import { randomId } from "../messages/random-id.js";
import { wasSent } from "../transaction/sent-errors.js";
import type { StorageLike } from "../storage/storage-like.js";

const KEY = "zksync-sso.calls";
/** The apps' own names of bundles that the owner is being asked for, by the message that asks. */
const NAMES_KEY = "zksync-sso.calls.names";
/** Bundles that are remembered; the oldest is forgotten first. */
const MOST = 50;

const SentCallsSchema = v.object({ hash: HashSchema, chainId: ChainIdSchema });
const EntriesSchema = v.array(v.tuple([v.string(), SentCallsSchema]));

const NamesSchema = v.array(v.tuple([v.string(), v.string()]));

/** The transaction that a bundle of calls was sent as. */
export type SentCalls = v.InferOutput<typeof SentCallsSchema>;

/** Remembers which transaction a bundle of calls (EIP-5792) was sent as, by the bundle's identifier. */
export class CallsStore {
  readonly #storage: StorageLike;
  /** Of bundles that are on their way, or may be: a node was given them, and nobody knows what has become of them. */
  readonly #sending = new Set<string>();

  constructor(storage: StorageLike) {
    this.#storage = storage;
  }

  /**
   * Sends a bundle, if none of its identifier was sent or is on its way. One that fails may be sent again, unless a node was
   * given it, signed: it may have kept it, and both would happen.
   *
   * @throws CallsError with code 5720 if there is a bundle of this identifier
   */
  async once<result>(id: string | undefined, send: () => Promise<result>): Promise<result> {
    if (id === undefined) return send();
    this.#checkNew(id);
    this.#sending.add(id);
    try {
      const sent = await send();
      this.#sending.delete(id);
      return sent;
    } catch (error) {
      if (!wasSent(error)) this.#sending.delete(id);
      throw error;
    }
  }

  #checkNew(id: string): void {
    if (this.#sending.has(id) || this.#read().has(id))
      throw new CallsError(
        "duplicateId",
        `Calls with the id ${id} were sent already.`,
        "Leave `id` out, or make a new one.",
      );
  }

  /**
   * Asks the owner for a bundle, by a message of the identifier given. The app's own name of the bundle is remembered
   * meanwhile: by redirect the page is left, and whoever comes back has the message alone.
   */
  async named<result>(
    id: string | undefined,
    ask: (message: MessageID | undefined) => Promise<result>,
  ): Promise<result> {
    if (id === undefined) return ask(undefined);
    const message = randomId();
    this.#write(NAMES_KEY, this.#names().set(message, id));
    try {
      return await ask(message);
    } finally {
      this.takeName(message);
    }
  }

  /** Returns the app's own name of the bundle that a message asked for, once; nothing if it gave none. */
  takeName(message: string): string | undefined {
    const names = this.#names();
    const name = names.get(message);
    if (names.delete(message)) this.#write(NAMES_KEY, names);
    return name;
  }

  add(id: string, sent: SentCalls): void {
    this.#write(KEY, this.#read().set(id, sent));
  }

  /** @throws CallsError with code 5730 if there is none of this identifier */
  get(id: string): SentCalls {
    const sent = this.#read().get(id);
    if (sent) return sent;
    throw new CallsError(
      "unknownId",
      `No calls with the id ${id} were sent from here.`,
      "Use the id that `wallet_sendCalls` answered.",
    );
  }

  #write(key: string, entries: ReadonlyMap<string, unknown>): void {
    try {
      this.#storage.setItem(key, JSON.stringify([...entries].slice(-MOST)));
    } catch {
      // A full or forbidden storage: the calls are sent all the same, and their hash is the answer.
    }
  }

  #names(): Map<string, string> {
    try {
      return new Map(v.parse(NamesSchema, JSON.parse(this.#storage.getItem(NAMES_KEY) ?? "[]")));
    } catch {
      return new Map();
    }
  }

  #read(): Map<string, SentCalls> {
    try {
      return new Map(v.parse(EntriesSchema, JSON.parse(this.#storage.getItem(KEY) ?? "[]")));
    } catch {
      return new Map();
    }
  }
}
