import { AbiCoder, toUtf8Bytes } from "ethers";
import { parseDerSignature, signatureWords, toLowS, type P256Signature } from "./p256-signature";
import type { Assertion } from "./software-authenticator";

/** What a test may change between the assertion and its encoding. */
export interface PasskeySignatureOverrides {
  /** Something other than low s, or another signature altogether. */
  readonly transform?: (signature: P256Signature) => P256Signature;
}

const coder = AbiCoder.defaultAbiCoder();

/**
 * Returns `abi.encode(bytes authenticatorData, bytes clientDataJSON, bytes32[2] rs, bytes credentialId)`:
 * what the module reads.
 */
export function encodeAssertion(assertion: Assertion, overrides: PasskeySignatureOverrides = {}): string {
  const transform = overrides.transform ?? toLowS;
  return coder.encode(
    ["bytes", "bytes", "bytes32[2]", "bytes"],
    [
      assertion.authenticatorData,
      toUtf8Bytes(assertion.clientDataJson),
      signatureWords(transform(parseDerSignature(assertion.signature))),
      assertion.credentialId,
    ],
  );
}

/**
 * Returns the account's signature field for a passkey, as the published client writes it: the third member is
 * `bytes[]` with one empty element, although the contract reads it as `bytes`.
 */
export function encodePasskeySignature(
  assertion: Assertion,
  module: string,
  overrides: PasskeySignatureOverrides = {},
): string {
  return coder.encode(
    ["bytes", "address", "bytes[]"],
    [encodeAssertion(assertion, overrides), module, ["0x"]],
  );
}
