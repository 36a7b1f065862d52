import { fromHex } from "../primitives/hex.ts";
import type { World } from "../state/world.ts";
import type { CallRequest } from "../transactions/call-request.ts";
import { Halt } from "../transactions/halt.ts";
import { toStruct } from "../transactions/struct.ts";
import { TransactionType } from "../transactions/transaction.ts";
import type { EraTransaction } from "../transactions/transaction.ts";
import { transactionHashes } from "../transactions/transaction-hash.ts";
import type { BlockContext } from "../vm/block-context.ts";
import type { CallFrame } from "../vm/call-frame.ts";
import { ExecutionReverted } from "./execution-reverted.ts";
import { ExoticGas } from "./exotic-gas.ts";
import { MAX_COMPUTE_GAS, MAX_GAS_PER_PUBDATA, MAX_PUBDATA_PER_BATCH } from "./gas.ts";

/** Stands in for a missing signature: r and s zero, v 27. */
const STUB_SIGNATURE = fromHex(`${"00".repeat(64)}1b`);
/** Sets the precision of the search, in gas. */
const TOLERANCE = 1_000n;
/** Sets the chain's margin over the search's result: 1.3. */
const MARGIN_NUMERATOR = 13n;
const MARGIN_DENOMINATOR = 10n;

/** Builds the transaction to estimate, with the chain's defaults for what the request omits. */
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

/** Describes a run with a gas limit that was enough. */
export interface Attempt {
  /** Bytes that were published. */
  readonly pubdata: bigint;
  /** Gas that was used, published bytes included. */
  readonly gasUsed: bigint;
  /** The bootloader's calls. */
  readonly trace: readonly CallFrame[];
}

/**
 * Finds a gas limit as a real chain's API does. One run with a batch's worth of gas shows what the pubdata costs; then
 * a binary search finds the gas for computation, and the chain adds its margin. At each limit only success or failure
 * counts. Steps between two limits with which the transaction makes the same calls are taken to succeed.
 *
 * @param attempt runs the transaction with a gas limit; its error at the largest limit is passed on.
 * @param limits are the share of the batch that is added, in gas, and the gas per published byte.
 * @throws ExoticGas when the transaction fails with the gas that was found for it.
 */
export async function findGasLimit(
  attempt: (gasLimit: bigint) => Promise<Attempt>,
  { overhead, gasPerPubdata }: { readonly overhead: bigint; readonly gasPerPubdata: bigint },
): Promise<bigint> {
  const max = MAX_COMPUTE_GAS + MAX_PUBDATA_PER_BATCH * gasPerPubdata;
  const first = await attempt(max);
  const pubdataGas = first.pubdata * gasPerPubdata;
  const withOverhead = (gas: bigint) => (gas + overhead < max ? gas + overhead : max);
  const attemptCompute = (gas: bigint) => attempt(withOverhead(pubdataGas + gas));
  const used = first.gasUsed - pubdataGas - overhead;
  const start = await searchStart(attemptCompute, used, first.trace);
  const compute = await bisect(attemptCompute, start);
  const suggested = withOverhead(withMargin(pubdataGas + compute));
  await requireSuccess(attempt, suggested);
  return suggested;
}

/**
 * Returns where the search may begin: at the last of its first halvings that leaves an eighth more than what was `used`
 * with the most gas, provided that the transaction makes the same calls with it; else at the most.
 */
async function searchStart(
  attempt: (gas: bigint) => Promise<Attempt>,
  used: bigint,
  trace: readonly CallFrame[],
): Promise<bigint> {
  const likely = (used > 0n ? used + used / 8n : 0n) + TOLERANCE;
  let start = MAX_COMPUTE_GAS;
  while (start / 2n >= likely) start /= 2n;
  if (start === MAX_COMPUTE_GAS) return start;
  const tried = await unlessRefused(() => attempt(start));
  return tried !== undefined && makeSameCalls(tried.trace, trace) ? start : MAX_COMPUTE_GAS;
}

/** Tells whether two runs made the same calls, of which the same failed. */
function makeSameCalls(one: readonly CallFrame[], other: readonly CallFrame[]): boolean {
  return (
    one.length === other.length &&
    one.every((call, i) => {
      const { type, to, error, calls } = other[i]!;
      return call.type === type && call.to === to && call.error === error && makeSameCalls(call.calls, calls);
    })
  );
}

/** Searches for the least gas up to `max` with which `attempt` succeeds, to {@link TOLERANCE}. */
export async function bisect(attempt: (gas: bigint) => Promise<unknown>, max: bigint): Promise<bigint> {
  let [failing, working] = [0n, max];
  while (failing + TOLERANCE < working) {
    const middle = (failing + working) / 2n;
    if (await succeeds(attempt, middle)) working = middle;
    else failing = middle + 1n;
  }
  return working;
}

/** Adds the chain's margin to the result of a search. */
export function withMargin(gas: bigint): bigint {
  return (gas * MARGIN_NUMERATOR) / MARGIN_DENOMINATOR;
}

/** Rejects a transaction that fails with more gas than a limit at which it succeeded. */
async function requireSuccess(attempt: (gas: bigint) => Promise<unknown>, gas: bigint): Promise<void> {
  try {
    await attempt(gas);
  } catch (error) {
    if (error instanceof Halt || error instanceof ExecutionReverted) throw new ExoticGas(error);
    throw error;
  }
}

async function succeeds(attempt: (gas: bigint) => Promise<unknown>, gas: bigint): Promise<boolean> {
  return (await unlessRefused(async () => ({ outcome: await attempt(gas) }))) !== undefined;
}

/** Returns what a run answers; undefined when the transaction reverts or halts. */
async function unlessRefused<T>(run: () => Promise<T>): Promise<T | undefined> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Halt || error instanceof ExecutionReverted) return undefined;
    throw error;
  }
}
