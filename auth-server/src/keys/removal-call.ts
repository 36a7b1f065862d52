import { erc7579AccountAbi } from "@zksync-sso/sdk/abi";
import { ModuleType } from "@zksync-sso/sdk/client";
import { encodeFunctionData, type Address } from "viem";
import type { OwnCall } from "../account/own-fee.ts";
import type { Removal } from "./read-modules.ts";

/** What ERC-7579 calls a contract that has a role. */
export const MODULE_TYPES = {
  refuse: "hook",
  act: "executor",
  answer: "fallback",
  approve: "validator",
} as const;

/** Returns the call by which an account takes something from a contract. */
export function removalCall(account: Address, module: Address, removal: Removal): OwnCall {
  const abi = erc7579AccountAbi;
  if (removal.role === "screen") {
    const args = [module, true, "0x"] as const;
    return { to: account, data: encodeFunctionData({ abi, functionName: "unlinkHook", args }) };
  }
  const type = ModuleType[MODULE_TYPES[removal.role]];
  const args = [type, module, removal.role === "answer" ? removal.selector : "0x"] as const;
  return { to: account, data: encodeFunctionData({ abi, functionName: "unlinkModule", args }) };
}
