import { TransactionReceiptNotFoundError, type Hash, type TransactionReceipt } from "viem";
import { getTransactionCount, getTransactionReceipt } from "viem/actions";
import { nodeClient } from "../account/account-client.ts";
import type { ChainConfig } from "../chains/chain-config.ts";
import type { SendOrder } from "./send-order.ts";
import type { SentBefore } from "./sent-before.ts";

/**
 * What became of what may have been sent: it is done; it failed, and is over; it can happen still; or the account has done
 * something with its nonce, and nobody knows whether it was that, or the node does not say whether it failed.
 */
export type Fate =
  | { readonly kind: "done"; readonly order: SendOrder; readonly hash: Hash }
  | { readonly kind: "failed" | "open" | "unknown" };

/** Asks the chain what became of what may have been sent. */
export async function fateOf(chain: ChainConfig, { account, nonce, tries }: SentBefore): Promise<Fate> {
  // Asked before the receipts: whatever has used the nonce by then has its receipt.
  const count = await getTransactionCount(nodeClient(chain), { address: account, blockTag: "latest" });
  for (const { hash, ...order } of tries) {
    const receipt = hash && (await receiptOf(chain, hash));
    if (!receipt) continue;
    // Some nodes leave it out, whatever the type says: who takes that for a failure pays twice.
    const { status }: { status: unknown } = receipt;
    if (status === "success") return { kind: "done", order, hash };
    return { kind: status === "reverted" ? "failed" : "unknown" };
  }
  return { kind: count > nonce ? "unknown" : "open" };
}

async function receiptOf(chain: ChainConfig, hash: Hash): Promise<TransactionReceipt | undefined> {
  try {
    return await getTransactionReceipt(nodeClient(chain), { hash });
  } catch (error) {
    if (error instanceof TransactionReceiptNotFoundError) return undefined;
    throw error;
  }
}
