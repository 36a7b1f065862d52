import {
  Condition,
  LimitType,
  USE_COUNT_INDEX,
  type CallSpec,
  type Constraint,
  type SessionSpec,
  type UsageLimit,
} from "./session-language";

/** One call a session's key asks for; value in wei, hex in lower case. */
export interface ModelCall {
  readonly to: string;
  readonly value: bigint;
  readonly data: string;
}

/** Somebody who pays instead of the account: for nothing, or for some of a token, which the account approves first. */
export interface ModelPaymaster {
  readonly address: string;
  readonly takes?: { readonly token: string; readonly amount: bigint };
}

/** What a session's key asks for in one transaction. */
export interface ModelTransaction {
  /** One, or those of a batch. */
  readonly calls: readonly ModelCall[];
  /** Of a batch: the value of the transaction that carries it, in wei. */
  readonly batchValue?: bigint;
  /** The most it can cost, in wei. */
  readonly fee: bigint;
  /** Nobody but the account pays if it is not there. */
  readonly paymaster?: ModelPaymaster;
}

/** Where and when it is decided. */
export interface ModelContext {
  /** Address of the account. */
  readonly account: string;
  /** Addresses of its modules. */
  readonly modules: readonly string[];
  /** Seconds since 1970. */
  readonly now: bigint;
}

/** "allowed", or the name of the rule that refuses. */
export type Verdict =
  | "allowed"
  | "SessionNotActive"
  | "EmptyBatch"
  | "TooManyCalls"
  | "TargetBanned"
  | "SelectorTruncated"
  | "CallNotAllowed"
  | "TransferNotAllowed"
  | "MaxValuePerUseExceeded"
  | "ValueLimitExceeded"
  | "ArgumentMissing"
  | "ConditionFailed"
  | "ArgumentLimitExceeded"
  | "UseLimitExceeded"
  | "BatchValueMismatch"
  | "FeeLimitExceeded"
  | "Expired";

/** What is left of each limit, in the order of `SessionState`; `UNLIMITED` of an unlimited one. */
export interface ModelState {
  readonly feesRemaining: bigint;
  readonly transferValue: readonly bigint[];
  readonly callValue: readonly bigint[];
  readonly callParams: readonly bigint[];
}

/** What is left of no limit. */
export const UNLIMITED = 2n ** 256n - 1n;

const BARE_TRANSFER = "0x00000000";
/** `approve(address,uint256)` of ERC-20. */
const APPROVE = "0x095ea7b3";

/** The most calls a batch may have. */
export const MAX_CALLS = 32;

/** Counts `amount` of the limit called `name`; false if that is more than is left. */
type Spend = (name: string, limit: UsageLimit, amount: bigint) => boolean;

/** The name of each limit of a session, under which its use is counted. */
const names = {
  fee: "fee",
  transferValue: (policy: number) => `value of transfer ${policy}`,
  callValue: (policy: number) => `value of call ${policy}`,
  argument: (policy: number, constraint: number) => `constraint ${constraint} of call ${policy}`,
};

/**
 * The policy language of sessions, written down a second time and without regard to cost: a session, whether it is
 * open, and what was used per limit and period. It needs no chain.
 */
export class SessionModel {
  readonly #spec: SessionSpec;
  readonly #used = new Map<string, bigint>();
  #closed = false;

  constructor(spec: SessionSpec) {
    this.#spec = spec;
  }

