import { SsoError } from "./sso-error.js";
import { standardErrorCodes } from "./standard-codes.js";
import type { Refusal } from "../session/refusal.js";

const REFUSALS = "docs/sdk/sessions.md#explaining-a-refusal";

/** A transaction that the chain would refuse from this session; it was not sent. Unauthorized (4100). */
export class SessionRefusedError extends SsoError {
  override readonly name = "SessionRefusedError";
  /** The contract's rule that refuses it, what it is about, what was asked and what is left. */
  readonly refusal: Refusal;

  constructor(refusal: Refusal, message: string) {
    super(message, {
      metaMessages: [
        `The rule is ${refusal.rule}${refusal.path === undefined ? "" : ` of ${refusal.path}`}.`,
        "Ask for a session that allows it, or have the owner sign the transaction.",
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
