import { AbiCoder, keccak256 } from "ethers";
import type { SessionSpec } from "../model/session-language";

export * from "../model/session-language";

const USAGE_LIMIT = "tuple(uint8 limitType,uint256 limit,uint256 period)";
const CONSTRAINT = `tuple(uint8 condition,uint64 index,bytes32 refValue,${USAGE_LIMIT} limit)`;
const CALL_SPEC = `tuple(address target,bytes4 selector,uint256 maxValuePerUse,${USAGE_LIMIT} valueLimit,${CONSTRAINT}[] constraints)`;
const TRANSFER_SPEC = `tuple(address target,uint256 maxValuePerUse,${USAGE_LIMIT} valueLimit)`;

/** The ABI type of a session, for encoders. */
export const SESSION_SPEC_TYPE = `tuple(address signer,uint256 expiresAt,${USAGE_LIMIT} feeLimit,${CALL_SPEC}[] callPolicies,${TRANSFER_SPEC}[] transferPolicies)`;

/** `abi.encode(SessionSpec)`: install data of the session module, and what is hashed. */
export function encodeSession(spec: SessionSpec): string {
  return AbiCoder.defaultAbiCoder().encode([SESSION_SPEC_TYPE], [spec]);
}

/** The id of a session on-chain. */
export function sessionHash(spec: SessionSpec): string {
  return keccak256(encodeSession(spec));
}
