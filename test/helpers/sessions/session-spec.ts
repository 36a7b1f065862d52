import { AbiCoder, keccak256 } from "ethers";
import type { SessionSpec as SdkSessionSpec } from "../../../sdk/src/session/index.js";

export {
  ConstraintCondition,
  LimitType,
  SessionStatus,
  USE_COUNT_INDEX,
} from "../../../sdk/src/session/index.js";

/**
 * At most `limit` in total, or per `period` seconds; `limit` is in wei or in the unit of the argument it
 * limits.
 */
export interface UsageLimit {
  readonly limitType: bigint | number;
  readonly limit: bigint;
  readonly period: bigint;
}

/** A condition and a limit on the 32-byte calldata word at `4 + 32 * index`. */
export interface Constraint {
  readonly condition: bigint | number;
  readonly index: bigint;
  readonly refValue: string;
  readonly limit: UsageLimit;
}

/** Calls of one function of one contract; values in wei. */
export interface CallSpec {
  readonly target: string;
  readonly selector: string;
  readonly maxValuePerUse: bigint;
  readonly valueLimit: UsageLimit;
  readonly constraints: Constraint[];
}

/** Transfers of ETH to one address; values in wei. */
export interface TransferSpec {
  readonly target: string;
  readonly maxValuePerUse: bigint;
  readonly valueLimit: UsageLimit;
}

/** Everything a session key may do; `expiresAt` in seconds since 1970. */
export interface SessionSpec {
  readonly signer: string;
  readonly expiresAt: bigint;
  readonly feeLimit: UsageLimit;
  readonly callPolicies: CallSpec[];
  readonly transferPolicies: TransferSpec[];
}

const USAGE_LIMIT = "tuple(uint8 limitType,uint256 limit,uint256 period)";
const CONSTRAINT = `tuple(uint8 condition,uint64 index,bytes32 refValue,${USAGE_LIMIT} limit)`;
const CALL_SPEC = `tuple(address target,bytes4 selector,uint256 maxValuePerUse,${USAGE_LIMIT} valueLimit,${CONSTRAINT}[] constraints)`;
const TRANSFER_SPEC = `tuple(address target,uint256 maxValuePerUse,${USAGE_LIMIT} valueLimit)`;

/** The ABI type of a session, for encoders. */
export const SESSION_SPEC_TYPE = `tuple(address signer,uint256 expiresAt,${USAGE_LIMIT} feeLimit,${CALL_SPEC}[] callPolicies,${TRANSFER_SPEC}[] transferPolicies)`;

/** Returns `abi.encode(SessionSpec)`: install data of the session module, and what is hashed. */
export function encodeSession(spec: SessionSpec): string {
  return AbiCoder.defaultAbiCoder().encode([SESSION_SPEC_TYPE], [spec]);
}

/** Returns the id of a session on-chain. */
export function sessionHash(spec: SessionSpec): string {
  return keccak256(encodeSession(spec));
}

/**
 * Returns the same session in the SDK's types, which are narrower: hex is a literal, and enums are their
 * numbers.
 */
export function toSdkSession(spec: SessionSpec): SdkSessionSpec {
  return spec as SdkSessionSpec;
}
