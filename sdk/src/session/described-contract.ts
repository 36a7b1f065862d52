import {
  getAddress,
  parseAbiItem,
  toFunctionSelector,
  type Abi,
  type AbiFunction,
  type Address,
  type Hex,
} from "viem";
import { quotedName } from "./claimed-name.js";
import { grantingFunction } from "./granting-function.js";
import { sameAddress, sameHex } from "./same.js";
import { standardFunction } from "./standard-function.js";
import type { ContractOfStandard } from "./token-standard.js";

/** Finds what is known of the contract at an address. */
export function contractIn(
  contracts: readonly DescribedContract[],
  address: Address,
): DescribedContract | undefined {
  return contracts.find((contract) => sameAddress(contract.address, address));
}

/** Writes a contract's name and address; the address always, as names are claims. */
export function nameOfContract(target: Address, contracts: readonly DescribedContract[]): string {
  const contract = contractIn(contracts, target);
  const name = quotedName(contract?.name) ?? quotedName(contract?.symbol);
  const address = getAddress(target);
  return name === undefined ? address : `${name} (${address})`;
}

/**
 * Finds the function with a selector: of a token's standard, one that lets others take tokens, or one of the contract's ABI.
 * The first two go by no other name: it takes minutes to find one with the same four bytes.
 */
export function functionOf(selector: Hex, contract: DescribedContract | undefined): AbiFunction | undefined {
  return (
    standardFunction(selector, contract?.standard) ??
    declaredFunction(selector) ??
    functionIn(contract?.abi ?? [], selector)
  );
}

function declaredFunction(selector: Hex): AbiFunction | undefined {
  const grant = grantingFunction(selector);
  return grant && (parseAbiItem([grant.signature] as [string]) as AbiFunction);
}

function functionIn(abi: Abi, selector: Hex): AbiFunction | undefined {
  return abi.find((item): item is AbiFunction => item.type === "function" && hasSelector(item, selector));
}

function hasSelector(fn: AbiFunction, selector: Hex): boolean {
  try {
    return sameHex(toFunctionSelector(fn), selector);
  } catch {
    // What viem cannot write as a signature is no function of a contract, and no reason to describe nothing.
    return false;
  }
}

/**
 * What is known of a contract, so that it can be called by its name. Names may come from the asking application: they
 * are shown in quotation marks, beside the address, and cannot pass for more than a name.
 */
export interface DescribedContract extends ContractOfStandard {
  readonly name?: string;
  readonly abi?: Abi;
  /** Of a token: its amounts are written with so many decimals. */
  readonly decimals?: number;
  readonly symbol?: string;
}
