import { standardErrorCodes } from "./standard-codes.js";
import { SsoError } from "./sso-error.js";

const PAGE = "docs/sdk/connector.md";
const { rpc, provider } = standardErrorCodes;

/** The browser did not open the auth server's window. Internal (-32603). */
export class PopupBlockedError extends SsoError {
  override readonly name = "PopupBlockedError";
  /**
   * Opens the window again and sends the request that failed. Call it first thing in a click's handler: the person's
   * click is what lets a browser open a window.
   */
  readonly retry: () => Promise<unknown>;

  constructor(retry: () => Promise<unknown>) {
    super("The browser blocked the auth server's window.", {
      metaMessages: [
        "Show a button, and call this error's `retry` in its click handler before anything is awaited.",
      ],
      docsPath: `${PAGE}#the-popup`,
      code: rpc.internal,
    });
    this.retry = retry;
  }
}

/** The app's own header cuts it off from the window it opens. Internal (-32603). */
export class OpenerCutOffError extends SsoError {
  override readonly name = "OpenerCutOffError";

  constructor(policy: string) {
    super(
      `This page's header "Cross-Origin-Opener-Policy: ${policy}" cuts it off from the auth server's window.`,
      {
        metaMessages: [
          'Serve the page with "Cross-Origin-Opener-Policy: same-origin-allow-popups", or without it.',
        ],
        docsPath: `${PAGE}#the-popup`,
        code: rpc.internal,
      },
    );
  }
}

/** The window was gone before its page said it was there. Disconnected (4900). */
export class PopupClosedEarlyError extends SsoError {
  override readonly name = "PopupClosedEarlyError";

  constructor(url: string) {
    super(`The auth server's window closed before its page had loaded: ${url}`, {
      metaMessages: [
        "See that this address opens in a tab. If the window is still there, the auth server's own " +
          "Cross-Origin-Opener-Policy header cuts it off.",
      ],
      docsPath: `${PAGE}#the-popup`,
      code: provider.disconnected,
    });
  }
}

/** The person closed the window instead of answering. User rejected (4001). */
export class PopupClosedError extends SsoError {
  override readonly name = "PopupClosedError";

  constructor() {
    super("The person closed the auth server's window.", {
      metaMessages: ["Ask again only when the person asks for it."],
      docsPath: `${PAGE}#the-popup`,
      code: provider.userRejectedRequest,
    });
  }
}

/** The window went to another page and did not come back. Disconnected (4900). */
export class PopupLeftError extends SsoError {
  override readonly name = "PopupLeftError";

  constructor() {
    super("The auth server's window left its page while a request was open.", {
      metaMessages: ["Ask again when the person asks for it."],
      docsPath: `${PAGE}#the-popup`,
      code: provider.disconnected,
    });
  }
}

/** There is no browser window to open a popup from, as on a server. Disconnected (4900). */
export class NoWindowError extends SsoError {
  override readonly name = "NoWindowError";

  constructor() {
    super("There is no browser window to open the auth server's page from.", {
      metaMessages: [
        "Send requests from the browser only; on a server, and in tests, give a `communicator`.",
      ],
      docsPath: `${PAGE}#the-popup`,
      code: provider.disconnected,
    });
  }
}

/** A message that is larger than any may be. Limit exceeded (-32005). */
export class MessageTooLargeError extends SsoError {
  override readonly name = "MessageTooLargeError";

  constructor(limit: number) {
    super(`The message is larger than ${limit} bytes.`, {
      metaMessages: [
        "Send less in one request: fewer calls, or an ABI with only the functions that are used.",
      ],
      docsPath: `${PAGE}#messages`,
      code: rpc.limitExceeded,
    });
  }
}

/** A message that is not of its method's shape. Invalid parameters (-32602). */
export class MalformedMessageError extends SsoError {
  override readonly name = "MalformedMessageError";
  /** Where the fault is: `content.action.params.0.capabilities`. */
  readonly path: string;

  constructor(what: string, path: string, problem: string) {
    super(`${what} is malformed${path === "" ? "" : ` at ${path}`}: ${problem}.`, {
      metaMessages: ["Both sides have to send what the schemas of `@zksync-sso/sdk/messages` take."],
      docsPath: `${PAGE}#messages`,
      code: rpc.invalidParams,
    });
    this.path = path;
  }
}

/** A method that there is not. Method not found (-32601). */
export class MethodNotFoundError extends SsoError {
  override readonly name = "MethodNotFoundError";

  constructor(method: string) {
    super(`There is no method ${method}.`, {
      metaMessages: ["Use one of the methods that the connector's page lists."],
      docsPath: `${PAGE}#requests`,
      code: rpc.methodNotFound,
    });
  }
}

/** An answer came back by redirect that nobody on this page asked for. Unauthorized (4100). */
export class UnexpectedRedirectError extends SsoError {
  override readonly name = "UnexpectedRedirectError";

  constructor() {
    super("The address holds an answer to a request that this page did not send.", {
      metaMessages: [
        "Start again from the app. Somebody may have sent the person here with an answer of their own.",
      ],
      docsPath: `${PAGE}#redirects`,
      code: provider.unauthorized,
    });
  }
}

/** The page was left with another request before it was gone. Resource unavailable (-32002). */
export class RedirectReplacedError extends SsoError {
  override readonly name = "RedirectReplacedError";

  constructor() {
    super("The page is being left with a later request than this one.", {
      metaMessages: ["Send one request at a time: each leaves the page."],
      docsPath: `${PAGE}#redirects`,
      code: rpc.resourceUnavailable,
    });
  }
}

/** The person came back from the auth server without an answer, as by the browser's back button. User rejected (4001). */
export class RedirectAbandonedError extends SsoError {
  override readonly name = "RedirectAbandonedError";

  constructor() {
    super("The person came back from the auth server without an answer.", {
      metaMessages: ["Ask again only when the person asks for it."],
      docsPath: `${PAGE}#redirects`,
      code: provider.userRejectedRequest,
    });
  }
}
