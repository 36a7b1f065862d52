import { getAddress, isAddress, toFunctionSelector, zeroAddress, zeroHash, type Address } from "viem";
import { InvalidLimitError, InvalidTargetError } from "../errors/session-errors.js";
import { checkAmount } from "./amount.js";
import { argumentPlaces } from "./argument-place.js";
import { checkList, checkMembers } from "./check-members.js";
import { ConstraintCondition } from "./constraint-condition.js";
import { findFunction } from "./find-function.js";
import { formatConstraint } from "./format-constraint.js";
import { resolveLimit, resolvePeriod } from "./format-limit-preferences.js";
import type { CallPolicy, PartialLimit, TransferPolicy, UseLimit } from "./preferences.js";
import { BARE_TRANSFER, USE_COUNT_INDEX } from "./session-spec.js";
import type { CallSpec, ConstraintSpec, TransferSpec } from "./session-spec.js";
import { show } from "./show.js";
import { allowance, isUnlimited, lifetime, LimitZero, MAX_UINT256, type UsageLimit } from "./usage-limit.js";

/** The contracts of the system are below this address; a session may call none but the base token's. */
const FIRST_USER_ADDRESS = 0x10000n;
const BASE_TOKEN = 0x800an;

/** More would not fit into the names under which the contract counts. */
const MAX_CONSTRAINTS = 2048;

/** Turns a call policy into the contract's. @throws InvalidSessionError for what makes no sense */
export function formatCall(policy: CallPolicy, field: string): CallSpec {
  const at = (member: string) => (field === "" ? member : `${field}.${member}`);
  checkMembers(policy, "a call policy", field);
  const target = checkTarget(policy.address, at("address"));
  const number = BigInt(target);
  if (number < FIRST_USER_ADDRESS && number !== BASE_TOKEN)
    throw new InvalidTargetError({
      field: at("address"),
      problem: `is a contract of the system: ${target}`,
      remedy: "No session may call it. Have the owner sign the call.",
    });
  const fn = findFunction(policy.abi, policy.functionName, at("functionName"));
  const placed = { fn, places: argumentPlaces(fn.inputs) };
  const constraints = checkList(policy.constraints, at("constraints")).flatMap((each, i) =>
    formatConstraint(placed, each, at(`constraints[${i}]`)),
  );
  constraints.push(...countOf(policy.maxUses, at("maxUses")));
  if (constraints.length > MAX_CONSTRAINTS)
    throw new InvalidLimitError({
      field: at("constraints"),
      problem: `takes ${constraints.length} words to check`,
      remedy: `Constrain at most ${MAX_CONSTRAINTS} words.`,
    });
  return { target, selector: toFunctionSelector(fn), ...valueOf(policy, at), constraints };
}

/**
 * Turns a transfer policy into the contract's: into a call policy for bare transfers, if it counts uses.
 *
 * @throws InvalidSessionError for what makes no sense
 */
export function formatTransfer(policy: TransferPolicy, field: string): TransferSpec | CallSpec {
  const at = (member: string) => `${field}.${member}`;
  checkMembers(policy, "a transfer policy", field);
  const target = checkTarget(policy.to, at("to"));
  const value = valueOf(policy, at);
  if (policy.valueLimit !== undefined) checkIsAboveZero(value.valueLimit, at("valueLimit"));
  const constraints = countOf(policy.maxUses, at("maxUses"));
  return constraints.length === 0
    ? { target, ...value }
    : { target, selector: BARE_TRANSFER, ...value, constraints };
}

function checkTarget(address: unknown, field: string): Address {
  const fail = (problem: string, remedy: string) => new InvalidTargetError({ field, problem, remedy });
  if (typeof address !== "string" || !isAddress(address, { strict: false }))
    throw fail(`is no address: ${show(address)}`, "Give 0x and 40 hexadecimal digits.");
  if (!isAddress(address))
    throw fail(
      `is an address whose letters' case does not add up: ${address}`,
      "Check it, or write it in lower case.",
    );
  if (address === zeroAddress)
    throw fail("is the zero address", "Give the address of a person or a contract.");
  return getAddress(address);
}

function valueOf(
  policy: { readonly valueLimit?: PartialLimit; readonly maxValuePerUse?: bigint },
  at: (member: string) => string,
): { maxValuePerUse: bigint; valueLimit: UsageLimit } {
  const { valueLimit: preference, maxValuePerUse: max } = policy;
  const valueLimit = preference === undefined ? { ...LimitZero } : resolveLimit(preference, at("valueLimit"));
  // A call may well be made with no ETH at all, but not with none from time to time.
  if (valueLimit.period > 0n) checkIsAboveZero(valueLimit, at("valueLimit"));
  const byLimit = isUnlimited(valueLimit) ? MAX_UINT256 : valueLimit.limit;
  if (max === undefined) return { maxValuePerUse: byLimit, valueLimit };
  const maxValuePerUse = checkAmount(max, at("maxValuePerUse"));
  if (preference === undefined && maxValuePerUse > 0n)
    throw new InvalidLimitError({
      field: at("valueLimit"),
      problem: "is missing, so that nothing may be sent in spite of maxValuePerUse",
      remedy: 'Give the most of all uses together, or { limitType: "unlimited" }.',
    });
  checkAtOnce(maxValuePerUse, byLimit, at("maxValuePerUse"));
  return { maxValuePerUse, valueLimit };
}

/** What may be sent at once is part of what may be sent in all. */
function checkAtOnce(maxValuePerUse: bigint, byLimit: bigint, field: string): void {
  const fail = (problem: string) =>
    new InvalidLimitError({
      field,
      problem,
      remedy: "Give at most what valueLimit allows, or leave it out.",
    });
  if (maxValuePerUse > byLimit)
    throw fail(`is ${maxValuePerUse}, more than the ${byLimit} that valueLimit allows of all uses together`);
  if (maxValuePerUse === 0n && byLimit > 0n)
    throw fail("is 0, so that nothing may be sent in spite of valueLimit");
}

function checkIsAboveZero(limit: UsageLimit, field: string): void {
  if (isUnlimited(limit) || limit.limit > 0n) return;
  throw new InvalidLimitError({
    field,
    problem: "is 0, so that nothing may be sent",
    remedy: "Give the most of all uses together, in wei.",
  });
}

/** The constraint that counts uses, if they are counted. */
function countOf(maxUses: UseLimit | undefined, field: string): ConstraintSpec[] {
  if (maxUses === undefined) return [];
  const limit = useLimit(maxUses, field);
  return [
    { condition: ConstraintCondition.Unconstrained, index: USE_COUNT_INDEX, refValue: zeroHash, limit },
  ];
}

function useLimit(maxUses: unknown, field: string): UsageLimit {
  if (typeof maxUses !== "object" || maxUses === null) return lifetime(checkCount(maxUses, field));
  checkMembers(maxUses, "a number of uses", field);
  const { limit, period } = maxUses as Record<string, unknown>;
  const count = checkCount(limit, `${field}.limit`);
  return period === undefined ? lifetime(count) : allowance(count, resolvePeriod(period, `${field}.period`));
}

function checkCount(count: unknown, field: string): bigint {
  if (typeof count === "number" && Number.isSafeInteger(count) && count > 0) return BigInt(count);
  if (typeof count === "bigint" && count > 0n && count <= MAX_UINT256) return count;
  throw new InvalidLimitError({
    field,
    problem: `is no number of uses: ${show(count)}`,
    remedy: "Give a whole number from 1, or { limit, period? }.",
  });
}
