import { SsoError } from "./sso-error.js";
import { sessionRemedy } from "./session-remedies.js";
import { standardErrorCodes } from "./standard-codes.js";
import type { Address } from "viem";
import type { Refusal } from "../session/refusal.js";

const REFUSALS = "docs/sdk/sessions.md#explaining-a-refusal";

/**
 * A transaction that the chain would refuse from this session; it was not sent, unless the node itself said that the session
 * has expired (`sentNonce` is set then). Unauthorized (4100).
 */
export class SessionRefusedError extends SsoError {
  override readonly name = "SessionRefusedError";
  /** The contract's rule that refuses it, what it is about, what was asked and what is left. */
  readonly refusal: Refusal;

  /** @param cause - what the chain said, if it was asked */
  constructor(refusal: Refusal, message: string, cause?: unknown) {
    super(message, {
      cause,
      metaMessages: [
        `The rule is ${refusal.rule}${refusal.path === undefined ? "" : ` of ${refusal.path}`}.`,
        sessionRemedy(refusal.rule, refusal.status),
      ],
      docsPath: REFUSALS,
      code: standardErrorCodes.provider.unauthorized,
    });
    this.refusal = refusal;
  }
}

/** Something that a session's key cannot sign for the account. Unsupported method (4200). */
export class SessionCannotSignError extends SsoError {
  override readonly name = "SessionCannotSignError";

  constructor(what: string) {
    super(`A session cannot sign ${what}.`, {
      metaMessages: ["Have the owner sign it: give the client a `fallback`, or use the owner's own client."],
      docsPath: "docs/sdk/clients.md#sessions",
      code: standardErrorCodes.provider.unsupportedMethod,
    });
  }
}

/** A session with another key than its own, for which the chain would refuse every transaction. Invalid parameters (-32602). */
export class SessionKeyMismatchError extends SsoError {
  override readonly name = "SessionKeyMismatchError";

  constructor(key: Address, signer: Address) {
    super(`The session's signer is ${signer}, but the key that was given is that of ${key}.`, {
      metaMessages: ["Give the `sessionConfig` and the `sessionKey` of one and the same session."],
      docsPath: "docs/sdk/clients.md#session-keys",
      code: standardErrorCodes.rpc.invalidParams,
    });
  }
}

/** A session key that is none; what was given is not repeated. Invalid parameters (-32602). */
export class UnusableSessionKeyError extends SsoError {
  override readonly name = "UnusableSessionKeyError";

  constructor() {
    super("The session key is no private key of secp256k1.", {
      metaMessages: ["Give its 32 bytes in hexadecimal, or a key of `generateP256SessionKey`."],
      docsPath: "docs/sdk/clients.md#session-keys",
      code: standardErrorCodes.rpc.invalidParams,
    });
  }
}

/** An address at which a chain has no session module. Invalid parameters (-32602). */
export class SessionModuleNotFoundError extends SsoError {
  override readonly name = "SessionModuleNotFoundError";

  constructor(module: Address, chainId: number, cause?: unknown) {
    super(`There is no session module at ${module} on the chain that was reached (${chainId}).`, {
      cause,
      metaMessages: ["Check `contracts.session`, and that `transport` reaches the chain it is on."],
      docsPath: "docs/sdk/clients.md#sessions",
      code: standardErrorCodes.rpc.invalidParams,
    });
  }
}
