import { AbiCoder, getAddress, ZeroHash, type Interface, type ParamType } from "ethers";
import {
  ConstraintCondition,
  type CallSpec,
  type Constraint,
  type SessionSpec,
  type TransferSpec,
} from "./session-spec";
import { unlimited, usageLimit, type Limit } from "./usage-limit";

/** ETH transfers to one address; wei. A missing limit allows nothing, a missing maximum is the limit's. */
export interface TransferPreference {
  readonly to: string;
  readonly valueLimit?: Limit;
  readonly maxValuePerUse?: bigint;
}

/** A condition or a limit on one argument of a function, by its position. */
export interface ArgumentPreference {
  readonly index: number;
  readonly value?: unknown;
  readonly condition?: keyof typeof ConstraintCondition;
  readonly limit?: Limit;
}

/** Calls of one function. `functionName` may be a full signature where names are overloaded. */
export interface CallPreference {
  readonly address: string;
  readonly abi: Interface;
  readonly functionName: string;
  readonly valueLimit?: Limit;
  readonly maxValuePerUse?: bigint;
  readonly constraints?: readonly ArgumentPreference[];
}

/** What an application asks for, in the words of the published session preferences. */
export interface SessionPreferences {
  readonly signer: string;
  /** Seconds since 1970. */
  readonly expiresAt: bigint;
  readonly feeLimit: Limit;
  readonly transfers?: readonly TransferPreference[];
  readonly contractCalls?: readonly CallPreference[];
}

/**
 * The session the chain stores for an application's preferences.
 *
 * @throws Error when a function or an argument does not exist, or an argument's place in the calldata is not fixed.
 */
export function sessionSpec(preferences: SessionPreferences): SessionSpec {
  return {
    signer: getAddress(preferences.signer),
    expiresAt: preferences.expiresAt,
    feeLimit: usageLimit(preferences.feeLimit),
    callPolicies: (preferences.contractCalls ?? []).map(callSpec),
    transferPolicies: (preferences.transfers ?? []).map(transferSpec),
  };
}

function transferSpec({ to, valueLimit = 0n, maxValuePerUse }: TransferPreference): TransferSpec {
  const limit = usageLimit(valueLimit);
  return { target: getAddress(to), maxValuePerUse: maxValuePerUse ?? limit.limit, valueLimit: limit };
}

function callSpec(call: CallPreference): CallSpec {
  const fragment = call.abi.getFunction(call.functionName);
  if (!fragment) throw new Error(`function ${call.functionName} is not in the ABI`);
  const limit = usageLimit(call.valueLimit ?? 0n);
  return {
    target: getAddress(call.address),
    selector: fragment.selector,
    maxValuePerUse: call.maxValuePerUse ?? limit.limit,
    valueLimit: limit,
    constraints: (call.constraints ?? []).map((constraint) =>
      argumentConstraint(fragment.inputs, constraint),
    ),
  };
}

function argumentConstraint(inputs: readonly ParamType[], preference: ArgumentPreference): Constraint {
  const input = inputs[preference.index];
  if (!input) throw new Error(`argument ${preference.index} does not exist`);
  if (words(input) !== 1)
    throw new Error(`argument ${preference.index} (${input.type}) is not one 32-byte word`);
  const index = inputs.slice(0, preference.index).reduce((sum, each) => sum + words(each), 0);
  const hasValue = preference.value !== undefined;
  return {
    condition: ConstraintCondition[preference.condition ?? (hasValue ? "Equal" : "Unconstrained")],
    index: BigInt(index),
    refValue: hasValue ? AbiCoder.defaultAbiCoder().encode([input], [preference.value]) : ZeroHash,
    limit: preference.limit === undefined ? unlimited : usageLimit(preference.limit),
  };
}

/** How many 32-byte words a static parameter takes in the head of the calldata. */
function words(input: ParamType): number {
  if (input.isArray()) {
    if (input.arrayLength === null || input.arrayLength === -1) throw dynamic(input);
    return input.arrayLength * words(input.arrayChildren);
  }
  if (input.isTuple()) return input.components.reduce((sum, component) => sum + words(component), 0);
  if (input.type === "bytes" || input.type === "string") throw dynamic(input);
  return 1;
}

function dynamic(input: ParamType): Error {
  return new Error(`arguments up to the constrained one must be static, but one is ${input.type}`);
}
