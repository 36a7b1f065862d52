import { decodeFunctionData, encodeFunctionResult, numberToHex, parseAbi } from "viem";
import { ENOUGH } from "../src/account/paymaster.ts";
import { calldataOf, CHAIN, fakeNode, NodeRefusal } from "./fake-node.ts";

const ABI = parseAbi([
  "function isSponsored(address target, bytes4 selector) view returns (bool)",
  "function remaining(address sender) view returns (uint256 ofSender, uint256 ofAll)",
]);

/** The paymaster of `SPONSORED_CHAIN`. */
export const PAYMASTER = "0x00000000000000000000000000000000000000b1";

/** A chain whose paymaster may pay, and whose node is `paymasterNode`'s. */
export const SPONSORED_CHAIN = {
  ...CHAIN,
  contracts: { ...CHAIN.contracts, accountPaymaster: PAYMASTER },
} as const;

/** A paymaster that has just enough to pay, for everything. */
export const PAYS = { isSponsored: true, forSender: ENOUGH, forAll: ENOUGH, balance: ENOUGH };

/**
 * Has the process find a node that knows a paymaster, until what is returned is called.
 *
 * @param known - what it knows of it; nothing if there is another contract in its place
 * @param tell - is told the function that is asked for, and its arguments
 */
export function paymasterNode(
  known: typeof PAYS | undefined,
  tell: (asked: readonly unknown[]) => void = () => undefined,
): () => void {
  return fakeNode((request) => {
    if (!known) throw new NodeRefusal("execution reverted");
    if (request.method === "eth_getBalance") return numberToHex(known.balance);
    const { functionName, args } = decodeFunctionData({ abi: ABI, data: calldataOf(request) });
    tell([functionName, ...args]);
    return functionName === "isSponsored"
      ? encodeFunctionResult({ abi: ABI, functionName, result: known.isSponsored })
      : encodeFunctionResult({ abi: ABI, functionName, result: [known.forSender, known.forAll] });
  });
}
