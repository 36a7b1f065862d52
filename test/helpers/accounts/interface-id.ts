import { FunctionFragment, toBeHex, type Interface } from "ethers";

/** Returns the ERC-165 id of an interface: the exclusive or of its functions' selectors, 4 bytes. */
export function interfaceId(abi: Interface): string {
  const selectors = abi.fragments.filter(FunctionFragment.isFragment).map(({ selector }) => BigInt(selector));
  return toBeHex(
    selectors.reduce((id, selector) => id ^ selector, 0n),
    4,
  );
}
