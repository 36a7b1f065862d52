import { parseAbi, toFunctionSelector, type Hex } from "viem";

/** Functions that many contracts have, though no standard says so. */
const COMMON = parseAbi([
  "function mint()",
  "function mint(uint256 amount)",
  "function mint(address to)",
  "function mint(address to, uint256 amount)",
  "function safeMint(address to)",
  "function safeMint(address to, uint256 id)",
  "function burn(uint256 amount)",
  "function claim()",
  "function deposit()",
  "function deposit(uint256 amount)",
  "function withdraw()",
  "function withdraw(uint256 amount)",
  "function stake(uint256 amount)",
  "function unstake(uint256 amount)",
]);

const NAMES: ReadonlyMap<Hex, string> = new Map(COMMON.map((fn) => [toFunctionSelector(fn), fn.name]));

/** Returns what contracts commonly call the function with a selector. */
export function commonName(selector: Hex): string | undefined {
  return NAMES.get(selector.toLowerCase() as Hex);
}