  /** Closes the session, for good. */
  close(): Verdict {
    if (this.#closed) return "SessionNotActive";
    this.#closed = true;
    return "allowed";
  }

  /** Decides about a transaction, and counts it if it is allowed. */
  decide(transaction: ModelTransaction, context: ModelContext): Verdict {
    if (this.#closed) return "SessionNotActive";
    const spent = new Map<string, bigint>();
    const spend: Spend = (name, limit, amount) => {
      if (Number(limit.limitType) === LimitType.Unlimited) return true;
      const key = usageKey(name, limit, context.now);
      const total = (spent.get(key) ?? this.#used.get(key) ?? 0n) + amount;
      spent.set(key, total);
      return total <= limit.limit;
    };
    const verdict = this.#check(transaction, context, spend);
    if (verdict === "allowed") for (const [key, total] of spent) this.#used.set(key, total);
    return verdict;
  }

  /** What is left of each limit at a time (seconds since 1970). */
  remaining(now: bigint): ModelState {
    const left = (name: string, limit: UsageLimit) =>
      Number(limit.limitType) === LimitType.Unlimited
        ? UNLIMITED
        : limit.limit - (this.#used.get(usageKey(name, limit, now)) ?? 0n);
    const { feeLimit, transferPolicies, callPolicies } = this.#spec;
    return {
      feesRemaining: left(names.fee, feeLimit),
      transferValue: transferPolicies.map(({ valueLimit }, i) => left(names.transferValue(i), valueLimit)),
      callValue: callPolicies.map(({ valueLimit }, i) => left(names.callValue(i), valueLimit)),
      callParams: callPolicies.flatMap(({ constraints }, i) =>
        constraints
          .map(({ limit }, j) => ({ limit, remaining: left(names.argument(i, j), limit) }))
          .filter(({ limit }) => Number(limit.limitType) !== LimitType.Unlimited)
          .map(({ remaining }) => remaining),
      ),
    };
  }

  #check(transaction: ModelTransaction, context: ModelContext, spend: Spend): Verdict {
    const { calls, batchValue, fee, paymaster } = transaction;
    const approves = approveCalls(paymaster);
    for (const call of approves) {
      const verdict = this.#checkCall(call, context, spend);
      if (verdict !== "allowed") return verdict;
    }
    if (calls.length === 0) return "EmptyBatch";
    if (calls.length > MAX_CALLS) return "TooManyCalls";
    for (const call of calls) {
      const verdict = this.#checkCall(call, context, spend);
      if (verdict !== "allowed") return verdict;
    }
    const sum = calls.reduce((total, { value }) => total + value, 0n);
    if (batchValue !== undefined && batchValue !== 0n && batchValue !== sum) return "BatchValueMismatch";
    // Asked last, once for all calls: one that no policy is for is refused for that, even if it is to a module.
    if ([...approves, ...calls].some(({ to }) => context.modules.includes(to))) return "TargetBanned";
    if (!paymaster && !spend(names.fee, this.#spec.feeLimit, fee)) return "FeeLimitExceeded";
    return context.now > this.#spec.expiresAt ? "Expired" : "allowed";
  }

  #checkCall(call: ModelCall, { account }: ModelContext, spend: Spend): Verdict {
    if (call.to === account) return "TargetBanned";
    const length = byteLength(call.data);
    if (length > 0 && length < 4) return "SelectorTruncated";
    const selector = length === 0 ? BARE_TRANSFER : call.data.slice(0, 10);
    if (length > 0 && selector === BARE_TRANSFER) return "CallNotAllowed";
    const index = this.#spec.callPolicies.findIndex(
      (policy) => policy.target === call.to && policy.selector === selector,
    );
    if (index >= 0) return checkByPolicy(this.#spec.callPolicies[index], index, call, spend);
    return length > 0 ? "CallNotAllowed" : this.#checkTransfer(call, spend);
  }

  #checkTransfer(call: ModelCall, spend: Spend): Verdict {
    const index = this.#spec.transferPolicies.findIndex((policy) => policy.target === call.to);
    if (index < 0) return "TransferNotAllowed";
    const policy = this.#spec.transferPolicies[index];
    if (call.value > policy.maxValuePerUse) return "MaxValuePerUseExceeded";
    const fits = spend(names.transferValue(index), policy.valueLimit, call.value);
    return fits ? "allowed" : "ValueLimitExceeded";
  }
}

/** The call, if any, that the account makes for its paymaster before any other. */
function approveCalls(paymaster: ModelPaymaster | undefined): ModelCall[] {
  if (!paymaster?.takes) return [];
  const { token, amount } = paymaster.takes;
  const words = [BigInt(paymaster.address), amount].map((each) => each.toString(16).padStart(64, "0"));
  return [{ to: token, value: 0n, data: `${APPROVE}${words.join("")}` }];
}

function checkByPolicy(policy: CallSpec, index: number, call: ModelCall, spend: Spend): Verdict {
  if (call.value > policy.maxValuePerUse) return "MaxValuePerUseExceeded";
  if (!spend(names.callValue(index), policy.valueLimit, call.value)) return "ValueLimitExceeded";
  for (const [position, constraint] of policy.constraints.entries()) {
    const isCount = constraint.index === USE_COUNT_INDEX;
    const argument = isCount ? 1n : readArgument(call.data, constraint.index);
    if (argument === undefined) return "ArgumentMissing";
    if (!isCount && !meets(argument, constraint)) return "ConditionFailed";
    if (!spend(names.argument(index, position), constraint.limit, argument))
      return isCount ? "UseLimitExceeded" : "ArgumentLimitExceeded";
  }
  return "allowed";
}

function usageKey(name: string, limit: UsageLimit, now: bigint): string {
  const isAllowance = Number(limit.limitType) === LimitType.Allowance;
  return isAllowance ? `${name} in period ${now / limit.period}` : name;
}

function byteLength(hex: string): number {
  return (hex.length - 2) / 2;
}

/** The argument word `index` as a number; undefined if the calldata ends before it does. */
function readArgument(data: string, index: bigint): bigint | undefined {
  const start = 4n + 32n * index;
  if (BigInt(byteLength(data)) < start + 32n) return undefined;
  const from = 2 + 2 * Number(start);
  return BigInt(`0x${data.slice(from, from + 64)}`);
}

function meets(argument: bigint, { condition, refValue }: Constraint): boolean {
  const reference = BigInt(refValue);
  switch (Number(condition)) {
    case Condition.Unconstrained:
      return true;
    case Condition.Equal:
      return argument === reference;
    case Condition.Greater:
      return argument > reference;
    case Condition.Less:
      return argument < reference;
    case Condition.GreaterOrEqual:
      return argument >= reference;
    case Condition.LessOrEqual:
      return argument <= reference;
    case Condition.NotEqual:
      return argument !== reference;
    default:
      throw new Error(`no such condition: ${condition}`);
  }
}
