import { SsoError } from "./sso-error.js";

const PAGE = "docs/sdk/clients.md#several-calls";

/** A capability that calls need, and the account does not have (EIP-5792's 5700). */
export class UnsupportedCapabilityError extends SsoError {
  override readonly name = "UnsupportedCapabilityError";

  constructor(capability: string) {
    super(`The account has no capability ${capability}.`, {
      metaMessages: ["Leave it out, or mark it as `optional: true`."],
      docsPath: PAGE,
      code: 5700,
    });
  }
}

/** Calls that the node knows nothing of (EIP-5792's 5730). */
export class UnknownCallsError extends SsoError {
  override readonly name = "UnknownCallsError";

  constructor(id: string) {
    super(`The node knows no calls with the id ${id}.`, {
      metaMessages: ["Ask with the id that `sendCalls` answered, on the same chain."],
      docsPath: PAGE,
      code: 5730,
    });
  }
}
