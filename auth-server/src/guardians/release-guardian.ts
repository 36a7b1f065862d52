import { guardianRecoveryModuleAbi } from "@zksync-sso/sdk/abi";
import { hashOfOrigin } from "@zksync-sso/sdk/client";
import { encodeFunctionData, type Address, type Hash } from "viem";
import type { Desk } from "../desk/desk.ts";
import { tellRecovery } from "./tell-recovery.ts";

/**
 * Releases a guardian of an account, or takes back the question.
 *
 * @param page - the hash of the origin of the page that they are a guardian on; this one if not given
 */
export function releaseGuardian(
  desk: Desk,
  guardian: Address,
  say: (what: string) => void,
  page: Hash = hashOfOrigin(window.location.origin),
): Promise<void> {
  const args = [page, guardian] as const;
  const data = encodeFunctionData({ abi: guardianRecoveryModuleAbi, functionName: "removeGuardian", args });
  return tellRecovery(desk, { data, signature: "removeGuardian(bytes32,address)" }, say);
}
