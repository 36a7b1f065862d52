import { concat, pad, size, stringToHex, type Address, type Hash } from "viem";
import { OwnerPrefixTooLongError } from "../../errors/owner-errors.js";

/** Bytes that the owner's address leaves of the id. */
const PREFIX_BYTES = 12;

/**
 * Returns the id of the account of an owner, as published clients make it: a prefix of 12 bytes, then the owner's address.
 *
 * @param prefix - tells apart several accounts of one owner
 * @throws OwnerPrefixTooLongError if the prefix is longer than 12 bytes
 */
export function uniqueIdOfOwner(owner: Address, prefix = ""): Hash {
  const bytes = stringToHex(prefix);
  if (size(bytes) > PREFIX_BYTES) throw new OwnerPrefixTooLongError(prefix, PREFIX_BYTES);
  return concat([pad(bytes, { dir: "right", size: PREFIX_BYTES }), owner]);
}
