import { verifyAuthenticationResponse } from "@simplewebauthn/server";
import { getBytes } from "ethers";
import { coseKey } from "./authenticator-data";
import { toBase64Url } from "./base64url";
import type { Assertion, Passkey } from "./software-authenticator";

/** Whether `@simplewebauthn/server` takes an assertion of a passkey for a challenge, user verification required. */
export async function referenceAccepts(
  { publicKey, credentialId, origin, rpId }: Passkey,
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
        publicKey: new Uint8Array(coseKey(x, y)),
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
