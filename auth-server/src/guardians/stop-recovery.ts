import { guardianRecoveryModuleAbi } from "@zksync-sso/sdk/abi";
import { hashOfOrigin } from "@zksync-sso/sdk/client";
import { encodeFunctionData, type Hash } from "viem";
import type { Desk } from "../desk/desk.ts";
import { tellRecovery } from "./tell-recovery.ts";

/**
 * Stops a passkey on its way into an account.
 *
 * @param page - the hash of the origin of the page that it works on; this one if not given
 */
export function stopRecovery(
  desk: Desk,
  say: (what: string) => void,
  page: Hash = hashOfOrigin(window.location.origin),
): Promise<void> {
  const abi = guardianRecoveryModuleAbi;
  const data = encodeFunctionData({ abi, functionName: "discardRecovery", args: [page] });
  return tellRecovery(desk, { data, signature: "discardRecovery(bytes32)" }, say);
}
