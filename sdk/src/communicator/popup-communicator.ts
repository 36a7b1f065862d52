import {
  MalformedMessageError,
  OpenerCutOffError,
  PopupBlockedError,
  PopupClosedEarlyError,
  PopupClosedError,
  PopupLeftError,
} from "../errors/communicator-errors.js";
import type { SsoError } from "../errors/sso-error.js";
import { checkMessageSize } from "../messages/message-size.js";
import { parsePopupEvent, parseResponse } from "../messages/parse-envelope.js";
import type { Communicator, Message } from "./communicator.js";
import {
  browserHost,
  systemTimers,
  type PopupHost,
  type PopupWindow,
  type Timers,
} from "./popup-environment.js";
import { popupFeatures, type PopupPlacement } from "./popup-features.js";

/** What the auth server's page says of itself. */
export interface PopupConfigMessage extends Message {
  event: "PopupLoaded" | "PopupUnload";
}

/** How the popup looks, and what it runs in: a browser's window and timers if not given. */
export interface PopupOptions extends PopupPlacement {
  readonly host?: PopupHost;
  readonly timers?: Timers;
}

/** Milliseconds between two looks at whether the window is still there: closing one tells nobody. */
const LOOK = 200;
/** Milliseconds for a page that says it goes to come back, as it does when it is reloaded. */
const GRACE = 10_000;
/** Looks at a window that has answered before it is used again: most close themselves. */
const LOOKS_AFTER_ANSWER = 3;
/** Looks at a window that is gone before its requests fail: on a busy machine, its last answer comes after its end. */
const LOOKS_AFTER_END = 3;

/** A request that waits for its answer. */
interface Exchange {
  readonly request: Message;
  resolve(response: Message): void;
  reject(error: unknown): void;
}

/** Somebody who waits for a message that fits. */
interface Waiter {
  fits(message: Message): boolean;
  take(message: Message): void;
  fail(error: unknown): void;
}

/**
 * Talks to the auth server in a window of its own. The window is opened before anything is awaited, so that a call in
 * a click's handler may open one. Requests are sent one at a time; the others wait in a queue. A page that is reloaded
 * is sent its request again. Only messages of this window, and of the auth server's origin, are read.
 */
export class PopupCommunicator implements Communicator {
  readonly #url: URL;
  readonly #placement: PopupPlacement;
  readonly #timers: Timers;
  #host: PopupHost | undefined;
  #listens = false;
  #popup: PopupWindow | undefined;
  #loaded = false;
  /** Whether the page of this window has ever been there. */
  #appeared = false;
  /** Whether anything was sent in this window: what is open then is the person's to close, or the page's. */
  #used = false;
  /** Looks that are left until a window that has answered is used again; nothing if it has not. */
  #settling = 0;
  #grace = 0;
  /** How often the window was seen to be gone. */
  #seenGone = 0;
  #look: unknown;
  #queue: Exchange[] = [];
  #waiters = new Set<Waiter>();

  /** @param url - of the auth server's page for requests */
  constructor(url: string, { host, timers = systemTimers, ...placement }: PopupOptions = {}) {
    this.#url = new URL(url);
    this.#placement = placement;
    this.#timers = timers;
    this.#host = host;
  }

  /** Sends a message that needs no answer, when the page is there. */
  postMessage = async (message: Message): Promise<void> => {
    checkMessageSize(message);
    await this.waitForPopupLoaded();
    this.#post(message);
  };

