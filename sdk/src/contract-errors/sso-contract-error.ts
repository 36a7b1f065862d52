import { sessionRemedy } from "../errors/session-remedies.js";
import { SsoError } from "../errors/sso-error.js";
import { standardErrorCodes } from "../errors/standard-codes.js";
import type { CONTRACT_ERRORS } from "./generated.js";

/** Whose error it is: a contract of the suite. */
export type ContractFamily = keyof typeof CONTRACT_ERRORS;

/** What a contract answered, decoded. */
export interface ContractFailure {
  readonly family: ContractFamily;
  /** The error's name in the contract's source. */
  readonly rule: string;
  /** Its arguments by name; amounts in wei or the token's smallest unit, times in seconds. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly cause: unknown;
}

/** What is said of a failure, where and what to do about it. */
interface Report {
  readonly sentence: string;
  readonly remedy: string;
  readonly docsPath: string;
  readonly code: number;
}

/** A transaction that one of the suite's contracts refuses. */
export class SsoContractError extends SsoError {
  override readonly name: string = "SsoContractError";
  readonly family: ContractFamily;
  /** The error's name in the contract's source. */
  readonly rule: string;
  /** Its arguments by name; amounts in wei or the token's smallest unit, times in seconds. */
  readonly values: Readonly<Record<string, unknown>>;

  constructor({ family, rule, values, cause }: ContractFailure, report: Report) {
    super(report.sentence, {
      cause,
      metaMessages: [report.remedy],
      docsPath: report.docsPath,
      code: report.code,
    });
    this.family = family;
    this.rule = rule;
    this.values = values;
  }
}

const { rpc, provider } = standardErrorCodes;

/** The session module refuses what is outside a session, or a session that makes no sense. Unauthorized (4100). */
export class SessionContractError extends SsoContractError {
  override readonly name = "SessionContractError";
  constructor(failure: ContractFailure, sentence: string) {
    super(failure, {
      sentence,
      remedy: sessionRemedy(failure.rule, failure.values["status"]),
      docsPath: "docs/sdk/sessions.md#explaining-a-refusal",
      code: provider.unauthorized,
    });
  }
}

/** The account refuses: who calls it, what is installed, or what it can pay for. Transaction rejected (-32003). */
export class AccountContractError extends SsoContractError {
  override readonly name: string = "AccountContractError";
  constructor(
    failure: ContractFailure,
    sentence: string,
    remedy = "Change the transaction by what the rule says, and send it again.",
  ) {
    super(failure, {
      sentence,
      remedy,
      docsPath: "docs/sdk/errors.md#the-account",
      code: rpc.transactionRejected,
    });
  }
}

/**
 * Who sends a transaction cannot pay for it, whoever found out: the account's own rule or the node, before a fee was known or
 * afterwards. Transaction rejected (-32003).
 */
export class InsufficientFundsError extends AccountContractError {
  override readonly name = "InsufficientFundsError";
  /** What the sender has, in wei. */
  readonly balance: bigint;
  /** The most that the transaction takes of it, in wei: its value and, where it is known and no paymaster pays it, the fee. */
  readonly needed: bigint;

  constructor(failure: ContractFailure, sentence: string) {
    super(failure, sentence, "Send it ETH, send less of it, or have a paymaster pay the fee.");
    const { available, required } = failure.values as Record<"available" | "required", bigint>;
    this.balance = available;
    this.needed = required;
  }
}

/** Says what to do about an account that lacks the module it asks, whatever the module. */
function installFirst({ rule }: ContractFailure, module: string): string | undefined {
  return rule === "AccountNotInitialized"
    ? `Install the ${module} module in the account with \`installModule\`, then do this again.`
    : undefined;
}

/** The passkey module refuses a passkey. Transaction rejected (-32003). */
export class PasskeyContractError extends SsoContractError {
  override readonly name = "PasskeyContractError";
  constructor(failure: ContractFailure, sentence: string) {
    super(failure, {
      sentence,
      remedy:
        installFirst(failure, "passkey") ?? "Use a passkey that was made for this account and this site.",
      docsPath: "docs/sdk/errors.md#passkeys",
      code: rpc.transactionRejected,
    });
  }
}

/** The recovery module refuses a step of a recovery. Transaction rejected (-32003). */
export class RecoveryContractError extends SsoContractError {
  override readonly name = "RecoveryContractError";
  constructor(failure: ContractFailure, sentence: string) {
    super(failure, {
      sentence,
      remedy:
        installFirst(failure, "recovery") ??
        "Read the account's guardians and its pending recovery, and do the step that is due.",
      docsPath: "docs/sdk/errors.md#recovery",
      code: rpc.transactionRejected,
    });
  }
}

/** The paymaster does not pay for this. Transaction rejected (-32003). */
export class PaymasterContractError extends SsoContractError {
  override readonly name = "PaymasterContractError";
  constructor(failure: ContractFailure, sentence: string) {
    super(failure, {
      sentence,
      remedy: "Send it without the paymaster: the account then pays the fee itself.",
      docsPath: "docs/sdk/errors.md#paymasters",
      code: rpc.transactionRejected,
    });
  }
}

/** The factory does not make this account. Transaction rejected (-32003). */
export class FactoryContractError extends SsoContractError {
  override readonly name = "FactoryContractError";
  constructor(failure: ContractFailure, sentence: string) {
    super(failure, {
      sentence,
      remedy: "Use the account that there is, or another unique id.",
      docsPath: "docs/sdk/errors.md#new-accounts",
      code: rpc.transactionRejected,
    });
  }
}
