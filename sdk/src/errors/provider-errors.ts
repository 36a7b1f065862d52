import type { Refusal } from "../session/refusal.js";
import type { TimeRefusal } from "../session/time-refusal.js";
import { standardErrorCodes } from "./standard-codes.js";
import { SsoError } from "./sso-error.js";

const PAGE = "docs/sdk/connector.md";
const { rpc, provider } = standardErrorCodes;

/** A request that is none. Invalid request (-32600). */
export class InvalidRequestError extends SsoError {
  override readonly name = "InvalidRequestError";

  constructor() {
    super("The request names no method.", {
      metaMessages: ["Call `request({ method, params })`, with the method's name as a text (EIP-1193)."],
      docsPath: `${PAGE}#requests`,
      code: rpc.invalidRequest,
    });
  }
}

/** A request that needs a connected account. Unauthorized (4100). */
export class NotConnectedError extends SsoError {
  override readonly name = "NotConnectedError";

  constructor(method: string) {
    super(`${method} needs a connected account.`, {
      metaMessages: ["Connect first: `eth_requestAccounts`, `wallet_connect`, or wagmi's `connect`."],
      docsPath: `${PAGE}#requests`,
      code: provider.unauthorized,
    });
  }
}

/** The person disconnected while something was under way: a connection, a session, a transaction. Disconnected (4900). */
export class DisconnectedMeanwhileError extends SsoError {
  override readonly name = "DisconnectedMeanwhileError";

  constructor() {
    super("The app was disconnected before this was done; nothing was signed, and no answer was kept.", {
      metaMessages: [
        "Connect again when the person asks for it. A session that was opened expires by itself.",
      ],
      docsPath: `${PAGE}#sessions`,
      code: provider.disconnected,
    });
  }
}

/** A request in the name of an account that is not the connected one. Unauthorized (4100). */
export class ForeignAccountError extends SsoError {
  override readonly name = "ForeignAccountError";

  constructor(asked: string, connected: string) {
    super(`${asked} is not the connected account, which is ${connected}.`, {
      metaMessages: ["Send the request from the connected account, or leave `from` out."],
      docsPath: `${PAGE}#requests`,
      code: provider.unauthorized,
    });
  }
}

/** Something to be signed that is meant for another chain than the connected one. Invalid parameters (-32602). */
export class ForeignChainError extends SsoError {
  override readonly name = "ForeignChainError";

  constructor(asked: number, connected: number) {
    super(`This is meant for chain ${asked}, and chain ${connected} is connected.`, {
      metaMessages: [
        `Switch to chain ${asked} first (wallet_switchEthereumChain), or make the client anew, for the connected one.`,
      ],
      docsPath: `${PAGE}#chains`,
      code: rpc.invalidParams,
    });
  }
}

/** A chain that the provider was not configured with. Unrecognized chain (4902), or EIP-5792's 5710 in its methods. */
export class UnknownChainError extends SsoError {
  override readonly name = "UnknownChainError";

  constructor(chainId: number | string, known: readonly number[], code: number = provider.unsupportedChain) {
    super(`Chain ${chainId} is none that this app is configured with.`, {
      metaMessages: [`Use one of ${known.join(", ")}, or add it to the app's list of chains.`],
      docsPath: `${PAGE}#chains`,
      code,
    });
  }
}

/** A method that this provider does not have. Unsupported method (4200). */
export class UnsupportedMethodError extends SsoError {
  override readonly name = "UnsupportedMethodError";

  constructor(method: string) {
    super(`The provider does not support ${method}.`, {
      metaMessages: ["Use one of the methods that the connector's page lists."],
      docsPath: `${PAGE}#requests`,
      code: provider.unsupportedMethod,
    });
  }
}

/** Codes that EIP-5792 adds. */
export const callsErrorCodes = {
  unsupportedCapability: 5700,
  unsupportedChain: 5710,
  duplicateId: 5720,
  unknownId: 5730,
  bundleTooLarge: 5740,
  upgradeRejected: 5750,
  atomicityUnsupported: 5760,
} as const;

/** A bundle of calls that is refused for a reason of EIP-5792's, which is the code: 5700 to 5760. */
export class CallsError extends SsoError {
  override readonly name = "CallsError";
  declare readonly code: number;

  constructor(code: keyof typeof callsErrorCodes, problem: string, remedy: string) {
    super(problem, { metaMessages: [remedy], docsPath: `${PAGE}#batches`, code: callsErrorCodes[code] });
  }
}

/**
 * The person did not sign what the session does not allow. It has the code of what went wrong at the auth server, which
 * is the `cause`.
 */
export class OutsideSessionError extends SsoError {
  override readonly name = "OutsideSessionError";
  /** Which rule refuses, and how much was left; of a period that ends, also when it can be sent all the same. */
  readonly refusal: Refusal | TimeRefusal;

  constructor(refusal: Refusal | TimeRefusal, message: string, cause: unknown) {
    super(`The session does not allow this transaction, and its owner did not sign it: ${message}`, {
      cause,
      metaMessages: [
        refusal.rule === "PeriodEndsSoon"
          ? `Send it from ${refusal.retryAt} (Unix time) on: the session allows it then.`
          : "Ask for less, or for a session that allows it.",
      ],
      docsPath: "docs/sdk/sessions.md#explaining-a-refusal",
      code: codeOf(cause),
    });
    this.refusal = refusal;
  }
}

function codeOf(error: unknown): number {
  const { code } = Object(error) as { code?: unknown };
  return typeof code === "number" ? code : provider.unauthorized;
}

/** The auth server opened another session than the one that was asked for. Internal (-32603). */
export class ForeignSessionError extends SsoError {
  override readonly name = "ForeignSessionError";

  constructor(problem: string) {
    super(`The auth server answered with a session that is not this app's: ${problem}.`, {
      metaMessages: ["Ask again. If it happens again, report it to the auth server's operator."],
      docsPath: `${PAGE}#sessions`,
      code: rpc.internal,
    });
  }
}

/** There is no session on this chain to revoke or to ask about. Resource not found (-32001). */
export class NoSessionError extends SsoError {
  override readonly name = "NoSessionError";

  constructor(chainId: number) {
    super(`No session of this app is open on chain ${chainId}.`, {
      metaMessages: ["Ask for one with `wallet_connect`, `requestSession` or the option `session`."],
      docsPath: `${PAGE}#sessions`,
      code: rpc.resourceNotFound,
    });
  }
}
