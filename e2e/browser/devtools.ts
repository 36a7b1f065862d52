import { WebSocket } from "ws";

/** An event that DevTools sends for one of its sessions. */
export interface DevtoolsEvent {
  readonly method: string;
  readonly params: unknown;
  readonly sessionId?: string;
}

interface Call {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** A connection to a browser, in the DevTools protocol. */
export class Devtools {
  readonly #socket: WebSocket;
  readonly #calls = new Map<number, Call>();
  readonly #listeners: ((event: DevtoolsEvent) => void)[] = [];
  #last = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on("message", (data: Buffer) => this.#receive(data.toString()));
    socket.on("close", () => this.#end());
  }

  static async connect(endpoint: string): Promise<Devtools> {
    const socket = new WebSocket(endpoint, { perMessageDeflate: false });
    await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
    return new Devtools(socket);
  }

  onEvent(listener: (event: DevtoolsEvent) => void): void {
    this.#listeners.push(listener);
  }

  /**
   * Sends a command to a session, or to the browser itself. Events that the browser sent before its answer
   * have been handled when this resolves.
   *
   * @throws Error with what the browser says is wrong
   */
  send<result = unknown>(method: string, params: object = {}, sessionId?: string): Promise<result> {
    const id = ++this.#last;
    return new Promise<result>((resolve, reject) => {
      this.#calls.set(id, {
        resolve: (result) => resolve(result as result),
        reject: (error) => reject(new Error(`${method}: ${error.message}`)),
      });
      this.#socket.send(JSON.stringify({ id, method, params, sessionId }));
    });
  }

  close(): void {
    this.#socket.close();
  }

  #receive(text: string): void {
    const message = JSON.parse(text) as { id?: number; result?: unknown; error?: Error } & DevtoolsEvent;
    if (message.id === undefined) {
      for (const listener of this.#listeners) listener(message);
      return;
    }
    const call = this.#calls.get(message.id);
    this.#calls.delete(message.id);
    if (message.error) call?.reject(message.error);
    else call?.resolve(message.result);
  }

  #end(): void {
    for (const { reject } of this.#calls.values()) reject(new Error("the browser is gone"));
    this.#calls.clear();
  }
}
