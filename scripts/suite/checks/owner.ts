import { getAddress, isAddress, ZeroAddress } from "ethers";

/**
 * Returns the address that a suite's owner was given as. It has to be written with its checksum, since a slip of a digit
 * would give the beacon and the paymaster to nobody.
 *
 * @throws Error if it is no address, zero, or written without a checksum
 */
export function readOwner(text: string): string {
  if (!isAddress(text))
    throw new Error(`--owner is "${text}", which is no address, or has a wrong checksum.`);
  const owner = getAddress(text);
  if (owner === ZeroAddress) throw new Error("--owner is the zero address, which nobody controls.");
  if (owner !== text)
    throw new Error(`--owner has to be written with its checksum: ${owner}, if that is what you mean.`);
  return owner;
}
