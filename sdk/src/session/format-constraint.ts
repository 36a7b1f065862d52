import {
  decodeAbiParameters,
  encodeAbiParameters,
  size,
  slice,
  zeroHash,
  type AbiFunction,
  type AbiParameter,
  type Hex,
} from "viem";
import {
  ArgumentNotFoundError,
  DynamicArgumentError,
  InvalidArgumentValueError,
  InvalidConditionError,
  InvalidLimitError,
  UnorderedArgumentError,
} from "../errors/session-errors.js";
import type { ArgumentPlace } from "./argument-place.js";
import { checkMembers } from "./check-members.js";
import { ConstraintCondition } from "./constraint-condition.js";
import { resolveLimit } from "./format-limit-preferences.js";
import type { Constraint } from "./preferences.js";
import type { ConstraintSpec } from "./session-spec.js";
import { saysSame } from "./says-same.js";
import { show } from "./show.js";
import { isUnlimited, LimitUnlimited, MAX_UINT256, type UsageLimit } from "./usage-limit.js";

/** A function, and where its arguments are: worked out once for all its constraints. */
export interface PlacedFunction {
  readonly fn: AbiFunction;
  /** As `argumentPlaces` returns them. */
  readonly places: readonly (ArgumentPlace | undefined)[];
}

/**
 * Turns a constraint on an argument into the contract's, one for each word the argument takes.
 *
 * @throws InvalidSessionError for a constraint that would check something else than it says, or nothing
 */
export function formatConstraint(
  placed: PlacedFunction,
  constraint: Constraint,
  field: string,
): ConstraintSpec[] {
  checkMembers(constraint, "a constraint", field);
  const [input, place] = findArgument(placed, constraint.index, `${field}.index`);
  const condition = conditionOf(constraint, field);
  const limit =
    constraint.limit === undefined ? LimitUnlimited : resolveLimit(constraint.limit, `${field}.limit`);
  checkLetsThrough(limit, `${field}.limit`);
  checkType(input, place, condition, limit, field);
  const words =
    condition === "Unconstrained" ? [zeroHash] : wordsOf(input, constraint.value, `${field}.value`);
  checkIsAboutSomething(condition, words[0] ?? zeroHash, `${field}.value`);
  return words.map((refValue, i) => ({
    condition: ConstraintCondition[condition],
    index: place.firstWord + BigInt(i),
    refValue,
    limit: { ...limit },
  }));
}

/** Nothing but 0 adds up to 0. */
function checkLetsThrough(limit: UsageLimit, field: string): void {
  if (isUnlimited(limit) || limit.limit > 0n) return;
  throw new InvalidLimitError({
    field,
    problem: "is 0, so that the argument may be nothing else",
    remedy: "Give a limit above 0; to allow 0 alone, write { value: 0n }.",
  });
}

function findArgument(
  { fn, places }: PlacedFunction,
  index: number,
  field: string,
): [AbiParameter, ArgumentPlace] {
  const input = Number.isInteger(index) ? fn.inputs[index] : undefined;
  if (!input)
    throw new ArgumentNotFoundError({
      field,
      problem: `is no argument of ${fn.name}: ${show(index)}`,
      remedy: `Give a number from 0 to ${fn.inputs.length - 1}, the argument's position.`,
    });
  const place = places[index];
  if (place) return [input, place];
  throw new DynamicArgumentError({
    field,
    problem: `is an argument of dynamic size, ${described(input)}, which has no fixed place in the calldata`,
    remedy: "Constrain arguments of fixed size, or leave this one unconstrained.",
  });
}

function conditionOf(constraint: Constraint, field: string): ConstraintCondition {
  const { condition, value } = constraint;
  const hasValue = value !== undefined;
  if (!hasValue && "value" in constraint && condition !== "Unconstrained")
    throw invalidCondition(`${field}.value`, "is undefined", "Give a value, or leave the member out.");
  if (condition === undefined) return hasValue ? "Equal" : "Unconstrained";
  if (!Object.hasOwn(ConstraintCondition, condition))
    throw invalidCondition(
      `${field}.condition`,
      `is no condition: ${show(condition)}`,
      `Give one of ${Object.keys(ConstraintCondition).join(", ")}.`,
    );
  if (condition === "Unconstrained" && hasValue)
    throw invalidCondition(
      `${field}.condition`,
      "leaves the value unchecked",
      "Name a comparison, or give no value.",
    );
  if (condition !== "Unconstrained" && !hasValue)
    throw invalidCondition(`${field}.value`, `is missing for the condition ${condition}`, "Give a value.");
  return condition;
}

