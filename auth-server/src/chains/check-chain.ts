import { getBlock, getChainId } from "viem/actions";
import { nodeClient } from "../account/account-client.ts";
import { FAR_TIME } from "../words/far-time.ts";
import { ExplainedError, WrongChainError } from "../words/problem.ts";
import type { ChainConfig } from "./chain-config.ts";

/**
 * Asks a chain's node what time it is there, in seconds, and whether it is the chain's node at all.
 *
 * @throws WrongChainError if it is another chain's
 * @throws ExplainedError if it says a time that no page could show
 */
export async function chainTime(chain: ChainConfig): Promise<bigint> {
  const client = nodeClient(chain);
  const [id, { timestamp }] = await Promise.all([getChainId(client), getBlock(client)]);
  if (id !== chain.id)
    throw new WrongChainError(
      `${chain.rpcUrl} answers for chain ${id} instead of ${chain.name}, chain ${chain.id}.`,
    );
  if (timestamp < FAR_TIME) return timestamp;
  throw new ExplainedError({
    what: `${chain.rpcUrl} says of ${chain.name} that its time is thousands of years away.`,
    remedy: "Nothing was sent. Tell whoever runs this page.",
  });
}
