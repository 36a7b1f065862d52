import { decodeFunctionData, parseAbi, toFunctionSelector, type Address, type Hex } from "viem";

/** Functions of ERC-20 and ERC-721 by which tokens are moved. */
const MOVING = parseAbi([
  "function transfer(address to, uint256 units)",
  "function transferFrom(address from, address to, uint256 units)",
  "function safeTransferFrom(address from, address to, uint256 units)",
  "function safeTransferFrom(address from, address to, uint256 units, bytes data)",
]);

const NAMES: ReadonlyMap<Hex, string> = new Map(MOVING.map((fn) => [toFunctionSelector(fn), fn.name]));

/** What a call of such a function says. */
export interface Movement {
  /** Whose it is; nothing if it is the caller's. */
  readonly from?: Address;
  readonly to: Address;
  /** An amount in the smallest unit, or the number of a piece of a collection: the functions are the same. */
  readonly units: bigint;
}

/** Returns the name of the moving function that calldata calls, if it does. */
export function movingName(data: Hex): string | undefined {
  return NAMES.get(data.slice(0, 10) as Hex);
}

/** Reads what calldata moves; nothing if it calls another function, or its arguments are cut off. */
export function readMovement(data: Hex): Movement | undefined {
  try {
    const { functionName, args } = decodeFunctionData({ abi: MOVING, data });
    if (functionName === "transfer") return { to: args[0], units: args[1] };
    return { from: args[0], to: args[1], units: args[2] };
  } catch {
    return undefined;
  }
}
