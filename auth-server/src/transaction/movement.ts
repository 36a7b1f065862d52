import { decodeAbiParameters, parseAbi, toFunctionSelector, type Address, type Hex } from "viem";

/** Functions by which tokens are moved: of ERC-20 and ERC-721, ERC-1363, ERC-777, ERC-6909 and ERC-1155. */
const MOVING = parseAbi([
  "function transfer(address to, uint256 units)",
  "function transferFrom(address from, address to, uint256 units)",
  "function safeTransferFrom(address from, address to, uint256 units)",
  "function safeTransferFrom(address from, address to, uint256 units, bytes data)",
  "function transferAndCall(address to, uint256 units)",
  "function transferAndCall(address to, uint256 units, bytes data)",
  "function transferFromAndCall(address from, address to, uint256 units)",
  "function transferFromAndCall(address from, address to, uint256 units, bytes data)",
  "function send(address to, uint256 units, bytes data)",
  "function operatorSend(address from, address to, uint256 units, bytes data, bytes operatorData)",
  "function transfer(address to, uint256 id, uint256 units)",
  "function transferFrom(address from, address to, uint256 id, uint256 units)",
  "function safeTransferFrom(address from, address to, uint256 id, uint256 units, bytes data)",
  "function safeBatchTransferFrom(address from, address to, uint256[] ids, uint256[] units, bytes data)",
]);

const FUNCTIONS = new Map(MOVING.map((fn) => [toFunctionSelector(fn), fn]));

/** How much of what. */
export interface MovedPart {
  /** The number of what a contract of several tokens has. */
  readonly id?: bigint;
  /** An amount in the smallest unit or, without `id`, the number of a piece of a collection: the functions are the same. */
  readonly units: bigint;
}

/** What a call of such a function says. */
export interface Movement {
  /** Whose it is; nothing if it is the caller's. */
  readonly from?: Address;
  readonly to: Address;
  readonly parts: readonly MovedPart[];
}

/** The arguments of a moving function, by their names above. */
interface MovingArguments {
  readonly from?: Address;
  readonly to: Address;
  readonly id?: bigint;
  readonly ids?: readonly bigint[];
  readonly units: bigint | readonly bigint[];
}

/** Returns the name of the moving function that calldata calls, if it does. */
export function movingName(data: Hex): string | undefined {
  return movingFunction(data)?.name;
}

/** Reads what calldata moves; nothing if it calls another function, or its arguments are cut off or contradict each other. */
export function readMovement(data: Hex): Movement | undefined {
  const fn = movingFunction(data);
  if (!fn) return undefined;
  try {
    const args = decodeAbiParameters(fn.inputs, `0x${data.slice(10)}`);
    const named = Object.fromEntries(fn.inputs.map(({ name }, i) => [name, args[i]]));
    return movementOf(named as unknown as MovingArguments);
  } catch {
    return undefined;
  }
}

function movementOf({ from, to, id, ids, units }: MovingArguments): Movement | undefined {
  const whom = { ...(from !== undefined && { from }), to };
  if (typeof units === "bigint") return { ...whom, parts: [{ ...(id !== undefined && { id }), units }] };
  if (ids?.length !== units.length) return undefined;
  return { ...whom, parts: units.map((each, i) => ({ id: ids[i] as bigint, units: each })) };
}

function movingFunction(data: Hex) {
  return FUNCTIONS.get(data.slice(0, 10) as Hex);
}
