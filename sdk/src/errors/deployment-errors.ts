import type { Address } from "viem";
import { standardErrorCodes } from "./standard-codes.js";
import { SsoError } from "./sso-error.js";

/** A factory whose transaction made no account. Internal (-32603). */
export class AccountNotCreatedError extends SsoError {
  override readonly name = "AccountNotCreatedError";

  constructor(accountFactory: Address) {
    super(`The transaction made no account: ${accountFactory} said nothing of one.`, {
      metaMessages: ["Check that `accountFactory` is the address of the suite's factory on this chain."],
      docsPath: "docs/sdk/passkeys.md#an-account",
      code: standardErrorCodes.rpc.internal,
    });
  }
}

/** A passkey that no account of the chain has. Resource not found (-32001). */
export class AccountNotFoundError extends SsoError {
  override readonly name = "AccountNotFoundError";

  constructor(origin: string) {
    super(`No account of this chain has this passkey, of ${origin}.`, {
      metaMessages: ["Choose another passkey, check chain and origin, or make an account with it."],
      docsPath: "docs/sdk/passkeys.md#logging-in",
      code: standardErrorCodes.rpc.resourceNotFound,
    });
  }
}
