import { encodeFunctionData, parseAbi, type Hash } from "viem";
import type { OwnCall } from "../account/own-fee.ts";
import type { ChainConfig } from "../chains/chain-config.ts";

const END = parseAbi(["function revokeKey(bytes32)", "function revokeKeys(bytes32[])"]);

/** Returns the call that ends sessions: one, or several at once. */
export function endCall({ contracts }: ChainConfig, hashes: readonly Hash[]): OwnCall {
  const [first, ...others] = hashes;
  const data =
    first !== undefined && others.length === 0
      ? encodeFunctionData({ abi: END, functionName: "revokeKey", args: [first] })
      : encodeFunctionData({ abi: END, functionName: "revokeKeys", args: [hashes] });
  return { to: contracts.session, data };
}
