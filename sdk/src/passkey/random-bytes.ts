import { SsoError } from "../errors/sso-error.js";
import { standardErrorCodes } from "../errors/standard-codes.js";

interface WithCrypto {
  readonly crypto?: { getRandomValues(array: Uint8Array<ArrayBuffer>): unknown };
}

/**
 * Returns random bytes of the system's generator.
 *
 * @throws SsoError where there is none, with code 4200
 */
export function randomBytes(length: number): Uint8Array<ArrayBuffer> {
  const { crypto } = globalThis as WithCrypto;
  if (!crypto)
    throw new SsoError("There is no random number generator here: `crypto.getRandomValues` is missing.", {
      metaMessages: ["Load a polyfill of it, such as react-native-get-random-values, before this package."],
      code: standardErrorCodes.provider.unsupportedMethod,
    });
  const bytes = new Uint8Array(length);
  crypto.getRandomValues(bytes);
  return bytes;
}
