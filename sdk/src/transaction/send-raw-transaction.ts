import type { Chain, Client, Hash, Hex, Transport } from "viem";

/** A transaction as the chain takes it, and its hash. */
export interface SignedTransaction {
  readonly serialized: Hex;
  readonly hash: Hash;
}

/**
 * Sends a transaction once. Where that fails, the chain is asked whether it has the transaction all the same: an answer may
 * be lost, and a transport that tries another node is told that the first one's is a replay. Who is told of a failure then
 * pays twice.
 */
export async function sendRawTransaction(
  client: Client<Transport, Chain>,
  { serialized, hash }: SignedTransaction,
): Promise<Hash> {
  try {
    await client.request({ method: "eth_sendRawTransaction", params: [serialized] }, { retryCount: 0 });
  } catch (error) {
    if (!(await isKnown(client, hash))) throw error;
  }
  // Known beforehand: what a node answers could be another one's.
  return hash;
}

async function isKnown(client: Client<Transport, Chain>, hash: Hash): Promise<boolean> {
  try {
    const known = await client.request({ method: "eth_getTransactionByHash", params: [hash] });
    return (known as { hash?: string } | null)?.hash?.toLowerCase() === hash;
  } catch {
    // The first failure says more.
    return false;
  }
}
