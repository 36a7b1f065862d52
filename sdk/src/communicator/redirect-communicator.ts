import {
  NoWindowError,
  RedirectAbandonedError,
  RedirectReplacedError,
  UnexpectedRedirectError,
} from "../errors/communicator-errors.js";
import type { SsoError } from "../errors/sso-error.js";
import {
  RequestMessageSchema,
  ResponseMessageSchema,
  type RequestMessage,
  type ResponseMessage,
} from "../messages/envelope-schemas.js";
import { checkMessageSize } from "../messages/message-size.js";
import { decodeMessage, encodeMessage } from "../messages/message-text.js";
import { parseMessage } from "../messages/parse-message.js";
import { randomId } from "../messages/random-id.js";
import type { StorageLike } from "../storage/storage-like.js";
import type { Communicator, Message } from "./communicator.js";
import { hasPage } from "./has-page.js";

/** The tab that goes to the auth server and comes back. */
export interface RedirectTab {
  /** The address it shows. */
  readonly href: string;
  /** Goes to an address. */
  go(url: string): void;
  /** Goes to an address, and leaves the one it shows out of the way back. */
  replace(url: string): void;
  /** Shows another address of the same page, without loading it. */
  show(url: string): void;
  /** What outlives the page, of this tab only: `sessionStorage`. */
  readonly storage: StorageLike;
  /** Has a listener told that the person came back to the page as they had left it. */
  onReturn(listener: () => void): void;
}

/** What the redirect communicator runs in, and where it is to come back to. */
export interface RedirectOptions {
  /** The address to come back to: the one the tab shows if not given. The auth server names its origin to the person. */
  readonly redirectUri?: string;
  readonly tab?: RedirectTab;
}

/** A request that was sent before the page was left, and its answer. */
export interface ReturnedRequest {
  readonly request: RequestMessage;
  /**
   * Reads the answer.
   *
   * @throws MalformedMessageError if it is none
   * @throws UnexpectedRedirectError if it is that to another request
   */
  readResponse(): ResponseMessage;
}

/** A request that the tab has left with. */
interface PendingRequest {
  readonly state: string;
  readonly redirectUri: string;
  readonly request: unknown;
}

const KEY = "zksync-sso.redirect";

/**
 * Talks to the auth server by going there and coming back, for apps that cannot open a window. The request is in the
 * fragment of the address, with `redirect_uri` and `state` as in OAuth 2.0 (RFC 6749, section 4.1.1); the answer is in
 * the fragment of the address it comes back to, as `state` and `response`. A promise of an answer is never fulfilled:
 * the page is left. After coming back, `takeReturned` has the answer.
 *
 * Before it answers, the auth server asks back whether it was this tab that asked, and not somebody's link on a page of the
 * app: the tab comes back with `state` and `challenge`, and `takeReturned` leaves again, with the request and the challenge.
 */
export class RedirectCommunicator implements Communicator {
  readonly #url: URL;
  readonly #redirectUri: string | undefined;
  #tab: RedirectTab | undefined;
  /** Fails the request that the page is being left with, if it is. */
  #abandon: ((error: SsoError) => void) | undefined;
  #listens = false;

  /** @param url - of the auth server's page for requests */
  constructor(url: string, { redirectUri, tab }: RedirectOptions = {}) {
    this.#url = new URL(url);
    this.#redirectUri = redirectUri;
    this.#tab = tab;
  }

  /** Does nothing: there is nobody to talk to until the page is left. */
  postMessage = (message: Message): void => {
    checkMessageSize(message);
  };

  /** Never fulfilled: messages come back with the page only. */
  onMessage = <M extends Message>(): Promise<M> => new Promise(() => undefined);

  /** There is nothing to prepare. */
  ready = (): Promise<void> => Promise.resolve();

