import { isHex, size } from "viem";
import { CONDITION_WORDS } from "../session/condition-words.js";
import { SessionStatus } from "../session/session-status.js";
import { writeWord } from "../session/write-word.js";
import type { ContractFailure } from "./sso-contract-error.js";

const SUBJECTS: Record<ContractFailure["family"], string> = {
  account: "The account",
  factory: "The account factory",
  passkey: "The passkey module",
  paymaster: "The paymaster",
  recovery: "The recovery module",
  session: "The session module",
};

/** Sentences for the failures that people meet, by name. */
const SENTENCES: Readonly<Record<string, (values: Readonly<Record<string, unknown>>) => string>> = {
  ValueLimitExceeded: ({ asked, left }) =>
    `a value limit has ${left} wei left, and the call would take ${asked}`,
  MaxValuePerUseExceeded: ({ asked, max }) => `at most ${max} wei may be sent at once, not ${asked}`,
  ArgumentLimitExceeded: ({ asked, left }) =>
    `an argument's limit has ${left} left, and the call would take ${asked}`,
  UseLimitExceeded: ({ left }) => `the allowed number of calls is used up: ${left} is left`,
  FeeLimitExceeded: ({ asked, left }) =>
    `the fee limit has ${left} wei left, and the transaction may cost ${asked}`,
  CallNotAllowed: ({ target, selector }) => `no policy allows function ${selector} of ${target}`,
  TransferNotAllowed: ({ target }) => `no policy allows transfers to ${target}`,
  TargetBanned: ({ target }) => `no session may call ${target}`,
  SessionNotActive: ({ sessionHash, status }) =>
    `session ${sessionHash} ${status === SessionStatus.Closed ? "is closed already" : "was never opened"}`,
  ConditionFailed: ({ policy, constraint, argument, condition, refValue }) =>
    `an argument has to be ${conditionWords(condition)} ${word(refValue)}, and is ${word(argument)} ` +
    `(callPolicies[${policy}].constraints[${constraint}])`,
  SessionAlreadyExists: ({ sessionHash }) => `session ${sessionHash} was opened before`,
  SignerAlreadyUsed: ({ signer }) => `the key ${signer} is another session's`,
  ExpiresTooSoon: ({ expiresAt, earliest }) =>
    `a session has to last at least until ${earliest} (Unix time), not ${expiresAt}`,
  AccountNotInitialized: ({ account }) => `it is not installed in the account ${account}`,
  InsufficientFunds: ({ required, available }) =>
    `the account has ${available} wei, and the transaction may take ${required}`,
  BalanceTooLow: ({ fee, balance }) => `the paymaster has ${balance} wei, and the fee may be ${fee}`,
  AccountAlreadyExists: ({ account }) => `there is already an account of this id, ${account}`,
  KeyExists: ({ keyOwner }) => `the passkey already opens ${keyOwner}`,
  RecoveryInProgress: ({ until }) => `another recovery is in progress until ${until} (Unix time)`,
};

/** Says in one sentence which contract refuses, by which rule, and about which amounts. */
export function failureSentence({ family, rule, values }: ContractFailure): string {
  const reason = SENTENCES[rule]?.(values) ?? listed(values);
  return `${SUBJECTS[family]} refuses by its rule ${rule}${reason === "" ? "" : `: ${reason}`}.`;
}

function listed(values: Readonly<Record<string, unknown>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} ${WORDS.has(name) ? word(value) : String(value)}`)
    .join(", ");
}

/** Words that contracts name as they are: addresses of transactions, which Era writes so, or what should have been one. */
const WORDS = new Set(["target", "from", "word", "field"]);

function word(value: unknown): string {
  if (typeof value === "bigint") return writeWord(value);
  return isHex(value) && size(value) === 32 ? writeWord(BigInt(value)) : String(value);
}

function conditionWords(condition: unknown): string {
  return (
    CONDITION_WORDS[condition as keyof typeof CONDITION_WORDS] ?? `in condition ${String(condition)} with`
  );
}
