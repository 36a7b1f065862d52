import { AbiCoder, keccak256, toBeHex, toUtf8Bytes } from "ethers";

/**
 * Returns the storage slot of an ERC-7201 namespace: keccak256(abi.encode(uint256(keccak256(id)) - 1)) with
 * its last byte cleared.
 */
export function erc7201Slot(id: string): string {
  const inner = BigInt(keccak256(toUtf8Bytes(id))) - 1n;
  const outer = BigInt(keccak256(AbiCoder.defaultAbiCoder().encode(["uint256"], [inner])));
  return toBeHex(outer & ~0xffn, 32);
}
