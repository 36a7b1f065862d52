import { guardianRecoveryModuleAbi } from "@zksync-sso/sdk/abi";
import { hashOfOrigin } from "@zksync-sso/sdk/client";
import { encodeFunctionData, type Address, type Hash } from "viem";
import type { ChainConfig } from "../chains/chain-config.ts";
import type { RecoveryCall } from "./tell-recovery.ts";

/**
 * Returns the call that releases a guardian of an account, or takes back the question.
 *
 * @param page - the hash of the origin of the page that they are a guardian on; this one if not given
 */
export function releaseCall(
  { contracts }: ChainConfig,
  guardian: Address,
  page: Hash = hashOfOrigin(window.location.origin),
): RecoveryCall {
  const args = [page, guardian] as const;
  const data = encodeFunctionData({ abi: guardianRecoveryModuleAbi, functionName: "removeGuardian", args });
  return { to: contracts.recovery, data, signature: "removeGuardian(bytes32,address)" };
}
