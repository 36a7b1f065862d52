import { standardErrorCodes } from "./standard-codes.js";
import { SsoError } from "./sso-error.js";

/** Something that a recovery cannot sign. Unsupported method (4200). */
export class RecoveryCannotSignError extends SsoError {
  override readonly name = "RecoveryCannotSignError";

  constructor(what: string) {
    super(`A recovery cannot sign ${what}: it adds the new passkey, and nothing else.`, {
      metaMessages: ["Finish the recovery, then sign with the new passkey."],
      docsPath: "docs/recovery.md#the-finishing-transaction",
      code: standardErrorCodes.provider.unsupportedMethod,
    });
  }
}

/** A recovery that is finished before its time. Transaction rejected (-32003). */
export class RecoveryNotOpenError extends SsoError {
  override readonly name = "RecoveryNotOpenError";
  /** From when on (Unix time in seconds) it can be finished. */
  readonly retryAt: bigint;

  constructor(message: string, opensAt: bigint, cause?: unknown) {
    super(message, {
      cause,
      metaMessages: [`Finish it from ${opensAt} (Unix time) on.`],
      docsPath: "docs/sdk/passkeys.md#recovery",
      code: standardErrorCodes.rpc.transactionRejected,
    });
    this.retryAt = opensAt;
  }
}

/** Something that the published suite has and this one has not. Unsupported method (4200). */
export class UnsupportedModuleError extends SsoError {
  override readonly name = "UnsupportedModuleError";

  constructor(what: string) {
    super(`${what} is not supported: this suite has no OIDC module.`, {
      metaMessages: [
        "Use guardians to recover accounts: `proposeGuardian`, `confirmGuardian` and `initRecovery` of `@zksync-sso/sdk/client`.",
      ],
      docsPath: "docs/recovery.md",
      code: standardErrorCodes.provider.unsupportedMethod,
    });
  }
}
