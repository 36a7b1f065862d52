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

/** A word in front of the tuple, where L1 encodes a transaction. */
const TUPLE_OFFSET_LENGTH = 32;

/**
 * The gas limit to request on L1 for a call: what L1 asks of any transaction, the least gas with which `attempt` makes the
 * call, and what the bytes cost that it returns, which the call publishes. As for transactions of L2 the chain's margin is
 * on all but the share of the batch. Throws {@link Halt} when nothing of what L1 allows is left for the call.
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

/** How large the request is as a transaction of L1, which has neither signature nor paymaster. */
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
    // Zero is how clients write that they leave it to the chain.
    gasPerPubdata: request.gasPerPubdata || L1_GAS_PER_PUBDATA,
  };
}
