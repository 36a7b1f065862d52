import { bytesToHex } from "viem";
import {
  CredentialMismatchError,
  MalformedAuthenticatorDataError,
  MalformedBytesError,
} from "../errors/passkey-errors.js";
import { checkAuthenticatorData, type AuthenticatorData } from "./authenticator-data.js";
import { tryFromBase64Url } from "./base64url.js";
import { readCbor, type CborValue } from "./cbor.js";
import { parseCredentialId } from "./credential-id.js";
import { readCoseKey } from "./public-key.js";
import type { AttestationFormat, RegistrationResponseJSON } from "./webauthn-json.js";

/** A new credential, as its authenticator attests it. */
export interface AttestedCredential {
  readonly format: AttestationFormat;
  readonly attestationObject: Uint8Array<ArrayBuffer>;
  readonly data: AuthenticatorData;
  /** The authenticator's model, as a UUID. */
  readonly aaguid: string;
  /** COSE_Key. */
  readonly credentialPublicKey: Uint8Array<ArrayBuffer>;
}

/**
 * Reads what an authenticator attests of a new credential (Web Authentication Level 3, section 6.5), and checks that the
 * chain would take it. Of the attestation statement nothing is asked: nobody has to vouch for the model.
 *
 * @param rpId the relying party's id it was made for
 * @throws PasskeyError of the class that says what the chain would not take
 */
export function checkAttestation(response: RegistrationResponseJSON, rpId?: string): AttestedCredential {
  const attestationObject = tryFromBase64Url(response.response.attestationObject);
  if (!attestationObject)
    throw new MalformedBytesError("The attestation object", "is no base64url without padding");
  const { value } = readCbor(attestationObject, "The attestation object");
  const members =
    value instanceof Map ? (value as ReadonlyMap<CborValue, CborValue>) : new Map<CborValue, CborValue>();
  const [format, bytes] = [members.get("fmt"), members.get("authData")];
  if (typeof format !== "string" || !(bytes instanceof Uint8Array))
    throw new MalformedBytesError("The attestation object", "lacks `fmt` or `authData`");
  const data = checkAuthenticatorData(bytes, rpId);
  if (!data.hasAttestedCredential)
    throw new MalformedAuthenticatorDataError("of the registration has no credential (flag AT)");
  return {
    format: format as AttestationFormat,
    attestationObject,
    data,
    ...credentialOf(data.rest, response.id),
  };
}

/** Positions in an attested credential: aaguid, length of the id, id, key (section 6.5.1). */
const [LENGTH, ID] = [16, 18];

function credentialOf(rest: Uint8Array, expectedId: string) {
  const [high = 0, low = 0] = rest.subarray(LENGTH, ID);
  const idEnd = ID + high * 256 + low;
  if (rest.length <= idEnd) throw new MalformedAuthenticatorDataError("is cut off in its credential");
  const id = parseCredentialId(expectedId);
  if (bytesToHex(rest.subarray(ID, idEnd)) !== bytesToHex(id)) throw new CredentialMismatchError();
  const { end } = readCoseKey(rest, idEnd);
  return {
    aaguid: uuid(rest.subarray(0, LENGTH)),
    credentialPublicKey: Uint8Array.from(rest.slice(idEnd, end)),
  };
}

function uuid(bytes: Uint8Array): string {
  return bytesToHex(bytes)
    .slice(2)
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