/** The contract compares and sums words as unsigned integers. */
function checkType(
  input: AbiParameter,
  { words }: ArgumentPlace,
  condition: ConstraintCondition,
  limit: UsageLimit,
  field: string,
): void {
  const isOrdered = condition !== "Unconstrained" && condition !== "Equal" && condition !== "NotEqual";
  if (words !== 1 && condition !== "Equal" && condition !== "Unconstrained")
    throw unordered(
      `${field}.condition`,
      `is ${condition}, but ${described(input)} takes ${words} words`,
      "Equal",
    );
  if (words !== 1 && !isUnlimited(limit))
    throw unordered(`${field}.limit`, `is on ${described(input)}, which is not one number`, "no limit");
  if (words !== 1) return;
  const isUnsigned = /^uint\d*$/.test(input.type);
  if (isOrdered && !isUnsigned)
    throw unordered(
      `${field}.condition`,
      `is ${condition}, but ${described(input)} is not compared as an unsigned integer`,
      "Equal or NotEqual",
    );
  if (isUnlimited(limit) || isUnsigned) return;
  // A negative number is a word of at least 2^255: above any such limit, so that it is refused.
  const isSafe = /^int\d*$/.test(input.type) && limit.limit < 2n ** 255n;
  if (!isSafe)
    throw unordered(`${field}.limit`, `is on ${described(input)}, which cannot be summed up`, "no limit");
}

function wordsOf(input: AbiParameter, value: unknown, field: string): Hex[] {
  const encoded = encodedValue(input, value, field);
  return Array.from({ length: size(encoded) / 32 }, (_, i) => slice(encoded, 32 * i, 32 * (i + 1)));
}

function encodedValue(input: AbiParameter, value: unknown, field: string): Hex {
  const fail = (cause?: unknown) =>
    new InvalidArgumentValueError({
      field,
      problem: `is no ${described(input)}: ${show(value)}`,
      remedy: "Give a value of the argument's type; a number as a bigint.",
      cause,
    });
  let encoded: Hex;
  let decoded: unknown;
  try {
    encoded = encodeAbiParameters([input], [value]);
    [decoded] = decodeAbiParameters([input], encoded);
  } catch (cause) {
    throw fail(cause);
  }
  if (!saysSame(value, decoded)) throw fail();
  return encoded;
}

/** Every word is at least 0 and at most 2^256 - 1; none is less than the one or greater than the other. */
function checkIsAboutSomething(condition: ConstraintCondition, refValue: Hex, field: string): void {
  const value = BigInt(refValue);
  const end = value === 0n ? "least" : value === MAX_UINT256 ? "greatest" : undefined;
  if (end === undefined) return;
  if (condition === (end === "least" ? "GreaterEqual" : "LessEqual"))
    throw invalidCondition(
      field,
      `makes ${condition} a condition that every value meets`,
      'Remove the constraint or, if it has a limit to keep, make the condition "Unconstrained" and give no value.',
    );
  if (condition === (end === "least" ? "Less" : "Greater"))
    throw invalidCondition(
      field,
      `makes ${condition} a condition that no value meets`,
      "Give a value that some arguments meet, or remove the policy: it would allow nothing.",
    );
}

function described({ type, name }: AbiParameter): string {
  return name === undefined || name === "" ? type : `${type} ${name}`;
}

function unordered(field: string, problem: string, allowed: string): UnorderedArgumentError {
  return new UnorderedArgumentError({ field, problem, remedy: `Such an argument can have ${allowed}.` });
}

function invalidCondition(field: string, problem: string, remedy: string): InvalidConditionError {
  return new InvalidConditionError({ field, problem, remedy });
}
