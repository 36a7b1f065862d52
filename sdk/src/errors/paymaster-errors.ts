import { SsoError } from "./sso-error.js";
import { standardErrorCodes } from "./standard-codes.js";

/** A paymaster's service that did not answer, or not with a paymaster. Resource unavailable (-32002). */
export class PaymasterUnavailableError extends SsoError {
  override readonly name = "PaymasterUnavailableError";

  constructor(
    service: string,
    problem: string,
    cause?: unknown,
    remedy = "Try again later, or send the transaction without it.",
  ) {
    super(`${service} named no paymaster: ${problem}.`, {
      cause,
      metaMessages: [remedy],
      docsPath: "docs/sdk/clients.md#paymasters",
      code: standardErrorCodes.rpc.resourceUnavailable,
    });
  }
}
