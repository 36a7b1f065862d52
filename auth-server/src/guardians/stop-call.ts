import { guardianRecoveryModuleAbi } from "@zksync-sso/sdk/abi";
import { hashOfOrigin } from "@zksync-sso/sdk/client";
import { encodeFunctionData, type Hash } from "viem";
import type { ChainConfig } from "../chains/chain-config.ts";
import type { RecoveryCall } from "./tell-recovery.ts";

/**
 * Returns the call that stops a passkey on its way into an account.
 *
 * @param page - the hash of the origin of the page that it works on; this one if not given
 */
export function stopCall(
  { contracts }: ChainConfig,
  page: Hash = hashOfOrigin(window.location.origin),
): RecoveryCall {
  const abi = guardianRecoveryModuleAbi;
  const data = encodeFunctionData({ abi, functionName: "discardRecovery", args: [page] });
  return { to: contracts.recovery, data, signature: "discardRecovery(bytes32)" };
}
