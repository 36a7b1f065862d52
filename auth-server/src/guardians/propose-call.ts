import { guardianRecoveryModuleAbi } from "@zksync-sso/sdk/abi";
import { hashOfOrigin } from "@zksync-sso/sdk/client";
import { encodeFunctionData, type Address } from "viem";
import type { ChainConfig } from "../chains/chain-config.ts";
import type { RecoveryCall } from "./tell-recovery.ts";

/** Returns the call that asks somebody to guard an account, for this page's origin. */
export function proposeCall({ contracts }: ChainConfig, guardian: Address): RecoveryCall {
  const args = [hashOfOrigin(window.location.origin), guardian] as const;
  const data = encodeFunctionData({ abi: guardianRecoveryModuleAbi, functionName: "proposeGuardian", args });
  return { to: contracts.recovery, data, signature: "proposeGuardian(bytes32,address)" };
}
