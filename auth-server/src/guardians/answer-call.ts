import { guardianRecoveryModuleAbi } from "@zksync-sso/sdk/abi";
import { hashOfOrigin } from "@zksync-sso/sdk/client";
import { encodeFunctionData } from "viem";
import type { ChainConfig } from "../chains/chain-config.ts";
import type { GuardianRequest } from "./guardian-request.ts";
import type { RecoveryCall } from "./tell-recovery.ts";

/** Returns the call by which a guardian does what they are asked for, for this page's origin. */
export function answerCall(
  { contracts: { recovery: to } }: ChainConfig,
  { account, passkey }: Omit<GuardianRequest, "chainId">,
): RecoveryCall {
  const page = hashOfOrigin(window.location.origin);
  const abi = guardianRecoveryModuleAbi;
  if (!passkey) {
    const data = encodeFunctionData({ abi, functionName: "addGuardian", args: [page, account] });
    return { to, data, signature: "addGuardian(bytes32,address)" };
  }
  const { hashedCredentialId, rawPublicKey } = passkey;
  const args = [account, hashedCredentialId, rawPublicKey, page] as const;
  const data = encodeFunctionData({ abi, functionName: "initRecovery", args });
  return { to, data, signature: "initRecovery(address,bytes32,bytes32[2],bytes32)" };
}
