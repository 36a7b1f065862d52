import { FunctionFragment, toBeHex, type Interface } from "ethers";

/**
 * Returns the ERC-165 id of an interface: the exclusive or of its functions' selectors, 4 bytes.
 *
 * @param base the interface that it extends, whose functions are not its own
 */
export function interfaceId(abi: Interface, base?: Interface): string {
  const selectors = abi.fragments
    .filter(FunctionFragment.isFragment)
    .filter(({ selector }) => !base?.hasFunction(selector))
    .map(({ selector }) => BigInt(selector));
  return toBeHex(
    selectors.reduce((id, selector) => id ^ selector, 0n),
    4,
  );
}
