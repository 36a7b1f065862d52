import { id } from "ethers";
import { parseAbi, type Address } from "viem";
import {
  formatSessionPreferences,
  LimitZero,
  type CallPolicy,
  type Constraint,
  type Limit,
  type SessionPreferences,
} from "../../../sdk/src/session/index.js";
import { calldata } from "../chain/calldata";
import type { RequestedCall, SessionRequest } from "./session-request";
import type { SessionSpec } from "./session-spec";

/**
 * An example of docs/sessions.md: a session given by its preferences, and transactions with their results.
 */
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
  readonly to: Address;
  readonly valueLimit: JsonLimit;
  readonly maxValuePerUse?: string;
}

interface JsonCallPolicy {
  readonly address: Address;
  /** `name(types)`; plain transfers if not given. */
  readonly function?: string;
  readonly valueLimit?: JsonLimit;
  readonly maxValuePerUse?: string;
  readonly constraints?: readonly JsonConstraint[];
  readonly uses?: JsonLimit;
}

interface JsonConstraint extends Pick<Constraint, "index" | "condition"> {
  readonly value?: string;
  readonly limit?: JsonLimit;
}

interface JsonCall {
  /** An address, or "account". */
  readonly to: string;
  readonly value?: string;
  /** `name(types)`; only value if not given. */
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

/** Returns the session of an example that is opened at a time (seconds since 1970). */
export function exampleSpec(example: SessionExample, signer: string, openedAt: bigint): SessionSpec {
  const calls = example.contractCalls ?? [];
  const preferences: SessionPreferences = {
    expiresAt: openedAt + (example.lasts === undefined ? DAY : BigInt(example.lasts)),
    feeLimit: limitOf(example.feeLimit),
    transfers: [
      ...(example.transfers ?? []).map(({ to, ...value }) => ({ to, ...valueOf(value) })),
      ...calls
        .filter(isBare)
        .map(({ address, ...rest }) => ({ to: address, ...valueOf(rest), ...usesOf(rest) })),
    ],
    contractCalls: calls.filter((call) => !isBare(call)).map(callPolicy),
  };
  const defaults = { expiresAt: openedAt + DAY, feeLimit: LimitZero };
  return { signer, ...formatSessionPreferences(preferences, defaults, { now: openedAt }) };
}

/** Returns a transaction of an example, for an account. */
export function exampleTransaction(transaction: JsonTransaction, account: string): SessionRequest {
  const fee = BigInt(transaction.fee ?? 0);
  if (!("batch" in transaction)) return { calls: [modelCall(transaction, account)], fee };
  return { calls: transaction.batch.map((call) => modelCall(call, account)), fee, batchValue: 0n };
}

function isBare(policy: JsonCallPolicy): boolean {
  return policy.function === undefined;
}

function callPolicy({
  address,
  function: signature = "",
  constraints = [],
  ...rest
}: JsonCallPolicy): CallPolicy {
  return {
    address,
    abi: parseAbi<string[]>([`function ${signature}`]),
    functionName: signature,
    ...valueOf(rest),
    ...usesOf(rest),
    constraints: constraints.map(({ value, limit, ...constraint }) => ({
      ...constraint,
      ...(value !== undefined && { value: /^\d+$/.test(value) ? BigInt(value) : value }),
      ...(limit !== undefined && { limit: limitOf(limit) }),
    })),
  };
}

function valueOf({ valueLimit, maxValuePerUse }: Pick<JsonCallPolicy, "valueLimit" | "maxValuePerUse">) {
  return {
    ...(valueLimit !== undefined && { valueLimit: limitOf(valueLimit) }),
    ...(maxValuePerUse !== undefined && { maxValuePerUse: BigInt(maxValuePerUse) }),
  };
}

function usesOf({ uses }: Pick<JsonCallPolicy, "uses">) {
  return uses === undefined ? {} : { maxUses: countOf(uses) };
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
  return limit === "unlimited" ? { limitType: "unlimited" } : countOf(limit);
}

function countOf(limit: JsonLimit): bigint | { limit: bigint; period?: bigint } {
  if (typeof limit === "string") return BigInt(limit);
  const { period } = limit;
  return { limit: BigInt(limit.limit), ...(period !== undefined && { period: BigInt(period) }) };
}