  /**
   * Sends a request and waits for its answer.
   *
   * @throws PopupBlockedError if the browser opens no window; its `retry` sends the request again
   * @throws OpenerCutOffError if the app's own headers cut it off from the window
   * @throws PopupClosedEarlyError if the window was gone before its page was there
   * @throws PopupClosedError if the person closed the window
   * @throws PopupLeftError if the window went to another page
   * @throws MessageTooLargeError if the request or its answer is larger than 256 kB
   * @throws MalformedMessageError if the answer is none
   */
  postRequestAndWaitForResponse = <M extends Message>(request: Message & { id: string }): Promise<M> => {
    try {
      checkMessageSize(request);
      this.#open(() => this.postRequestAndWaitForResponse(request));
    } catch (error) {
      return Promise.reject(error as SsoError);
    }
    return new Promise<M>((resolve, reject) => {
      this.#queue.push({ request, resolve: (response) => resolve(response as M), reject });
      this.#lookSoon();
      if (this.#queue.length === 1) this.#sendNext();
    });
  };

  /** Waits for the first message of the auth server's that fits. */
  onMessage = <M extends Message>(predicate: (message: Partial<M>) => boolean): Promise<M> =>
    new Promise((resolve, reject) => {
      this.#wait({
        fits: (message) => predicate(message as Partial<M>),
        take: (message) => {
          resolve(message as M);
        },
        fail: reject,
      });
    });

  /**
   * Opens the window, or brings it to the front if it is open.
   *
   * @throws PopupBlockedError if the browser does not let it
   */
  openPopup = (): PopupWindow => this.#open(() => this.ready());

  /** Opens the window if there is none, and waits for its page. */
  waitForPopupLoaded = async (): Promise<PopupWindow> => {
    const popup = this.openPopup();
    if (!this.#loaded) await this.onMessage<PopupConfigMessage>(({ event }) => event === "PopupLoaded");
    return popup;
  };

  /** Opens the window, before anything is awaited, and waits for its page. */
  ready = async (): Promise<void> => {
    await this.waitForPopupLoaded();
  };

  /** Closes a window that was opened for nothing: no request was sent in it, and none waits to be. */
  dismiss = (): void => {
    if (!this.#popup || this.#used || this.#queue.length > 0) return;
    this.#popup.close();
    this.#popup = undefined;
    this.#loaded = false;
    this.#failAll(new PopupClosedError());
  };

  #open(retry: () => Promise<unknown>): PopupWindow {
    const host = (this.#host ??= browserHost());
    if (this.#popup && !this.#popup.closed) {
      this.#popup.focus();
      return this.#popup;
    }
    this.#listen(host);
    const url = new URL(this.#url);
    url.searchParams.set("origin", host.origin);
    const popup = host.open(url.toString(), "ZKsync SSO", popupFeatures(this.#placement, host));
    if (!popup) throw new PopupBlockedError(retry);
    this.#popup = popup;
    this.#loaded = this.#appeared = this.#used = false;
    this.#settling = this.#grace = this.#seenGone = 0;
    popup.focus();
    this.#lookSoon();
    return popup;
  }

  #listen(host: PopupHost): void {
    if (this.#listens) return;
    this.#listens = true;
    host.onMessage(({ data, origin, source }) => {
      if (origin === this.#url.origin && source !== null && source === this.#popup) this.#receive(data);
    });
  }

  #receive(data: unknown): void {
    try {
      checkMessageSize(data);
    } catch (error) {
      this.#queue.shift()?.reject(error);
      this.#afterAnswer();
      return;
    }
    const event = read(() => parsePopupEvent(data, "The popup's event"));
    if (event) this.#turn(event);
    else this.#receiveAnswer(data);
  }

  #turn(message: PopupConfigMessage): void {
    this.#loaded = message.event === "PopupLoaded";
    this.#grace = this.#loaded ? 0 : GRACE;
    if (this.#loaded) {
      this.#appeared = true;
      this.#settling = 0;
      this.#sendNext();
    }
    this.#tell(message);
  }

  #receiveAnswer(data: unknown): void {
    const asked = this.#queue[0]?.request.id;
    const answers = Object(data) as { requestId?: unknown };
    if (asked !== undefined && answers.requestId === asked) this.#answer(data);
    const message = read(() => parseResponse(data, "The auth server's message"));
    if (message) this.#tell(message);
  }

  #answer(data: unknown): void {
    const exchange = this.#queue.shift();
    try {
      exchange?.resolve(parseResponse(data, "The auth server's answer"));
    } catch (error) {
      exchange?.reject(error);
    }
    this.#afterAnswer();
  }

  #afterAnswer(): void {
    this.#settling = LOOKS_AFTER_ANSWER;
    this.#lookSoon();
  }

  #sendNext(): void {
    const [exchange] = this.#queue;
    if (!exchange || !this.#loaded || this.#settling > 0) return;
    try {
      this.#post(exchange.request);
    } catch (cause) {
      this.#queue.shift();
      exchange.reject(
        new MalformedMessageError("The request", "", `it holds what cannot be sent (${String(cause)})`),
      );
      this.#sendNext();
    }
  }

  #post(message: Message): void {
    this.#popup?.postMessage(message, this.#url.origin);
    this.#used = true;
  }

  #lookSoon(): void {
    this.#timers.clear(this.#look);
    this.#look = this.#timers.set(() => {
      this.#lookAtPopup();
    }, LOOK);
  }

  #lookAtPopup(): void {
    if (this.#popup?.closed) {
      const mayHaveAnswered = this.#appeared && this.#settling === 0;
      if (mayHaveAnswered && this.#seenGone++ < LOOKS_AFTER_END) this.#lookSoon();
      else this.#closed();
      return;
    }
    if (this.#grace > 0 && (this.#grace -= LOOK) <= 0) {
      // The page will not say that it is there: the next request opens its address in this window again.
      this.#popup = undefined;
      this.#loaded = false;
      this.#failAll(new PopupLeftError());
      return;
    }
    if (this.#settling > 0 && --this.#settling === 0) this.#sendNext();
    if (this.#popup && (this.#queue.length > 0 || this.#waiters.size > 0 || this.#settling > 0))
      this.#lookSoon();
  }

  #closed(): void {
    const { settled, appeared } = { settled: this.#settling === 0, appeared: this.#appeared };
    this.#popup = undefined;
    this.#loaded = false;
    // One that closes after its answer is no refusal of the requests that wait for the next.
    if (!settled) this.#reopen();
    else if (appeared) this.#failAll(new PopupClosedError());
    else void this.#failEarly();
  }

  #reopen(): void {
    this.#settling = 0;
    if (this.#queue.length === 0 && this.#waiters.size === 0) return;
    try {
      this.#open(() => this.ready());
    } catch {
      // Each gets a button of its own.
      for (const { request, reject } of this.#queue.splice(0))
        reject(new PopupBlockedError(() => this.postRequestAndWaitForResponse(request)));
      this.#failAll(new PopupBlockedError(() => this.ready()));
    }
  }

  async #failEarly(): Promise<void> {
    const failed = { exchanges: this.#queue.splice(0), waiters: this.#takeWaiters() };
    const policy = await this.#host?.openerPolicy();
    const error =
      policy === undefined ? new PopupClosedEarlyError(this.#url.href) : new OpenerCutOffError(policy);
    for (const { reject } of failed.exchanges) reject(error);
    for (const { fail } of failed.waiters) fail(error);
  }

  #failAll(error: SsoError): void {
    for (const { reject } of this.#queue.splice(0)) reject(error);
    for (const { fail } of this.#takeWaiters()) fail(error);
  }

  #wait(waiter: Waiter): void {
    this.#waiters.add(waiter);
    if (this.#popup) this.#lookSoon();
  }

  #takeWaiters(): Waiter[] {
    const waiters = [...this.#waiters];
    this.#waiters.clear();
    return waiters;
  }

  #tell(message: Message): void {
    for (const waiter of [...this.#waiters])
      if (waiter.fits(message)) {
        this.#waiters.delete(waiter);
        waiter.take(message);
      }
  }
}

/** What is not of the shape is none of our messages: extensions and other scripts send theirs too. */
function read<message>(parse: () => message): message | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}
