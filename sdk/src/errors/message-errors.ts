import { standardErrorCodes } from "./standard-codes.js";
import { SsoError } from "./sso-error.js";

const PAGE = "docs/sdk/messages.md";

/** Typed data that ERC-7739 has no form for. Invalid parameters (-32602). */
export class UnsignableTypedDataError extends SsoError {
  override readonly name = "UnsignableTypedDataError";

  constructor(problem: string, remedy: string) {
    super(`The typed data ${problem}.`, {
      metaMessages: [remedy],
      docsPath: `${PAGE}#typed-data`,
      code: standardErrorCodes.rpc.invalidParams,
    });
  }
}

/** A signature of an account that is not deployed (ERC-6492). Invalid parameters (-32602). */
export class CounterfactualSignatureError extends SsoError {
  override readonly name = "CounterfactualSignatureError";

  constructor(account: string) {
    super(`The signature is of an account that is not deployed (ERC-6492): ${account}.`, {
      metaMessages: [
        "Have its owner deploy the account first: nothing can say who may sign for one that does not exist.",
      ],
      docsPath: `${PAGE}#verifying`,
      code: standardErrorCodes.rpc.invalidParams,
    });
  }
}
