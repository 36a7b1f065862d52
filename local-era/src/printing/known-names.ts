import { selectorHex } from "../primitives/abi.ts";
import type { Address, Hex } from "../primitives/hex.ts";
import { SystemAddress } from "../primitives/system-addresses.ts";
import { AccountSelector, PaymasterSelector } from "../transactions/account-interface.ts";
import { CONSOLE_ADDRESS } from "../primitives/console-address.ts";
import { projectFunction } from "./project-names.ts";
import { SUITE_FUNCTIONS } from "./suite-interface.ts";

const CONTRACTS: ReadonlyMap<Address, string> = new Map<Address, string>([
  ...Object.entries(SystemAddress).map(([name, address]) => [address, name] as const),
  [SystemAddress.Zero, SystemAddress.Zero],
  [CONSOLE_ADDRESS, "console"],
]);

/** Lists functions whose names the node knows without the contract's ABI. */
const SIGNATURES = [
  "create(bytes32,bytes32,bytes)",
  "create2(bytes32,bytes32,bytes)",
  "createAccount(bytes32,bytes32,bytes,uint8)",
  "create2Account(bytes32,bytes32,bytes,uint8)",
  "incrementMinNonceIfEquals(uint256)",
  "getMinNonce(address)",
  "getRawNonce(address)",
  "validateNonceUsage(address,uint256,bool)",
  "setValueUnderNonce(uint256,uint256)",
  "sendToL1(bytes)",
  "assertTimestampInRange(uint256,uint256)",
  "isValidSignature(bytes32,bytes)",
  "supportsInterface(bytes4)",
  "transfer(address,uint256)",
  "transferFrom(address,address,uint256)",
  "approve(address,uint256)",
  "balanceOf(address)",
  "allowance(address,address)",
  "totalSupply()",
  "onInstall(bytes)",
  "onUninstall(bytes)",
  "isModuleType(uint256)",
];

const FUNCTIONS: ReadonlyMap<Hex, string> = new Map([
  ...Object.entries({
    ...AccountSelector,
    validateAndPayForPaymasterTransaction: PaymasterSelector.validateAndPay,
  }).map(([name, selector]) => [selector, name] as const),
  [PaymasterSelector.postTransaction, "postTransaction"] as const,
  ...[...SUITE_FUNCTIONS, ...SIGNATURES].map(
    (signature) => [selectorHex(signature), signature.split("(")[0]!] as const,
  ),
]);

/** Returns a system contract's name, or any other address unchanged. */
export function contractName(address: Address): string {
  return CONTRACTS.get(address) ?? address;
}

/** Returns the name of a known selector; undefined otherwise. */
export function functionName(selector: Hex): string | undefined {
  return FUNCTIONS.get(selector) ?? projectFunction(selector);
}
