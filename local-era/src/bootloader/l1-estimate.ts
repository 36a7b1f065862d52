import { EMPTY } from "../primitives/hex.ts";
import { SystemAddress } from "../primitives/system-addresses.ts";
import type { World } from "../state/world.ts";
import type { CallRequest } from "../transactions/call-request.ts";
import { Halt, HaltKind } from "../transactions/halt.ts";
import { encodeTransaction } from "../transactions/struct.ts";
import type { BlockContext } from "../vm/block-context.ts";
import { bisect, estimationTransaction, withMargin } from "./estimate.ts";
import { L1_GAS_PER_PUBDATA, L1_MAX_BODY_GAS, l1IntrinsicGas, l1OverheadGas } from "./l1-costs.ts";
import type { L1TransactionSize } from "./l1-costs.ts";

/** Accounts for the word that L1 puts before the tuple when it encodes a transaction. */
const TUPLE_OFFSET_LENGTH = 32;

/**
 * Estimates the gas limit to request on L1 for a call: what L1 charges for any transaction, the least gas with which
 * `attempt` makes the call, and the cost of the published bytes that it returns. As for L2 transactions, the chain's
 * margin is on everything but the share of the batch. Throws {@link Halt} when L1's limit leaves nothing for the call.
 */
export async function findL1GasLimit(
  size: L1TransactionSize,
  attempt: (gas: bigint) => Promise<bigint>,
): Promise<bigint> {
  const intrinsic = l1IntrinsicGas(size);
  if (intrinsic >= L1_MAX_BODY_GAS) {
    const text = "Bootloader does not have enough gas to proceed with the transaction.";
    throw new Halt(HaltKind.NotEnoughGasProvided, text, text);
  }
  const most = L1_MAX_BODY_GAS - intrinsic;
  const pubdataGas = (await attempt(most)) * size.gasPerPubdata;
  const body = withMargin(intrinsic + pubdataGas + (await bisect(attempt, most)));
  return l1OverheadGas(size) + (body < L1_MAX_BODY_GAS ? body : L1_MAX_BODY_GAS);
}

/** Measures the request as an L1 transaction, which has neither signature nor paymaster. */
export function l1TransactionSize(
  request: CallRequest,
  world: World,
  block: BlockContext,
): L1TransactionSize {
  const unsigned = { ...request, paymaster: SystemAddress.Zero, paymasterInput: EMPTY };
  const tx = { ...estimationTransaction(unsigned, world, block, L1_MAX_BODY_GAS), signature: EMPTY };
  return {
    encodedLength: encodeTransaction(tx).length + TUPLE_OFFSET_LENGTH,
    factoryDeps: request.factoryDeps.length,
    // Clients send zero to leave it to the chain.
    gasPerPubdata: request.gasPerPubdata || L1_GAS_PER_PUBDATA,
  };
}
