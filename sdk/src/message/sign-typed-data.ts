import {
  concat,
  getTypesForEIP712Domain,
  hashDomain,
  hashStruct,
  numberToHex,
  size,
  stringToHex,
  zeroHash,
  type Hex,
  type TypedData,
  type TypedDataDefinition,
} from "viem";
import { UnsignableTypedDataError } from "../errors/message-errors.js";
import { accountDomain } from "./account-domain.js";
import { contentsDescription } from "./contents-description.js";
import type { MessageSigner } from "./message-signer.js";

/**
 * Signs an app's typed data (EIP-712) for an account: ERC-7739's `TypedDataSign`, in the app's domain and together with the
 * account's, so that the signature is worth nothing to another account with the same key.
 *
 * @returns a signature that the account's `isValidSignature` takes for `hashTypedData(typedData)`: the key's, the app's domain
 * separator, the hash of the contents, their description and its length (2 bytes)
 * @throws UnsignableTypedDataError for typed data that ERC-7739 has no form for
 */
export async function signTypedData<
  const typedData extends TypedData | Record<string, unknown>,
  primaryType extends keyof typedData | "EIP712Domain",
>(
  signer: MessageSigner,
  chainId: number,
  typedData: TypedDataDefinition<typedData, primaryType>,
): Promise<Hex> {
  const data = typedData as unknown as TypedDataDefinition;
  const description = stringToHex(contentsDescription(data));
  if (size(description) > MAX_DESCRIPTION)
    throw new UnsignableTypedDataError(
      `has types that take ${size(description)} bytes to write, and ERC-7739 has room for ${MAX_DESCRIPTION}`,
      "Use fewer types, or shorter names.",
    );
  const { domain = {}, primaryType, message } = data;
  const given = data.types as Record<string, Members>;
  const types: Record<string, Members> = { EIP712Domain: getTypesForEIP712Domain({ domain }), ...given };
  return concat([
    await signer.signTypedData(typedDataSign(signer, chainId, data)),
    hashDomain({ domain: domain as never, types }),
    hashStruct<Record<string, unknown>, string>({ data: message as never, primaryType, types }),
    description,
    numberToHex(size(description), { size: 2 }),
  ]);
}

type Members = readonly { name: string; type: string }[];

const MAX_DESCRIPTION = 0xffff;

/** Returns what is signed for typed data: ERC-7739's `TypedDataSign`. */
export function typedDataSign(
  { address }: Pick<MessageSigner, "address">,
  chainId: number,
  { domain, types, primaryType, message }: TypedDataDefinition,
): TypedDataDefinition {
  return {
    domain,
    types: {
      ...types,
      TypedDataSign: [
        { name: "contents", type: primaryType },
        { name: "name", type: "string" },
        { name: "version", type: "string" },
        { name: "chainId", type: "uint256" },
        { name: "verifyingContract", type: "address" },
        { name: "salt", type: "bytes32" },
      ],
    },
    primaryType: "TypedDataSign",
    message: { contents: message, ...accountDomain(address, chainId), salt: zeroHash },
  } as unknown as TypedDataDefinition;
}
