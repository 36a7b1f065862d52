import { EMPTY } from "../primitives/hex.ts";
import type { CallRequest } from "./call-request.ts";
import { DEFAULT_GAS_PER_PUBDATA, requireWithinLimits } from "./limits.ts";
import { completeHashes } from "./raw-transaction.ts";
import { TransactionType } from "./transaction.ts";
import type { EraTransaction } from "./transaction.ts";
import { ECDSA_SIGNATURE_LENGTH } from "./transaction-hash.ts";

/** Is the gas limit of a requested transaction that has none. */
const DEFAULT_GAS_LIMIT = 72_000_000n;

/**
 * Builds the transaction that eth_sendTransaction requests. Defaults fill in what is omitted: the given nonce, the base
 * fee, 72 000 000 gas, and an all-zero signature, which impersonated senders do not need. Throws TransactionParseError.
 */
export function requestedTransaction(
  request: CallRequest,
  defaults: { readonly nonce: bigint; readonly baseFee: bigint; readonly chainId: bigint },
): EraTransaction {
  const maxFeePerGas = request.maxFeePerGas ?? defaults.baseFee;
  const tx = {
    type: request.type,
    from: request.from,
    to: request.to,
    nonce: request.nonce ?? defaults.nonce,
    gasLimit: request.gasLimit ?? DEFAULT_GAS_LIMIT,
    gasPerPubdata: request.gasPerPubdata ?? DEFAULT_GAS_PER_PUBDATA,
    maxFeePerGas,
    maxPriorityFeePerGas:
      request.type === TransactionType.Legacy ? maxFeePerGas : (request.maxPriorityFeePerGas ?? 0n),
    value: request.value,
    data: request.data,
    signature: request.signature ?? new Uint8Array(ECDSA_SIGNATURE_LENGTH),
    factoryDeps: request.factoryDeps,
    paymaster: request.paymaster,
    paymasterInput: request.paymasterInput,
    hasChainId: true,
    raw: EMPTY,
  };
  requireWithinLimits(tx);
  return completeHashes(tx, defaults.chainId);
}
