import { AbiCoder, keccak256, toUtf8Bytes } from "ethers";
import type { AccountSigner } from "./account-signer";

const coder = AbiCoder.defaultAbiCoder();

/** Returns the install data of `TestValidator`: the password's hash. */
export function encodePasswordInstall(password: string): string {
  return coder.encode(["bytes32"], [keccak256(toUtf8Bytes(password))]);
}

/**
 * Returns the account's signature field for a validator: `abi.encode(bytes signature, address validator,
 * bytes data)`.
 */
export function envelope(signature: string, validator: string, validatorData = "0x"): string {
  return coder.encode(["bytes", "address", "bytes"], [signature, validator, validatorData]);
}

/** Signs for an account with a `TestValidator`: the signature is the password itself. */
export function passwordSigner(validator: string, password: string): AccountSigner {
  const signature = envelope(`0x${Buffer.from(password).toString("hex")}`, validator);
  return { stub: async () => signature, sign: async () => signature };
}
