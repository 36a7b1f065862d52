import { getAddress, isAddress, zeroAddress, type Address } from "viem";

/** An address that a person wrote, or what is wrong with it. */
export type ReadAddress =
  | { readonly address: Address; readonly problem?: undefined }
  | { readonly address?: undefined; readonly problem: string };

/** Reads an address that a person wrote: also in groups, as this page shows them. */
export function readAddress(text: string): ReadAddress {
  const joined = text.replace(/\s/g, "");
  if (!/^0x[0-9a-fA-F]{40}$/.test(joined))
    return { problem: "An address is 0x and 40 digits or letters from a to f." };
  // Capital letters are a checksum (ERC-55).
  if (!isAddress(joined, { strict: true }))
    return { problem: "This address has a typo. Copy it once more from where you have it." };
  const address = getAddress(joined);
  if (address === zeroAddress) return { problem: "What goes there is lost." };
  return { address };
}
