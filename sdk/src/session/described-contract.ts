import { erc20Abi, getAddress, toFunctionSelector, type AbiFunction, type Address, type Hex } from "viem";
import type { DescribedContract } from "./describe-session.js";
import { sameAddress, sameHex } from "./same.js";

/** What is known of the contract at an address. */
export function contractIn(
  contracts: readonly DescribedContract[],
  address: Address,
): DescribedContract | undefined {
  return contracts.find((contract) => sameAddress(contract.address, address));
}

/** A contract's name and address; the address always, as names are claims. */
export function nameOfContract(target: Address, contracts: readonly DescribedContract[]): string {
  const contract = contractIn(contracts, target);
  const name = contract?.name ?? contract?.symbol;
  const address = getAddress(target);
  return name === undefined ? address : `${name} (${address})`;
}

/** The function with a selector: of the contract's ABI, or of ERC-20. */
export function functionOf(selector: Hex, contract: DescribedContract | undefined): AbiFunction | undefined {
  return [...(contract?.abi ?? []), ...erc20Abi].find(
    (item): item is AbiFunction => item.type === "function" && sameHex(toFunctionSelector(item), selector),
  );
}
