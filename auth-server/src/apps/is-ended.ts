import { sessionKeyModuleAbi } from "@zksync-sso/sdk/abi";
import { SessionStatus } from "@zksync-sso/sdk/session";
import type { Hash } from "viem";
import { readContract } from "viem/actions";
import { nodeClient } from "../account/account-client.ts";
import type { Desk } from "../desk/desk.ts";

/**
 * Says whether a session that could not be ended is over already, by the chain's word: on another device, perhaps. Asked only then:
 * a node that is behind or lies must keep nobody from ending one.
 */
export async function isEnded(
  { chain, account }: Pick<Desk, "chain" | "account">,
  sessionHash: Hash,
): Promise<boolean> {
  const status = await readContract(nodeClient(chain), {
    address: chain.contracts.session,
    abi: sessionKeyModuleAbi,
    functionName: "sessionStatus",
    args: [account.address, sessionHash],
  }).catch(() => undefined);
  return status === SessionStatus.Closed;
}
