import { fromHex } from "../primitives/hex.ts";
import type { World } from "../state/world.ts";
import { toStruct } from "../transactions/struct.ts";
import { transactionHashes } from "../transactions/hash.ts";
import { TransactionType } from "../transactions/transaction.ts";
import type { EraTransaction } from "../transactions/transaction.ts";
import type { CallRequest } from "./call-request.ts";
import { ExecutionReverted } from "./execution-reverted.ts";
import { MAX_COMPUTE_GAS, MAX_GAS_PER_PUBDATA } from "./gas.ts";
import { Halt } from "./halt.ts";
import type { BlockContext } from "./outcome.ts";

/** What stands for a signature nobody gave: r and s zero, v 27. */
const STUB_SIGNATURE = fromHex(`${"00".repeat(64)}1b`);
/** Precision of the search, in gas. */
const TOLERANCE = 1_000n;
/** The chain's margin over what the search finds: 1.3. */
const MARGIN_NUMERATOR = 13n;
const MARGIN_DENOMINATOR = 10n;

/** The transaction whose gas is estimated, with the chain's defaults for what the request leaves out. */
export function estimationTransaction(
  request: CallRequest,
  world: World,
  block: BlockContext,
  gasLimit: bigint,
): EraTransaction {
  const unsigned = {
    type: request.type,
    from: request.from,
    to: request.to,
    nonce: request.nonce ?? world.minNonce(request.from),
    gasLimit,
    gasPerPubdata: MAX_GAS_PER_PUBDATA,
    maxFeePerGas: block.baseFee,
    maxPriorityFeePerGas: block.baseFee,
    value: request.value,
    data: request.data,
    signature: request.signature?.length ? request.signature : STUB_SIGNATURE,
    factoryDeps: request.factoryDeps,
    paymaster: request.paymaster,
    paymasterInput: request.paymasterInput,
    hasChainId: request.type === TransactionType.Legacy,
    raw: new Uint8Array(0),
    hash: "0x",
    signedHash: "0x",
  } as const satisfies EraTransaction;
  return { ...unsigned, ...transactionHashes(toStruct(unsigned), block.chainId) };
}

/**
 * Finds the least gas limit with which `attempt` succeeds, to {@link TOLERANCE}, and adds the margin. `attempt`
 * returns the gas used and throws what the caller shall see when even the largest limit fails.
 */
export async function findGasLimit(attempt: (gasLimit: bigint) => Promise<bigint>): Promise<bigint> {
  return withMargin(await leastGas(attempt, MAX_COMPUTE_GAS));
}

/** The least gas up to `max` with which `attempt` succeeds, to {@link TOLERANCE}. */
export async function leastGas(attempt: (gas: bigint) => Promise<bigint>, max: bigint): Promise<bigint> {
  const used = await attempt(max);
  // Every call keeps back a 64th of its gas: a little above what was used is nearly always enough.
  const likely = used + used / 16n + TOLERANCE;
  if (likely >= max) return search(attempt, used, max);
  return (await succeeds(attempt, likely)) ? likely : search(attempt, likely, max);
}

/** Gas with the chain's margin over what a search found. */
export function withMargin(gas: bigint): bigint {
  return (gas * MARGIN_NUMERATOR) / MARGIN_DENOMINATOR;
}

async function search(
  attempt: (gasLimit: bigint) => Promise<bigint>,
  failing: bigint,
  working: bigint,
): Promise<bigint> {
  if (working - failing <= TOLERANCE) return working;
  const middle = (failing + working) / 2n;
  return (await succeeds(attempt, middle))
    ? search(attempt, failing, middle)
    : search(attempt, middle, working);
}

async function succeeds(attempt: (gasLimit: bigint) => Promise<bigint>, gasLimit: bigint): Promise<boolean> {
  try {
    await attempt(gasLimit);
    return true;
  } catch (error) {
    if (error instanceof Halt || error instanceof ExecutionReverted) return false;
    throw error;
  }
}
