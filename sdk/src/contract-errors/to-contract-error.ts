import { decodeErrorResult, parseAbi, type Abi, type Hex } from "viem";
import { failureSentence } from "./failure-sentence.js";
import { CONTRACT_ERRORS } from "./generated.js";
import { isPlainRevert, revertDataOf } from "./revert-data.js";
import {
  AccountContractError,
  FactoryContractError,
  InsufficientFundsError,
  PasskeyContractError,
  PaymasterContractError,
  RecoveryContractError,
  SessionContractError,
  type ContractFailure,
  type ContractFamily,
  type SsoContractError,
} from "./sso-contract-error.js";

const CLASSES: Record<ContractFamily, new (failure: ContractFailure, sentence: string) => SsoContractError> =
  {
    account: AccountContractError,
    factory: FactoryContractError,
    passkey: PasskeyContractError,
    paymaster: PaymasterContractError,
    recovery: RecoveryContractError,
    session: SessionContractError,
  };

/** An error that several contracts have is taken for the called one's, else for the first one's: a transaction meets them so. */
const ORDER: readonly ContractFamily[] = [
  "session",
  "passkey",
  "recovery",
  "account",
  "paymaster",
  "factory",
];

/**
 * Finds out which of the suite's contracts refused, and why, in what a node answered about a call, an estimate or a
 * transaction.
 *
 * @param called - the contracts that were called, as far as is known: an error that several have is theirs
 * @returns the contract's error; nothing if it is none of the suite's
 */
export function toContractError(
  cause: unknown,
  called: readonly ContractFamily[] = [],
): SsoContractError | undefined {
  // viem knows these two in any ABI; and what else looks like data then may be in the words of whose contract it is.
  if (isPlainRevert(cause)) return undefined;
  for (const data of revertDataOf(cause)) {
    const failure = decode(data, cause, [...called, ...ORDER]);
    if (failure) return new (classOf(failure))(failure, failureSentence(failure));
  }
  return undefined;
}

function classOf({ family, rule }: ContractFailure) {
  return family === "account" && rule === "InsufficientFunds" ? InsufficientFundsError : CLASSES[family];
}

function decode(data: Hex, cause: unknown, families: readonly ContractFamily[]): ContractFailure | undefined {
  for (const family of families) {
    const signatures = CONTRACT_ERRORS[family].map((signature) => `error ${signature}`);
    const abi: Abi = parseAbi(signatures as readonly string[] as readonly ["error Any()"]);
    try {
      const { abiItem, args = [], errorName } = decodeErrorResult({ abi, data });
      const inputs = "inputs" in abiItem ? abiItem.inputs : [];
      const values = inputs.map(({ name }, i) => [name ?? String(i), args[i]]);
      return { family, rule: errorName, values: Object.fromEntries(values), cause };
    } catch {
      continue;
    }
  }
  return undefined;
}
