import { encodeAbiParameters, type Address, type Hex } from "viem";
import { sessionSpecParameter } from "../../session/session-abi.js";
import type { SessionSpec } from "../../session/session-spec.js";

/** What goes into an account's signature field for a session. */
export interface SessionSignatureParts {
  /** The key's own. */
  readonly signature: Hex;
  /** The session module. */
  readonly module: Address;
  readonly session: SessionSpec;
  /** As `getPeriodIds` returns them. */
  readonly periodIds: readonly bigint[];
}

/** Encodes an account's signature field for a session: the key's signature, the module, the session and its period ids. */
export function encodeSessionSignature({
  signature,
  module,
  session,
  periodIds,
}: SessionSignatureParts): Hex {
  const validatorData = encodeAbiParameters(
    [sessionSpecParameter, { type: "uint64[]" }],
    [session, periodIds],
  );
  return encodeAbiParameters(
    [{ type: "bytes" }, { type: "address" }, { type: "bytes" }],
    [signature, module, validatorData],
  );
}
