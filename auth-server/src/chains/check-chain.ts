import { getBlock, getChainId } from "viem/actions";
import { nodeClient } from "../account/account-client.ts";
import { WrongChainError } from "../words/problem.ts";
import type { ChainConfig } from "./chain-config.ts";

/**
 * Asks a chain's node what time it is there, in seconds, and whether it is the chain's node at all.
 *
 * @throws WrongChainError if it is another chain's
 */
export async function chainTime(chain: ChainConfig): Promise<bigint> {
  const client = nodeClient(chain);
  const [id, { timestamp }] = await Promise.all([getChainId(client), getBlock(client)]);
  if (id === chain.id) return timestamp;
  throw new WrongChainError(
    `${chain.rpcUrl} answers for chain ${id} instead of ${chain.name}, chain ${chain.id}.`,
  );
}
