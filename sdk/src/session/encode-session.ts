import { encodeAbiParameters, type Hex } from "viem";
import { sessionSpecParameter } from "./session-abi.js";
import type { SessionSpec } from "./session-spec.js";

/**
 * Encodes a session as the contract does, `abi.encode(SessionSpec)`: what is hashed, and what installs the session
 * module with a first session.
 */
export function encodeSession(session: SessionSpec): Hex {
  return encodeAbiParameters([sessionSpecParameter], [session]);
}
