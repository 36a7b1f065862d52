import { type Address, type Chain, type Client, type Hex, type Transport } from "viem";
import { chainConfig } from "viem/zksync";
import type { AccountTransaction } from "./account-transaction.js";
import { GENERAL_PAYMASTER_INPUT } from "./general-paymaster-input.js";
import { numberIn } from "./read-answer.js";

/** The most gas that a published byte may take, if a transaction does not say: what the chain's own tools allow. */
export const DEFAULT_GAS_PER_PUBDATA = 50_000n;

/**
 * Asks the node how much gas a transaction takes with a signature of this size and cost; the signature need not be
 * valid.
 */
export async function estimateGas(
  client: Client<Transport, Chain>,
  from: Address,
  transaction: AccountTransaction,
  signature: Hex,
): Promise<bigint> {
  const { factoryDeps, paymaster, paymasterInput = GENERAL_PAYMASTER_INPUT, ...rest } = transaction;
  const request = chainConfig.formatters.transactionRequest.format({
    ...rest,
    gas: undefined,
    from,
    type: "eip712",
    gasPerPubdata: transaction.gasPerPubdata ?? DEFAULT_GAS_PER_PUBDATA,
    ...(factoryDeps ? { factoryDeps: [...factoryDeps] } : {}),
    ...(paymaster ? { paymaster, paymasterInput } : {}),
    customSignature: signature,
  } as Parameters<typeof chainConfig.formatters.transactionRequest.format>[0]);
  return numberIn(
    await client.request({ method: "eth_estimateGas", params: [request as never] }),
    "eth_estimateGas",
  );
}
