import {
  concat,
  getAddress,
  hexlify,
  id,
  solidityPackedKeccak256,
  toUtf8Bytes,
  zeroPadBytes,
  type BytesLike,
} from "ethers";

/**
 * Returns the factory's key of an account and its create2 salt: `keccak256(abi.encodePacked(uniqueId,
 * deployer))`.
 */
export function accountId(uniqueId: BytesLike, deployer: string): string {
  return solidityPackedKeccak256(["bytes32", "address"], [uniqueId, deployer]);
}

/**
 * Returns the unique id the published passkey client derives from a name the application chose, or from
 * install data's hex text.
 */
export function uniqueIdFromText(text: string): string {
  return id(text);
}

/**
 * Returns the unique id of the published modular deployment: of the texts of the name, each owner and the
 * credential id, in hex.
 */
export function modularUniqueId(parts: {
  name?: string;
  owners: readonly string[];
  credentialId?: string;
}): string {
  const texts = [
    ...(parts.name === undefined ? [] : [hexlify(toUtf8Bytes(parts.name))]),
    ...parts.owners,
    ...(parts.credentialId === undefined ? [] : [hexlify(toUtf8Bytes(parts.credentialId))]),
  ];
  return id(texts.reduce((joined, text) => joined + text.slice(2), "0x"));
}

/**
 * Returns the unique id of the published owner-key deployment: up to 12 ASCII bytes of a prefix, then the
 * owner's address.
 *
 * @throws Error if the prefix is longer.
 */
export function ownerUniqueId(prefix: string, owner: string): string {
  const bytes = toUtf8Bytes(prefix);
  if (bytes.length > 12) throw new Error(`prefix is ${bytes.length} bytes; at most 12 fit`);
  return concat([zeroPadBytes(bytes, 12), getAddress(owner)]);
}
