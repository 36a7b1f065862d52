import {
  bytesToHex,
  concat,
  size,
  stringToHex,
  type Hex,
  type SignableMessage,
  type TypedDataDefinition,
} from "viem";
import { accountDomain } from "./account-domain.js";
import type { MessageSigner } from "./message-signer.js";

/**
 * Signs a message (EIP-191) for an account: ERC-7739's `PersonalSign` in the account's own domain, so that the signature is
 * worth nothing to another account with the same key.
 *
 * @returns a signature that the account's `isValidSignature` takes for `hashMessage(message)`
 *
 * @example
 * const signature = await signMessage(signer, 324, "Hello")
 */
export function signMessage(signer: MessageSigner, chainId: number, message: SignableMessage): Promise<Hex> {
  return signer.signTypedData(personalSign(signer, chainId, message));
}

/** Returns what is signed for a message: ERC-7739's `PersonalSign`. */
export function personalSign(
  { address }: Pick<MessageSigner, "address">,
  chainId: number,
  message: SignableMessage,
): TypedDataDefinition {
  return {
    domain: accountDomain(address, chainId),
    types: { PersonalSign: [{ name: "prefixed", type: "bytes" }] },
    primaryType: "PersonalSign",
    message: { prefixed: prefixed(message) },
  };
}

/** The bytes whose hash is `hashMessage`. */
function prefixed(message: SignableMessage): Hex {
  const bytes = bytesOf(message);
  return concat([stringToHex(`\x19Ethereum Signed Message:\n${size(bytes)}`), bytes]);
}

function bytesOf(message: SignableMessage): Hex {
  if (typeof message === "string") return stringToHex(message);
  return typeof message.raw === "string" ? message.raw : bytesToHex(message.raw);
}
