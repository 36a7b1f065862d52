import type { Hex } from "viem";
import { sameHex } from "./same.js";
import type { CallSpec } from "./session-spec.js";
import { isCollection, type ContractOfStandard } from "./token-standard.js";

/** A standard's function that lets tokens go. */
export interface TokenFunction {
  readonly name: string;
  readonly selector: Hex;
  /** What its word at `index` is: an amount of a token, an NFT's number, or whether an operator may move them all. */
  readonly takes: "amount" | "id" | "all";
  readonly index: bigint;
  /** The word that says who gets it, where it goes at once. */
  readonly recipient?: bigint;
}

/** The functions that ERC-20 and ERC-721 share: what the word is depends on the contract. */
const SHARED = [
  { selector: "0xa9059cbb", name: "transfer", index: 1n, recipient: 0n },
  { selector: "0x095ea7b3", name: "approve", index: 1n },
  { selector: "0x23b872dd", name: "transferFrom", index: 2n, recipient: 1n },
] as const;

/** Functions of one standard alone; `setApprovalForAll` is also ERC-1155's, those that call are ERC-1363's, and `send` is ERC-777's. */
const UNAMBIGUOUS: readonly TokenFunction[] = [
  { selector: "0x39509351", name: "increaseAllowance", takes: "amount", index: 1n },
  { selector: "0xd73dd623", name: "increaseApproval", takes: "amount", index: 1n },
  { selector: "0x3177029f", name: "approveAndCall", takes: "amount", index: 1n },
  { selector: "0xcae9ca51", name: "approveAndCall", takes: "amount", index: 1n },
  { selector: "0x1296ee62", name: "transferAndCall", takes: "amount", index: 1n, recipient: 0n },
  { selector: "0x4000aea0", name: "transferAndCall", takes: "amount", index: 1n, recipient: 0n },
  { selector: "0xd8fbe994", name: "transferFromAndCall", takes: "amount", index: 2n, recipient: 1n },
  { selector: "0xc1d34b89", name: "transferFromAndCall", takes: "amount", index: 2n, recipient: 1n },
  { selector: "0x9bd9bbc6", name: "send", takes: "amount", index: 1n, recipient: 0n },
  { selector: "0x62ad1b83", name: "operatorSend", takes: "amount", index: 2n, recipient: 1n },
  { selector: "0x42842e0e", name: "safeTransferFrom", takes: "id", index: 2n, recipient: 1n },
  { selector: "0xb88d4fde", name: "safeTransferFrom", takes: "id", index: 2n, recipient: 1n },
  { selector: "0xa22cb465", name: "setApprovalForAll", takes: "all", index: 1n },
];

/** Finds the function that a policy is about, if it is one that lets tokens go. */
export function tokenFunction(
  { target, selector }: Pick<CallSpec, "target" | "selector">,
  contracts: readonly ContractOfStandard[],
): TokenFunction | undefined {
  const shared = sharedFunction(selector);
  if (shared) return { ...shared, takes: isCollection(contracts, target) ? "id" : "amount" };
  return UNAMBIGUOUS.find((fn) => sameHex(fn.selector, selector));
}

/** Says whether ERC-20 and ERC-721 both have the function, so that its contract's standard has to be known. */
export function isSharedFunction(selector: Hex): boolean {
  return sharedFunction(selector) !== undefined;
}

function sharedFunction(selector: Hex) {
  return SHARED.find((fn) => sameHex(fn.selector, selector));
}
