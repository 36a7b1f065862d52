import { erc20Abi, parseAbi, toFunctionSelector, type AbiFunction, type Hex } from "viem";
import { sameHex } from "./same.js";
import type { TokenStandard } from "./token-standard.js";

const TOKEN_ABI = [
  ...erc20Abi,
  ...parseAbi([
    "function increaseAllowance(address spender, uint256 addedAmount)",
    "function increaseApproval(address spender, uint256 addedAmount)",
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

/** Finds the function of ERC-20 or ERC-721 with a selector: that of ERC-20 if both have it, and the standard is not known. */
export function standardFunction(
  selector: Hex,
  standard: TokenStandard | undefined,
): AbiFunction | undefined {
  const abi = standard === "ERC-721" ? [...COLLECTION_ABI, ...TOKEN_ABI] : [...TOKEN_ABI, ...COLLECTION_ABI];
  return abi.find(
    (item): item is Extract<typeof item, { type: "function" }> =>
      item.type === "function" && sameHex(toFunctionSelector(item), selector),
  );
}
