import { keccak256, type Hash } from "viem";
import { encodeSession } from "./encode-session.js";
import type { SessionSpec } from "./session-spec.js";

/** Returns the hash by which the chain knows a session, `keccak256(abi.encode(SessionSpec))`. */
export function getSessionHash(session: SessionSpec): Hash {
  return keccak256(encodeSession(session));
}
