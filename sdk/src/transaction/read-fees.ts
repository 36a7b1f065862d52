import type { Chain, Client, Transport } from "viem";
import type { AccountTransaction } from "./account-transaction.js";
import { numberIn } from "./read-answer.js";

/** What a transaction pays for each gas, in wei. */
export interface Fees {
  readonly maxFeePerGas: bigint;
  readonly maxPriorityFeePerGas: bigint;
}

/**
 * Returns the fees that a transaction has or, if it has none, a fifth more than the chain's price, so that the price may
 * rise before it gets into a block. The chain takes its own price, whatever was offered, and no tips.
 */
export async function readFees(
  client: Client<Transport, Chain>,
  { maxFeePerGas, maxPriorityFeePerGas }: AccountTransaction,
): Promise<Fees> {
  if (maxFeePerGas !== undefined) return { maxFeePerGas, maxPriorityFeePerGas: maxPriorityFeePerGas ?? 0n };
  const price = numberIn(await client.request({ method: "eth_gasPrice" }), "eth_gasPrice");
  const tip = maxPriorityFeePerGas ?? 0n;
  return { maxFeePerGas: (price * 12n) / 10n + tip, maxPriorityFeePerGas: tip };
}
