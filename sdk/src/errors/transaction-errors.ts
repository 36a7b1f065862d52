import type { Address, Hash } from "viem";
import { oneLine } from "./one-line.js";
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

/** A transaction that will not happen: its sender's wallet has sent another in its place. Transaction rejected (-32003). */
export class TransactionReplacedError extends SsoError {
  override readonly name = "TransactionReplacedError";
  readonly hash: Hash;
  /** The hash of the other one, which is in a block. */
  readonly replacedBy: Hash;

  constructor(hash: Hash, replacedBy: Hash) {
    super(`Instead of the transaction ${hash}, its sender's wallet has sent another: ${replacedBy}.`, {
      metaMessages: ["Ask again, if the person has not cancelled it on purpose."],
      docsPath: `${CLIENTS_PAGE}#transactions`,
      code: standardErrorCodes.rpc.transactionRejected,
    });
    this.hash = hash;
    this.replacedBy = replacedBy;
  }
}

/** An address at which a chain has no account. Invalid parameters (-32602). */
export class AccountWithoutCodeError extends SsoError {
  override readonly name = "AccountWithoutCodeError";

  constructor(account: Address, chainId: number, cause: unknown) {
    super(`There is no account at ${account} on the chain that was reached (${chainId}).`, {
      cause,
      metaMessages: ["Check `address`, deploy the account, or have `transport` reach the chain it is on."],
      docsPath: `${CLIENTS_PAGE}#transactions`,
      code: standardErrorCodes.rpc.invalidParams,
    });
  }
}

/** A node's answer that is not what the method answers: none at all, or no number where one is due. Internal (-32603). */
export class UnreadableAnswerError extends SsoError {
  override readonly name = "UnreadableAnswerError";
  /** What the node was asked by. */
  readonly method: string;

  constructor(method: string, answer: unknown) {
    super(`The node's answer to ${method} cannot be read: it is ${inWords(answer)}.`, {
      metaMessages: ["Try again, or have `transport` reach another node: one of a ZKsync Era chain."],
      docsPath: `${CLIENTS_PAGE}#transactions`,
      code: standardErrorCodes.rpc.internal,
    });
    this.method = method;
  }
}

/** In characters. */
const LONGEST_ANSWER = 100;

function inWords(answer: unknown): string {
  if (typeof answer === "string") return JSON.stringify(oneLine(answer, LONGEST_ANSWER));
  if (Array.isArray(answer)) return "a list";
  return typeof answer === "object" && answer !== null ? "an object" : String(answer);
}

/** A signature by a key that the account does not have. Transaction rejected (-32003). */
export class SignatureRefusedError extends SsoError {
  override readonly name = "SignatureRefusedError";

  constructor(account: Address, cause: unknown) {
    super(`The account ${account} does not take this signature: its key is none of the account's.`, {
      cause,
      metaMessages: [
        "Check that `address` is the account of this passkey, owner or session, and `contracts` name its modules.",
      ],
      docsPath: `${CLIENTS_PAGE}#transactions`,
      code: standardErrorCodes.rpc.transactionRejected,
    });
  }
}
