import { sha256, stringToBytes } from "viem";
import { P256_ORDER } from "../p256/p256-curve.js";
import type { PasskeyAssertion } from "./passkey-signature.js";
import { toBase64Url } from "./base64url.js";

/** What a stub has to look like. */
export interface StubAssertionParameters {
  /** Raw id of a passkey of the account: with another one the chain would stop before it checks a signature. */
  readonly credentialId: Uint8Array;
  readonly origin: string;
  /** Domain whose pages may use the passkey. */
  readonly rpId: string;
  /** Bytes of the longest authenticator data known of this passkey. */
  readonly authenticatorDataLength?: number;
}

const [UP, UV, ED] = [0x01, 0x04, 0x80];
const [FLAGS, MIN_LENGTH] = [32, 37];

/**
 * Chromium adds a member of this text to every fifth answer or so, to keep relying parties from comparing the text with a
 * template. It is the longest that browsers are known to add.
 */
const ADDED_MEMBER = {
  other_keys_can_be_added_here: "do not compare clientDataJSON against a template. See https://goo.gl/yabPex",
};

/**
 * Makes an assertion that nobody signed, for estimates: as long, and as dear to check, as the dearest that a browser may come
 * with. Its client data has the longest text that browsers write, in the way that takes the chain longest to read; r and s are
 * in range, so that the signature is checked to the end.
 */
export function stubAssertion(parameters: StubAssertionParameters): PasskeyAssertion {
  const { credentialId, origin, rpId, authenticatorDataLength = MIN_LENGTH } = parameters;
  const text = JSON.stringify({
    type: "webauthn.get",
    challenge: toBase64Url(new Uint8Array(32)),
    origin,
    crossOrigin: false,
    ...ADDED_MEMBER,
  });
  const authenticatorData = new Uint8Array(Math.max(authenticatorDataLength, MIN_LENGTH));
  authenticatorData.set(sha256(stringToBytes(rpId), "bytes"));
  authenticatorData[FLAGS] = UP | UV | (authenticatorData.length > MIN_LENGTH ? ED : 0);
  return {
    authenticatorData,
    clientDataJSON: stringToBytes(text.replaceAll("/", "\\/")),
    signature: { r: P256_ORDER / 2n, s: P256_ORDER / 2n },
    credentialId,
  };
}
