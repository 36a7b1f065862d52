import {
  bytesToHex,
  encodeFunctionData,
  hexToBytes,
  isHex,
  type Account,
  type Address,
  type Chain,
  type Client,
  type Hex,
  type TransactionReceipt,
  type Transport,
} from "viem";
import { webAuthnModuleAbi } from "../../abi/generated.js";
import { sendCall, type CallOptions } from "../../account-client/send-call.js";
import { toBase64Url } from "../../passkey/base64url.js";
import { parseCredentialId } from "../../passkey/credential-id.js";
import { checkOrigin } from "../../passkey/origin.js";
import { checkPublicKey } from "../../passkey/public-key.js";

/** A passkey to add. */
export interface AddAccountOwnerPasskeyArgs extends CallOptions {
  /** base64url, or hexadecimal. */
  credentialId: string;
  /** Coordinates, 32 bytes each. */
  rawPublicKey: readonly [x: Hex, y: Hex];
  /** Origin of the page it was made on, scheme and port included. */
  origin: string;
  contracts: { passkey: Address };
}

/** The transaction that did it. */
export interface AddAccountOwnerPasskeyReturnType {
  transactionReceipt: TransactionReceipt;
}

/**
 * Adds a passkey to the client's account, which has the passkey module.
 *
 * @throws PasskeyError of the class that says what of the passkey the chain would not take
 * @throws TransactionRevertedError if the transaction failed
 */
export async function addAccountOwnerPasskey(
  client: Client<Transport, Chain, Account>,
  { credentialId, rawPublicKey, origin, contracts, ...options }: AddAccountOwnerPasskeyArgs,
): Promise<AddAccountOwnerPasskeyReturnType> {
  const data = addPasskeyCall({ credentialId, rawPublicKey, origin });
  return { transactionReceipt: await sendCall(client, { to: contracts.passkey, data, ...options }) };
}

/**
 * Encodes the call of the passkey module that adds a passkey.
 *
 * @throws PasskeyError of the class that says what the chain would not take
 */
export function addPasskeyCall({
  credentialId,
  rawPublicKey,
  origin,
}: Pick<AddAccountOwnerPasskeyArgs, "credentialId" | "rawPublicKey" | "origin">): Hex {
  const [x, y] = checkPublicKey(rawPublicKey);
  return encodeFunctionData({
    abi: webAuthnModuleAbi,
    functionName: "addValidationKey",
    args: [rawCredentialId(credentialId), [x, y], checkOrigin(origin)],
  });
}

/** A passkey to remove. */
export type RemoveAccountOwnerPasskeyArgs = Omit<AddAccountOwnerPasskeyArgs, "rawPublicKey">;

/**
 * Removes a passkey of the client's account. The chain keeps the last key of an account: it refuses to remove it.
 *
 * @throws TransactionRevertedError if the transaction failed
 */
export async function removeAccountOwnerPasskey(
  client: Client<Transport, Chain, Account>,
  { credentialId, origin, contracts, ...options }: RemoveAccountOwnerPasskeyArgs,
): Promise<AddAccountOwnerPasskeyReturnType> {
  const data = encodeFunctionData({
    abi: webAuthnModuleAbi,
    functionName: "removeValidationKey",
    args: [rawCredentialId(credentialId), origin],
  });
  return { transactionReceipt: await sendCall(client, { to: contracts.passkey, data, ...options }) };
}

/**
 * Reads a credential id in base64url or hexadecimal.
 *
 * @throws MalformedBytesError, InvalidCredentialIdError for what is none
 */
export function rawCredentialId(credentialId: string): Hex {
  const text = isHex(credentialId) ? toBase64Url(hexToBytes(credentialId)) : credentialId;
  return bytesToHex(parseCredentialId(text));
}
