import { bytesToString, bytesToHex, encodeAbiParameters, type Address, type Hex } from "viem";
import { MalformedBytesError } from "../errors/passkey-errors.js";
import { tryFromBase64Url } from "./base64url.js";
import { parseCredentialId } from "./credential-id.js";
import { toLowS, type P256Signature } from "../p256/p256-signature.js";
import { parseDerSignature, signatureWords } from "./ecdsa-signature.js";
import type { AuthenticationResponseJSON } from "./webauthn-json.js";

/** What a passkey signed, and its signature. */
export interface PasskeyAssertion {
  readonly authenticatorData: Uint8Array;
  /** UTF-8. */
  readonly clientDataJSON: Uint8Array;
  readonly signature: P256Signature;
  /** Raw. */
  readonly credentialId: Uint8Array;
}

/**
 * Reads an authenticator's answer, without asking whether the chain would take it.
 *
 * @param answer its members are base64url
 * @throws MalformedBytesError, InvalidCredentialIdError, MalformedSignatureError for what cannot be read
 */
export function parseAssertion(
  credentialId: string,
  answer: Pick<AuthenticationResponseJSON["response"], "authenticatorData" | "clientDataJSON" | "signature">,
): PasskeyAssertion {
  return {
    authenticatorData: bytesOf("The authenticator data", answer.authenticatorData),
    clientDataJSON: bytesOf("The client data", answer.clientDataJSON),
    signature: parseDerSignature(bytesOf("The signature", answer.signature)),
    credentialId: parseCredentialId(credentialId),
  };
}

/** Returns the text of a clientDataJSON. */
export function clientDataText(assertion: PasskeyAssertion): string {
  return bytesToString(assertion.clientDataJSON);
}

/**
 * Encodes an assertion as the passkey module reads it: `abi.encode(bytes authenticatorData, bytes clientDataJSON,
 * bytes32[2] rs, bytes credentialId)`, with s in the lower half.
 */
export function encodeAssertion({
  authenticatorData,
  clientDataJSON,
  signature,
  credentialId,
}: PasskeyAssertion): Hex {
  return encodeAbiParameters(
    [{ type: "bytes" }, { type: "bytes" }, { type: "bytes32[2]" }, { type: "bytes" }],
    [
      bytesToHex(authenticatorData),
      bytesToHex(clientDataJSON),
      signatureWords(toLowS(signature)),
      bytesToHex(credentialId),
    ],
  );
}

/**
 * Encodes an assertion as a signature of the account's: of a transaction, or (in ERC-7739's form) of a message. The third
 * member is a list where the account reads bytes, as published clients write it; nothing is asked of it.
 */
export function encodePasskeySignature(assertion: PasskeyAssertion, passkeyModule: Address): Hex {
  return encodeAbiParameters(
    [{ type: "bytes" }, { type: "address" }, { type: "bytes[]" }],
    [encodeAssertion(assertion), passkeyModule, ["0x"]],
  );
}

function bytesOf(what: string, text: string): Uint8Array {
  const bytes = tryFromBase64Url(text);
  if (!bytes) throw new MalformedBytesError(what, "is no base64url without padding");
  return bytes;
}
