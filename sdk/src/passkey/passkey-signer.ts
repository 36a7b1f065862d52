import { hashTypedData, type Address, type Hash, type Hex, type TypedDataDefinition } from "viem";
import { MissingCredentialIdError } from "../errors/passkey-errors.js";
import type { TransactionSigner } from "../transaction/transaction-signer.js";
import type { Authenticator } from "./authenticator.js";
import { toBase64Url } from "./base64url.js";
import { parseCredentialId } from "./credential-id.js";
import { checkOrigin, originOrPage, rpIdOrPage } from "./origin.js";
import type { KnownCredential } from "./passkey-options.js";
import { encodePasskeySignature } from "./passkey-signature.js";
import { parsePublicKey } from "./public-key.js";
import { requestPasskeyAuthentication } from "./request-passkey-authentication.js";
import { stubAssertion } from "./stub-assertion.js";

/** An account, its passkey, and what asks for it. */
export interface PasskeySignerParameters {
  /** The account. */
  readonly address: Address;
  readonly passkeyModule: Address;
  /** COSE_Key or SubjectPublicKeyInfo. */
  readonly credentialPublicKey: Uint8Array;
  /** Id of the passkey (base64url). Without it the person picks, and gas cannot be estimated before the first signature. */
  readonly credentialId?: string;
  readonly transports?: KnownCredential["transports"];
  /** Domain whose pages may use the passkey. The page's host by default. */
  readonly rpID?: string;
  /** The page's origin. That of the page by default. */
  readonly origin?: string;
  /** The browser by default. */
  readonly authenticator?: Authenticator;
}

/** Signs for an account with a passkey. */
export interface PasskeySigner extends TransactionSigner {
  /** Id of the passkey (base64url), once it is known. */
  credentialId(): string | undefined;
  /** Tells the signer the id of its passkey. */
  useCredential(credentialId: string): void;
  /** Signs a hash as it is: it becomes the challenge. */
  signHash(hash: Hash): Promise<Hex>;
  /** Signs the EIP-712 hash of typed data as it is, without ERC-7739's nesting. */
  signTypedData(typedData: TypedDataDefinition): Promise<Hex>;
}

/**
 * Returns what signs an account's transactions and messages with a passkey.
 *
 * @throws PasskeyError if the key, the credential id or the origin are none that the chain takes
 */
export function passkeySigner(parameters: PasskeySignerParameters): PasskeySigner {
  const { address, passkeyModule, credentialPublicKey, transports, rpID, origin, authenticator } = parameters;
  parsePublicKey(credentialPublicKey);
  if (origin !== undefined) checkOrigin(origin);
  let credentialId = parameters.credentialId;
  let authenticatorDataLength = 0;
  const useCredential = (id: string) => {
    parseCredentialId(id);
    credentialId = id;
  };
  if (credentialId !== undefined) useCredential(credentialId);

  const signHash = async (challenge: Hash): Promise<Hex> => {
    const asked = { challenge, credentialPublicKey, credentialId, transports, rpID, origin, authenticator };
    const { assertion } = await requestPasskeyAuthentication(asked);
    credentialId = toBase64Url(assertion.credentialId);
    authenticatorDataLength = Math.max(authenticatorDataLength, assertion.authenticatorData.length);
    return encodePasskeySignature(assertion, passkeyModule);
  };

  return {
    address,
    credentialId: () => credentialId,
    useCredential,
    stubSignature: () => {
      if (credentialId === undefined) throw new MissingCredentialIdError();
      const stub = stubAssertion({
        credentialId: parseCredentialId(credentialId),
        origin: originOrPage(origin),
        rpId: rpIdOrPage(rpID),
        authenticatorDataLength,
      });
      return encodePasskeySignature(stub, passkeyModule);
    },
    signTransaction: signHash,
    signHash,
    signTypedData: (typedData) => signHash(hashTypedData(typedData)),
  };
}
