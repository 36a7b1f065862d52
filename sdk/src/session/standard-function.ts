import { erc20Abi, parseAbi, toFunctionSelector, type Abi, type AbiFunction, type Hex } from "viem";
import type { TokenStandard } from "./token-standard.js";

const TOKEN_ABI = [
  ...erc20Abi,
  ...parseAbi([
    "function increaseAllowance(address spender, uint256 addedAmount)",
    "function increaseApproval(address spender, uint256 addedAmount)",
    // ERC-1363 and ERC-777.
    "function transferAndCall(address recipient, uint256 amount)",
    "function transferAndCall(address recipient, uint256 amount, bytes data)",
    "function transferFromAndCall(address sender, address recipient, uint256 amount)",
    "function transferFromAndCall(address sender, address recipient, uint256 amount, bytes data)",
    "function send(address recipient, uint256 amount, bytes data)",
    "function operatorSend(address sender, address recipient, uint256 amount, bytes data, bytes operatorData)",
    // ERC-1155 and ERC-6909.
    "function safeTransferFrom(address sender, address recipient, uint256 id, uint256 amount, bytes data)",
    "function safeBatchTransferFrom(address sender, address recipient, uint256[] ids, uint256[] amounts, bytes data)",
    "function transfer(address recipient, uint256 id, uint256 amount)",
    "function transferFrom(address sender, address recipient, uint256 id, uint256 amount)",
  ]),
];

const COLLECTION_ABI = parseAbi([
  "function approve(address spender, uint256 tokenId)",
  "function transfer(address recipient, uint256 tokenId)",
  "function transferFrom(address sender, address recipient, uint256 tokenId)",
  "function safeTransferFrom(address sender, address recipient, uint256 tokenId)",
  "function safeTransferFrom(address sender, address recipient, uint256 tokenId, bytes data)",
  "function setApprovalForAll(address operator, bool approved)",
]);

/** Finds the function of a token or a collection with a selector: that of ERC-20 if both have it, and the standard is not known. */
export function standardFunction(
  selector: Hex,
  standard: TokenStandard | undefined,
): AbiFunction | undefined {
  const key = selector.toLowerCase();
  const [token, collection] = [functionsOf(TOKEN_ABI).get(key), functionsOf(COLLECTION_ABI).get(key)];
  return standard === "ERC-721" ? (collection ?? token) : (token ?? collection);
}

const known = new Map<Abi, ReadonlyMap<string, AbiFunction>>();

/** The functions of an ABI by their selectors, worked out once: a session may have hundreds of policies. */
function functionsOf(abi: Abi): ReadonlyMap<string, AbiFunction> {
  const found = known.get(abi);
  if (found) return found;
  const functions = abi.filter((item) => item.type === "function");
  const bySelector = new Map<string, AbiFunction>(functions.map((fn) => [toFunctionSelector(fn), fn]));
  known.set(abi, bySelector);
  return bySelector;
}
