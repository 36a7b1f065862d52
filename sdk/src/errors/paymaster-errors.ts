import type { Address } from "viem";
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

/** An address that was named as a paymaster, and pays for nothing: there is none, or it is another contract. Invalid parameters (-32602). */
export class UnusablePaymasterError extends SsoError {
  override readonly name = "UnusablePaymasterError";
  readonly paymaster: Address;

  constructor(paymaster: Address, hasCode: boolean, chainId: number, cause?: unknown) {
    super(
      hasCode
        ? `The contract ${paymaster} is no paymaster, or pays for no transaction like this one.`
        : `There is no paymaster at ${paymaster} on the chain that was reached (${chainId}).`,
      {
        cause,
        metaMessages: ["Check the paymaster's address and its input, or send the transaction without it."],
        docsPath: "docs/sdk/clients.md#paymasters",
        code: standardErrorCodes.rpc.invalidParams,
      },
    );
    this.paymaster = paymaster;
  }
}
