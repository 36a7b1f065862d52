import type { Address } from "viem";
import { sameAddress } from "./same.js";

/** What a token's contract is: of amounts (ERC-20), or a collection of NFTs, each with a number of its own (ERC-721). */
export type TokenStandard = "ERC-20" | "ERC-721";

/**
 * A contract whose standard is known. Never take the asking application's word for it: amounts of a token that is
 * called a collection would be told as numbers of NFTs. A collection says so itself, by `supportsInterface(0x80ac58cd)`.
 */
export interface ContractOfStandard {
  readonly address: Address;
  readonly standard?: TokenStandard;
}

/** Says whether a contract is known as a collection of NFTs. */
export function isCollection(contracts: readonly ContractOfStandard[], address: Address): boolean {
  return contracts.find((contract) => sameAddress(contract.address, address))?.standard === "ERC-721";
}
