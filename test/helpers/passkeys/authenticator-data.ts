import { createHash } from "node:crypto";

/** The flags byte of authenticator data (WebAuthn section 6.1). */
export interface AuthenticatorFlags {
  /** UP, bit 0: a person touched the authenticator. */
  readonly userPresent: boolean;
  /** UV, bit 2: the person proved who they are (PIN, biometrics). */
  readonly userVerified: boolean;
  /** BE, bit 3: the credential may be synced. */
  readonly backupEligible: boolean;
  /** BS, bit 4: the credential is synced now; never without BE. */
  readonly backedUp: boolean;
}

/** A synced passkey used with a fingerprint: what phones return. */
export const syncedPasskeyFlags: AuthenticatorFlags = {
  userPresent: true,
  userVerified: true,
  backupEligible: true,
  backedUp: true,
};

/** What a new credential appends to the authenticator data of its creation (WebAuthn section 6.5.1). */
export interface AttestedCredential {
  /** The authenticator's model, 16 bytes; by default zeros, for a model that is not disclosed. */
  readonly aaguid?: Uint8Array;
  readonly credentialId: Uint8Array;
  /** Affine coordinates, 32 bytes each. */
  readonly x: Uint8Array;
  readonly y: Uint8Array;
}

/** Fields of authenticator data. */
export interface AuthenticatorData {
  readonly rpId: string;
  readonly flags: AuthenticatorFlags;
  /** Signature counter, 32 bits. */
  readonly counter: number;
  readonly attested?: AttestedCredential;
}

const ATTESTED_CREDENTIAL_DATA = 0x40;
const UNKNOWN_MODEL = Buffer.alloc(16);

/**
 * Returns authenticator data as signed: SHA-256 of the RP id (32 bytes), flags (1), counter (4, big-endian)
 * and, for a new credential, its attested data. 37 bytes without it.
 */
export function encodeAuthenticatorData(data: AuthenticatorData): Uint8Array {
  const counter = Buffer.alloc(4);
  counter.writeUInt32BE(data.counter);
  return Buffer.concat([
    createHash("sha256").update(data.rpId).digest(),
    Buffer.of(flagsByte(data.flags) | (data.attested ? ATTESTED_CREDENTIAL_DATA : 0)),
    counter,
    data.attested ? encodeAttestedCredential(data.attested) : Buffer.alloc(0),
  ]);
}

function flagsByte(flags: AuthenticatorFlags): number {
  return (
    (flags.userPresent ? 0x01 : 0) |
    (flags.userVerified ? 0x04 : 0) |
    (flags.backupEligible ? 0x08 : 0) |
    (flags.backedUp ? 0x10 : 0)
  );
}

function encodeAttestedCredential(attested: AttestedCredential): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(attested.credentialId.length);
  const { aaguid = UNKNOWN_MODEL, credentialId, x, y } = attested;
  return Buffer.concat([aaguid, length, credentialId, coseKey(x, y)]);
}

/**
 * Returns the COSE_Key of an ES256 credential (RFC 9053 section 7.1): `{1: 2, 3: -7, -1: 1, -2: x, -3: y}` in
 * canonical CBOR.
 */
export function coseKey(x: Uint8Array, y: Uint8Array): Buffer {
  const head = Buffer.from("a5010203262001215820", "hex");
  const beforeY = Buffer.from("225820", "hex");
  return Buffer.concat([head, x, beforeY, y]);
}
