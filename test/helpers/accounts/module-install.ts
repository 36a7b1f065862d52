import { AbiCoder } from "ethers";
import type { Passkey } from "../passkeys/software-authenticator";

const coder = AbiCoder.defaultAbiCoder();

/**
 * Returns one entry of the factory's `initialValidators`: `abi.encode(address module, bytes installData)`.
 */
export function encodeModuleInstall(module: string, installData = "0x"): string {
  return coder.encode(["address", "bytes"], [module, installData]);
}

/**
 * Returns the passkey module's install data: `abi.encode(bytes credentialId, bytes32[2] publicKey, string
 * origin)`.
 */
export function encodePasskeyInstall(
  passkey: Pick<Passkey, "credentialId" | "publicKey" | "origin">,
): string {
  return coder.encode(
    ["bytes", "bytes32[2]", "string"],
    [passkey.credentialId, [...passkey.publicKey], passkey.origin],
  );
}
