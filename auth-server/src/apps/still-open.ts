import { sessionKeyModuleAbi } from "@zksync-sso/sdk/abi";
import { SessionStatus } from "@zksync-sso/sdk/session";
import type { Hash } from "viem";
import { readContract } from "viem/actions";
import { nodeClient } from "../account/account-client.ts";
import type { Desk } from "../desk/desk.ts";
import { ExplainedError } from "../words/problem.ts";

const ALL_OVER = {
  what: "The chain says that they are over already.",
  remedy: "Nothing was sent. If one of them is still in the list once you close this, end it by itself.",
};

/**
 * Asks the chain which of an account's sessions are to be ended, still. Of several at once, one that is over already would keep all
 * of them open. A single one is to be ended whatever the node says: its key may be in a thief's hands, and the node behind, or
 * lying; if it is over, the chain refuses that, and nothing is lost.
 *
 * @throws ExplainedError if it says of several that all are over
 */
export async function stillOpen(
  { chain, account }: Pick<Desk, "chain" | "account">,
  hashes: readonly Hash[],
): Promise<Hash[]> {
  if (hashes.length === 1) return [...hashes];
  const node = nodeClient(chain);
  const module = { address: chain.contracts.session, abi: sessionKeyModuleAbi } as const;
  const statuses = await Promise.all(
    hashes.map((hash) =>
      readContract(node, { ...module, functionName: "sessionStatus", args: [account.address, hash] }),
    ),
  );
  // One that the node knows nothing of may be newer than what it knows.
  const open = hashes.filter((_, i) => statuses[i] !== SessionStatus.Closed);
  if (open.length === 0) throw new ExplainedError(ALL_OVER);
  return open;
}
