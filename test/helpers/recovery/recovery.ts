import { AbiCoder, id, keccak256 } from "ethers";
import { WebAuthnModule__factory } from "../../../typechain-types";
import type { AccountSigner } from "../accounts/account-signer";
import type { AccountCall } from "../accounts/send-as";
import type { Passkey } from "../passkeys/software-authenticator";

/** What a recovery needs to know of the new passkey. */
export type NewPasskey = Pick<Passkey, "credentialId" | "publicKey" | "origin">;

/** Returns the recovery module's name of an origin. */
export function hashedOriginDomain(origin: string): string {
  return id(origin);
}

/** Returns the recovery module's name of a credential. */
export function hashedCredentialId(credentialId: Uint8Array): string {
  return keccak256(credentialId);
}

/** Returns the arguments of `initRecovery` for a new passkey. */
export function recoveryOf(
  account: string,
  { credentialId, publicKey, origin }: NewPasskey,
): [string, string, [string, string], string] {
  return [account, hashedCredentialId(credentialId), [...publicKey], hashedOriginDomain(origin)];
}

/** Returns the call that finishes a recovery, sent from the account. */
export function finishingCall(passkeyModule: string, passkey: NewPasskey): AccountCall {
  const { credentialId, publicKey, origin } = passkey;
  const data = WebAuthnModule__factory.createInterface().encodeFunctionData("addValidationKey", [
    credentialId,
    [...publicKey],
    origin,
  ]);
  return { to: passkeyModule, data };
}

/** "Signs" a finishing transaction: the signature is the same for everyone, and only names the module. */
export function recoverySigner(recoveryModule: string): AccountSigner {
  const signature = AbiCoder.defaultAbiCoder().encode(
    ["bytes", "address", "bytes"],
    ["0x", recoveryModule, "0x"],
  );
  return { stub: async () => signature, sign: async () => signature };
}
