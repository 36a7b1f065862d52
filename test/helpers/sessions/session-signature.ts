import { AbiCoder } from "ethers";
import { SESSION_SPEC_TYPE, type SessionSpec } from "./session-spec";

const coder = AbiCoder.defaultAbiCoder();

/**
 * Returns a session's `validatorData`: `abi.encode(SessionSpec, uint64[] periodIds)`; ids that are too wide
 * can be written, too.
 */
export function encodeSessionValidatorData(spec: SessionSpec, periodIds: readonly bigint[]): string {
  return coder.encode([SESSION_SPEC_TYPE, "uint256[]"], [spec, periodIds]);
}

/** Returns the account's signature field for a session key's 65-byte signature. */
export function encodeSessionSignature(
  signature: string,
  module: string,
  spec: SessionSpec,
  periodIds: readonly bigint[],
): string {
  return coder.encode(
    ["bytes", "address", "bytes"],
    [signature, module, encodeSessionValidatorData(spec, periodIds)],
  );
}
