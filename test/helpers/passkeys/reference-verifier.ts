import { verifyAuthenticationResponse, verifyRegistrationResponse } from "@simplewebauthn/server";
import { cose, decodeCredentialPublicKey } from "@simplewebauthn/server/helpers";
import { getBytes, hexlify } from "ethers";
import { coseKey } from "./authenticator-data";
import { toBase64Url } from "./base64url";
import type { Assertion, Passkey, Registration } from "./software-authenticator";

/**
 * Returns whether `@simplewebauthn/server` accepts an assertion of a passkey for a challenge, user
 * verification required.
 */
export async function referenceAccepts(
  { publicKey, credentialId, origin, rpId }: Pick<Passkey, "publicKey" | "credentialId" | "origin" | "rpId">,
  challenge: Uint8Array,
  assertion: Assertion,
): Promise<boolean> {
  const id = toBase64Url(assertion.credentialId);
  const [x, y] = publicKey.map((word) => getBytes(word));
  try {
    const { verified } = await verifyAuthenticationResponse({
      response: {
        id,
        rawId: id,
        type: "public-key",
        clientExtensionResults: {},
        response: {
          clientDataJSON: toBase64Url(Buffer.from(assertion.clientDataJson)),
          authenticatorData: toBase64Url(assertion.authenticatorData),
          signature: toBase64Url(assertion.signature),
        },
      },
      expectedChallenge: toBase64Url(challenge),
      expectedOrigin: origin,
      expectedRPID: rpId,
      credential: {
        id: toBase64Url(credentialId),
        publicKey: new Uint8Array(coseKey(x!, y!)),
        counter: 0,
      },
      requireUserVerification: true,
    });
    return verified;
  } catch (refusal) {
    if (refusal instanceof Error) return false;
    throw refusal;
  }
}

/**
 * Returns the new key of a registration, as `@simplewebauthn/server` reads it; its attestation statement is
 * left out.
 */
export async function readRegistration(
  { challenge, clientDataJson, authenticatorData }: Registration & { readonly challenge: Uint8Array },
  origin: string,
  rpId: string,
): Promise<Pick<Passkey, "credentialId" | "publicKey">> {
  // In attested credential data (section 6.5.1), the credential id follows the AAGUID and its own length.
  const idLength = Buffer.from(authenticatorData).readUInt16BE(53);
  const id = toBase64Url(authenticatorData.slice(55, 55 + idLength));
  const { registrationInfo } = await verifyRegistrationResponse({
    response: {
      id,
      rawId: id,
      type: "public-key",
      clientExtensionResults: {},
      response: {
        clientDataJSON: toBase64Url(Buffer.from(clientDataJson)),
        attestationObject: toBase64Url(withoutAttestation(authenticatorData)),
      },
    },
    expectedChallenge: toBase64Url(challenge),
    expectedOrigin: origin,
    expectedRPID: rpId,
    requireUserVerification: false,
  });
  if (!registrationInfo) throw new Error("the reference does not accept the registration");
  const { credential } = registrationInfo;
  const key = decodeCredentialPublicKey(credential.publicKey);
  if (!cose.isCOSEPublicKeyEC2(key)) throw new Error("not a key on an elliptic curve");
  const [x, y] = [key.get(cose.COSEKEYS.x), key.get(cose.COSEKEYS.y)];
  if (!x || !y) throw new Error("a key without coordinates");
  return { credentialId: Buffer.from(credential.id, "base64url"), publicKey: [hexlify(x), hexlify(y)] };
}

/** Returns `{"fmt": "none", "attStmt": {}, "authData": authenticatorData}` in CBOR (section 8.7). */
function withoutAttestation(authenticatorData: Uint8Array): Buffer {
  const head = Buffer.from("a363666d74646e6f6e656761747453746d74a0686175746844617461", "hex");
  const length = Buffer.of(0x59, authenticatorData.length >> 8, authenticatorData.length & 0xff);
  return Buffer.concat([head, length, authenticatorData]);
}
