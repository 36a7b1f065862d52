import { id, Interface } from "ethers";
import type { RequestedCall, SessionRequest } from "./session-request";
import { calldata } from "./calldata";
import { callTo, countUses } from "./session-policies";
import { sessionSpec, type ArgumentPreference } from "./session-preferences";
import type { CallSpec, SessionSpec } from "./session-spec";
import { usageLimit, type Limit } from "./usage-limit";

/** An example of docs/sessions.md: a session in the words of its preferences, and transactions with their answers. */
export interface SessionExample {
  readonly feeLimit: JsonLimit;
  /** Seconds until it expires; a day if not given. */
  readonly lasts?: number;
  readonly transfers?: readonly JsonTransfer[];
  readonly contractCalls?: readonly JsonCallPolicy[];
  readonly transactions: readonly JsonTransaction[];
}

/** Numbers that may be large are decimal strings. */
type JsonLimit = string | { readonly limit: string; readonly period?: number };

interface JsonTransfer {
  readonly to: string;
  readonly valueLimit: JsonLimit;
  readonly maxValuePerUse?: string;
}

interface JsonCallPolicy {
  readonly address: string;
  /** `name(types)`; bare transfers if not given. */
  readonly function?: string;
  readonly valueLimit?: JsonLimit;
  readonly maxValuePerUse?: string;
  readonly constraints?: readonly (Omit<ArgumentPreference, "limit"> & { readonly limit?: JsonLimit })[];
  readonly uses?: JsonLimit;
}

interface JsonCall {
  /** An address, or "account". */
  readonly to: string;
  readonly value?: string;
  /** `name(types)`; nothing but value if not given. */
  readonly call?: string;
  /** Words of the calldata. */
  readonly arguments?: readonly string[];
}

/** One call, or a batch of them. */
type JsonTransaction = (JsonCall | { readonly batch: readonly JsonCall[] }) & {
  /** Seconds after the session was opened. */
  readonly at?: number;
  readonly fee?: string;
  readonly answer: string;
};

const DAY = 86_400n;
const BARE_TRANSFER = "0x00000000";

/** The session of an example that is opened at a time (seconds since 1970). */
export function exampleSpec(example: SessionExample, signer: string, openedAt: bigint): SessionSpec {
  const { transferPolicies, feeLimit } = sessionSpec({
    signer,
    expiresAt: 0n,
    feeLimit: limitOf(example.feeLimit),
    transfers: (example.transfers ?? []).map(({ to, valueLimit, maxValuePerUse }) => ({
      to,
      valueLimit: limitOf(valueLimit),
      maxValuePerUse: maxValuePerUse === undefined ? undefined : BigInt(maxValuePerUse),
    })),
  });
  return {
    signer,
    expiresAt: openedAt + (example.lasts === undefined ? DAY : BigInt(example.lasts)),
    feeLimit,
    callPolicies: (example.contractCalls ?? []).map(callPolicy),
    transferPolicies: transferPolicies.map((policy) => ({ ...policy, target: policy.target.toLowerCase() })),
  };
}

/** A transaction of an example, for an account. */
export function exampleTransaction(transaction: JsonTransaction, account: string): SessionRequest {
  const fee = BigInt(transaction.fee ?? 0);
  if (!("batch" in transaction)) return { calls: [modelCall(transaction, account)], fee };
  return { calls: transaction.batch.map((call) => modelCall(call, account)), fee, batchValue: 0n };
}

function callPolicy(policy: JsonCallPolicy): CallSpec {
  const counts = policy.uses === undefined ? [] : [countUses(usageLimit(limitOf(policy.uses)))];
  const value = {
    valueLimit: limitOf(policy.valueLimit ?? "0"),
    maxValuePerUse: policy.maxValuePerUse === undefined ? undefined : BigInt(policy.maxValuePerUse),
  };
  if (policy.function === undefined) {
    const valueLimit = usageLimit(value.valueLimit);
    const maxValuePerUse = value.maxValuePerUse ?? valueLimit.limit;
    return callTo(policy.address, BARE_TRANSFER, { valueLimit, maxValuePerUse, constraints: counts });
  }
  const [call] = sessionSpec({
    signer: policy.address,
    expiresAt: 0n,
    feeLimit: 0n,
    contractCalls: [
      {
        address: policy.address,
        abi: new Interface([`function ${policy.function}`]),
        functionName: policy.function,
        ...value,
        constraints: (policy.constraints ?? []).map(({ limit, ...constraint }) => ({
          ...constraint,
          limit: limit === undefined ? undefined : limitOf(limit),
        })),
      },
    ],
  }).callPolicies;
  return { ...call, target: call.target.toLowerCase(), constraints: [...call.constraints, ...counts] };
}

function modelCall(
  { to, value = "0", call, arguments: words = [] }: JsonCall,
  account: string,
): RequestedCall {
  return {
    to: to === "account" ? account : to,
    value: BigInt(value),
    data: call === undefined ? "0x" : calldata(id(call).slice(0, 10), ...words.map(BigInt)),
  };
}

function limitOf(limit: JsonLimit): Limit {
  if (limit === "unlimited") return limit;
  if (typeof limit === "string") return BigInt(limit);
  const period = limit.period === undefined ? undefined : BigInt(limit.period);
  return { limit: BigInt(limit.limit), period };
}
