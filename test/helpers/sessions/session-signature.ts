import { AbiCoder } from "ethers";
import { SESSION_SPEC_TYPE, type SessionSpec } from "./session-spec";

const coder = AbiCoder.defaultAbiCoder();

/** `validatorData` of a session: `abi.encode(SessionSpec, uint64[] periodIds)`; ids that are wider can be written, too. */
export function encodeSessionValidatorData(spec: SessionSpec, periodIds: readonly bigint[]): string {
  return coder.encode([SESSION_SPEC_TYPE, "uint256[]"], [spec, periodIds]);
}

/** The account's signature field for a session key's 65-byte signature. */
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
