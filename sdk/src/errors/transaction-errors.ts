import type { Hash } from "viem";
import { SsoError } from "./sso-error.js";
import { standardErrorCodes } from "./standard-codes.js";

const CLIENTS_PAGE = "docs/sdk/clients.md";

/** A request that no transaction of the account's can be made of. Invalid parameters (-32602). */
export class InvalidTransactionRequestError extends SsoError {
  override readonly name = "InvalidTransactionRequestError";

  constructor(problem: string, remedy: string) {
    super(problem, {
      metaMessages: [remedy],
      docsPath: `${CLIENTS_PAGE}#transactions`,
      code: standardErrorCodes.rpc.invalidParams,
    });
  }
}

/** A transaction that is in a block, and failed. Transaction rejected (-32003). */
export class TransactionRevertedError extends SsoError {
  override readonly name = "TransactionRevertedError";
  readonly hash: Hash;

  constructor(hash: Hash) {
    super(`The transaction ${hash} failed: nothing of what it was to do is done.`, {
      metaMessages: ["Look at what it did with the node's debug_traceTransaction, then send another one."],
      docsPath: `${CLIENTS_PAGE}#transactions`,
      code: standardErrorCodes.rpc.transactionRejected,
    });
    this.hash = hash;
  }
}
