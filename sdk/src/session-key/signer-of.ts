import type { Address } from "viem";
import type { PublicSessionKey } from "../messages/session-request-schemas.js";
import { p256Address } from "./p256-session-key.js";

/** Returns the address that a session's key signs as, from its public half. */
export function signerOf(key: PublicSessionKey): Address {
  return key.type === "p256" ? p256Address(key) : key.address;
}
