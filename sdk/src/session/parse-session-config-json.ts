import { isAddress, isHex, size, type Address, type Hex } from "viem";
import { MalformedSessionConfigError } from "../errors/session-errors.js";
import { ConstraintCondition } from "./constraint-condition.js";
import { LimitType } from "./limit-type.js";
import type { SessionConfigJSON } from "./session-config-json.js";
import type { CallSpec, ConstraintSpec, SessionSpec, TransferSpec } from "./session-spec.js";
import { show } from "./show.js";
import type { UsageLimit } from "./usage-limit.js";

/**
 * Reads a session from the form in which it travels in messages. Members it does not know are ignored.
 *
 * @throws MalformedSessionConfigError naming the member that is missing or of another type
 */
export function parseSessionConfigJSON(json: SessionConfigJSON): SessionSpec {
  const session = record(json, "session");
  return {
    signer: address(session.signer, "signer"),
    expiresAt: uint(session.expiresAt, "expiresAt", 256),
    feeLimit: limit(session.feeLimit, "feeLimit"),
    callPolicies: list(session.callPolicies, "callPolicies", call),
    transferPolicies: list(session.transferPolicies, "transferPolicies", transfer),
  };
}

function call(json: unknown, field: string): CallSpec {
  const policy = record(json, field);
  return {
    ...transfer(json, field),
    selector: bytes(policy.selector, `${field}.selector`, 4),
    constraints: list(policy.constraints, `${field}.constraints`, constraint),
  };
}

function transfer(json: unknown, field: string): TransferSpec {
  const policy = record(json, field);
  return {
    target: address(policy.target, `${field}.target`),
    maxValuePerUse: uint(policy.maxValuePerUse, `${field}.maxValuePerUse`, 256),
    valueLimit: limit(policy.valueLimit, `${field}.valueLimit`),
  };
}

function constraint(json: unknown, field: string): ConstraintSpec {
  const each = record(json, field);
  return {
    condition: oneOf(Object.values(ConstraintCondition), each.condition, `${field}.condition`),
    index: uint(each.index, `${field}.index`, 64),
    refValue: bytes(each.refValue, `${field}.refValue`, 32),
    limit: limit(each.limit, `${field}.limit`),
  };
}

function limit(json: unknown, field: string): UsageLimit {
  const each = record(json, field);
  return {
    limitType: oneOf(Object.values(LimitType), each.limitType, `${field}.limitType`),
    limit: uint(each.limit, `${field}.limit`, 256),
    period: uint(each.period, `${field}.period`, 256),
  };
}

function record(json: unknown, field: string): Record<string, unknown> {
  if (typeof json === "object" && json !== null && !Array.isArray(json))
    return json as Record<string, unknown>;
  throw malformed(field, "object", json);
}

function list<item>(json: unknown, field: string, read: (json: unknown, field: string) => item): item[] {
  if (!Array.isArray(json)) throw malformed(field, "array", json);
  return json.map((each, i) => read(each, `${field}[${i}]`));
}

function address(json: unknown, field: string): Address {
  if (typeof json === "string" && isAddress(json)) return json;
  throw malformed(field, "address", json);
}

function bytes(json: unknown, field: string, length: number): Hex {
  if (isHex(json) && size(json) === length && json.length === 2 + 2 * length) return json;
  throw malformed(field, `${length} bytes in hexadecimal`, json);
}

function uint(json: unknown, field: string, bits: number): bigint {
  if (typeof json === "string" && /^\d{1,78}$/.test(json)) {
    const number = BigInt(json);
    if (number < 2n ** BigInt(bits)) return number;
  }
  throw malformed(field, `uint${bits} as a decimal string`, json);
}

function oneOf<value>(values: readonly value[], json: unknown, field: string): value {
  const found = values.find((each) => each === json);
  if (found !== undefined) return found;
  throw malformed(field, `one of ${values.join(", ")}`, json);
}

function malformed(field: string, wanted: string, json: unknown): MalformedSessionConfigError {
  return new MalformedSessionConfigError({
    field,
    problem: `should be ${wanted}: ${show(json)}`,
    remedy: "Hand over the session as toSessionConfigJSON writes it.",
  });
}
