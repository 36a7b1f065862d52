import { SsoError } from "./sso-error.js";
import { standardErrorCodes } from "./standard-codes.js";
import type { Address } from "viem";

/** A prefix that does not fit into an account's id. Invalid parameters (-32602). */
export class OwnerPrefixTooLongError extends SsoError {
  override readonly name = "OwnerPrefixTooLongError";

  constructor(prefix: string, most: number) {
    super(`The prefix ${JSON.stringify(prefix)} is longer than ${most} bytes.`, {
      metaMessages: ["Use a shorter one: it tells apart several accounts of one owner."],
      docsPath: "docs/sdk/clients.md#owners",
      code: standardErrorCodes.rpc.invalidParams,
    });
  }
}

/** An owner that has no account here. Resource not found (-32001). */
export class OwnerAccountNotFoundError extends SsoError {
  override readonly name = "OwnerAccountNotFoundError";

  constructor(owner: Address, deployer: Address) {
    super(`${deployer} deployed no account of ${owner} with this prefix.`, {
      metaMessages: ["Use the client that deployed it, check the prefix, or deploy it with `deployAccount`."],
      docsPath: "docs/sdk/clients.md#owners",
      code: standardErrorCodes.rpc.resourceNotFound,
    });
  }
}

/** Something that cannot sign for an owner. Invalid parameters (-32602). */
export class UnusableOwnerError extends SsoError {
  override readonly name = "UnusableOwnerError";

  constructor(problem: string, remedy: string) {
    super(`The owner cannot sign: ${problem}.`, {
      metaMessages: [remedy],
      docsPath: "docs/sdk/clients.md#owners",
      code: standardErrorCodes.rpc.invalidParams,
    });
  }
}
