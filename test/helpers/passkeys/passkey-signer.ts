import { getBytes, ZeroHash } from "ethers";
import type { AccountSigner } from "../accounts/account-signer";
import { transactionDigest } from "../accounts/account-transaction";
import { encodePasskeySignature, type PasskeySignatureOverrides } from "./passkey-signature";
import type { AssertionOverrides, Passkey } from "./software-authenticator";

/** Signs with a passkey: the transaction hash is the WebAuthn challenge. Overrides make dishonest signers for tests. */
export function passkeySigner(
  passkey: Passkey,
  module: string,
  overrides: AssertionOverrides & PasskeySignatureOverrides = {},
): AccountSigner {
  const signatureOf = (digest: string) =>
    encodePasskeySignature(passkey.assert(getBytes(digest), overrides), module, overrides);
  return {
    stub: async () => signatureOf(ZeroHash),
    sign: async (tx) => signatureOf(transactionDigest(tx)),
  };
}
