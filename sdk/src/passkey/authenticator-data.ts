import { bytesToHex, sha256, stringToBytes } from "viem";
import {
  MalformedAuthenticatorDataError,
  RelyingPartyMismatchError,
  UserNotPresentError,
  UserNotVerifiedError,
} from "../errors/passkey-errors.js";

/** Positions and bits of authenticator data (Web Authentication Level 3, section 6.1). */
const [FLAGS, COUNTER, REST] = [32, 33, 37];
const [UP, UV, BE, BS, AT, ED] = [0x01, 0x04, 0x08, 0x10, 0x40, 0x80];

/** The fields of authenticator data that have one length. */
export interface AuthenticatorData {
  /** SHA-256 of the relying party's id. */
  readonly rpIdHash: Uint8Array;
  readonly isUserPresent: boolean;
  readonly isUserVerified: boolean;
  readonly isBackupEligible: boolean;
  readonly isBackedUp: boolean;
  readonly hasAttestedCredential: boolean;
  readonly counter: number;
  /** Attested credential and extensions. */
  readonly rest: Uint8Array;
}

/**
 * Reads authenticator data as far as the chain does (section 6.1), and checks what the chain would.
 *
 * @param rpId the relying party's id it has to be for; the chain does not look at it
 * @throws MalformedAuthenticatorDataError if it is too short, has a flag that contradicts another, or goes on though no flag says so
 * @throws UserNotPresentError without the flag UP
 * @throws UserNotVerifiedError without the flag UV
 * @throws RelyingPartyMismatchError if it is for another relying party
 */
export function checkAuthenticatorData(bytes: Uint8Array, rpId?: string): AuthenticatorData {
  if (bytes.length < REST)
    throw new MalformedAuthenticatorDataError(`has ${bytes.length} bytes; there are 37 at least`);
  const flags = bytes[FLAGS] ?? 0;
  const has = (bit: number) => (flags & bit) !== 0;
  if (!has(UP)) throw new UserNotPresentError();
  if (!has(UV)) throw new UserNotVerifiedError();
  if (has(BS) && !has(BE))
    throw new MalformedAuthenticatorDataError(
      "says that the passkey is synced (flag BS), and that it never is (flag BE)",
    );
  if (bytes.length > REST !== (has(AT) || has(ED)))
    throw new MalformedAuthenticatorDataError("does not have what its flags announce (AT, ED)");
  const rpIdHash = bytes.slice(0, FLAGS);
  if (rpId !== undefined && bytesToHex(rpIdHash) !== sha256(stringToBytes(rpId)))
    throw new RelyingPartyMismatchError(rpId);
  return {
    rpIdHash,
    isUserPresent: true,
    isUserVerified: true,
    isBackupEligible: has(BE),
    isBackedUp: has(BS),
    hasAttestedCredential: has(AT),
    counter: bytes.subarray(COUNTER, REST).reduce((sum, byte) => sum * 256 + byte, 0),
    rest: bytes.slice(REST),
  };
}
