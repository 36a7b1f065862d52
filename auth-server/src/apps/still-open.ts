import { sessionKeyModuleAbi } from "@zksync-sso/sdk/abi";
import { SessionStatus } from "@zksync-sso/sdk/session";
import type { Hash } from "viem";
import { readContract } from "viem/actions";
import { nodeClient } from "../account/account-client.ts";
import type { Desk } from "../desk/desk.ts";

/**
 * Asks the chain which of an account's sessions can be ended, still. Of several that are to be ended at once, one that is over
 * already would keep all of them open.
 */
export async function stillOpen(
  { chain, account }: Pick<Desk, "chain" | "account">,
  hashes: readonly Hash[],
): Promise<Hash[]> {
  const node = nodeClient(chain);
  const module = { address: chain.contracts.session, abi: sessionKeyModuleAbi } as const;
  const statuses = await Promise.all(
    hashes.map((hash) =>
      readContract(node, { ...module, functionName: "sessionStatus", args: [account.address, hash] }),
    ),
  );
  return hashes.filter((_, i) => statuses[i] === SessionStatus.Active);
}
