import { numberToHex } from "viem";
import type { ProviderCore } from "../provider-core.js";
import type { MethodTable } from "./method-table.js";

/** Says who is connected, and to which chain: what an app asks as soon as it starts. */
export function stateMethods({
  state,
}: ProviderCore): MethodTable<"eth_accounts" | "eth_chainId" | "net_version"> {
  return {
    eth_accounts: async () => state.accounts,
    eth_chainId: async () => numberToHex(state.chainId),
    net_version: async () => String(state.chainId),
  };
}
