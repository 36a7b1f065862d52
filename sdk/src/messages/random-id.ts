import { bytesToHex } from "viem";
import { randomBytes } from "../passkey/random-bytes.js";
import type { MessageID } from "./message.js";

/**
 * Makes a random UUID (RFC 9562, version 4). `crypto.randomUUID` is missing on pages without TLS, and in apps that are no pages.
 *
 * @throws SsoError where there is no random number generator, with code 4200
 */
export function randomId(): MessageID {
  const bytes = randomBytes(16);
  const [version = 0, variant = 0] = [bytes[6], bytes[8]];
  bytes[6] = (version & 0x0f) | 0x40;
  bytes[8] = (variant & 0x3f) | 0x80;
  return bytesToHex(bytes).replace(/^0x(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-") as MessageID;
}