  /**
   * Leaves the page with a request: with the last one, if there are several before the page is gone.
   *
   * @throws RedirectReplacedError if the page is left with a later request
   * @throws RedirectAbandonedError if the person comes back without an answer, as by the browser's back button
   * @throws MessageTooLargeError if it is larger than 256 kB
   */
  postRequestAndWaitForResponse = async <M extends Message>(
    request: Message & { id: string },
  ): Promise<M> => {
    checkMessageSize(request);
    const tab = this.#useTab();
    const redirectUri = this.#redirectUri ?? withoutFragment(tab.href);
    const pending = { state: randomId(), redirectUri, request };
    const text = encodeMessage(pending);
    // As text it may be larger, and neither the auth server nor the page that it comes back to would read it.
    checkMessageSize(text);
    this.#abandon?.(new RedirectReplacedError());
    tab.storage.setItem(KEY, text);
    const left = new Promise<M>((_, reject) => (this.#abandon = reject));
    tab.go(this.#addressOf(pending));
    return left;
  };

  /**
   * Returns the answer that the page came back with, once, and takes it out of the address; nothing if there is none. Never
   * fulfilled if the page came back to be asked whether it has asked: it leaves again.
   *
   * @throws UnexpectedRedirectError if this tab did not ask: somebody else may have written the address
   */
  async takeReturned(): Promise<ReturnedRequest | undefined> {
    const tab = this.#useTab();
    const fragment = new URLSearchParams(new URL(tab.href).hash.slice(1));
    const [state, response] = [fragment.get("state"), fragment.get("response")];
    const challenge = fragment.get("challenge");
    if (state === null || (response ?? challenge) === null) return undefined;
    tab.show(withoutFragment(tab.href));
    const pending = pendingRequest(tab.storage);
    // Somebody else's link takes nothing away from the request that is under way.
    if (pending?.state !== state) throw new UnexpectedRedirectError();
    if (response === null) {
      tab.replace(this.#addressOf(pending, challenge));
      return new Promise(() => undefined);
    }
    tab.storage.removeItem(KEY);
    const sent = parseMessage(RequestMessageSchema, pending.request, "The request that was sent");
    return { request: sent, readResponse: () => readResponse(response, sent) };
  }

  /** The auth server's address with a request, and what it asked back with. */
  #addressOf({ state, redirectUri, request }: PendingRequest, challenge: string | null = null): string {
    const url = new URL(this.#url);
    url.searchParams.set("redirect_uri", redirectUri);
    url.searchParams.set("state", state);
    const fragment = new URLSearchParams({ request: encodeMessage(request) });
    if (challenge !== null) fragment.set("challenge", challenge);
    url.hash = fragment.toString();
    return url.toString();
  }

  #useTab(): RedirectTab {
    const tab = (this.#tab ??= browserTab());
    if (!this.#listens) {
      this.#listens = true;
      tab.onReturn(() => this.#abandon?.(new RedirectAbandonedError()));
    }
    return tab;
  }
}

function pendingRequest(storage: StorageLike): PendingRequest | undefined {
  const text = storage.getItem(KEY);
  return text === null ? undefined : (decodeMessage(text) as PendingRequest);
}

function readResponse(text: string, request: RequestMessage): ResponseMessage {
  const response = parseMessage(ResponseMessageSchema, decodeMessage(text), "The auth server's answer");
  if (response.requestId !== request.id) throw new UnexpectedRedirectError();
  return response;
}

function withoutFragment(url: string): string {
  return url.split("#", 1)[0] ?? url;
}

/** @throws NoWindowError where there is no browser window */
function browserTab(): RedirectTab {
  if (!hasPage()) throw new NoWindowError();
  return {
    get href() {
      return window.location.href;
    },
    go: (url) => {
      window.location.assign(url);
    },
    replace: (url) => {
      window.location.replace(url);
    },
    show: (url) => {
      window.history.replaceState(window.history.state, "", url);
    },
    storage: window.sessionStorage,
    onReturn: (listener) => {
      window.addEventListener("pageshow", ({ persisted }) => {
        if (persisted) listener();
      });
    },
  };
}
