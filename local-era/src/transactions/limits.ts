import { EMPTY } from "../primitives/hex.ts";
import type { CallRequest } from "./call-request.ts";
import { TransactionParseError } from "./parse-error.ts";
import type { EraTransaction } from "./transaction.ts";

const MAX_NONCE = 2n ** 32n - 1n;
const MAX_FEE = 2n ** 64n - 1n;
/** Limits the size of an ABI-encoded transaction that the chain accepts, in bytes. */
const MAX_ENCODED_SIZE = 1_200_000;
/** Counts the words of an encoded transaction without its dynamic parts. */
const FIXED_WORDS = 25;

/** Limits how many bytecodes a transaction may carry. */
export const MAX_FACTORY_DEPENDENCIES = 64;

/** Is the gasPerPubdata of transactions that have none. */
export const DEFAULT_GAS_PER_PUBDATA = 50_000n;

type Limited = Pick<
  EraTransaction,
  | "nonce"
  | "maxFeePerGas"
  | "maxPriorityFeePerGas"
  | "gasPerPubdata"
  | "data"
  | "signature"
  | "paymasterInput"
  | "factoryDeps"
>;

/** Makes the checks of the chain's RPC that need no state. Throws {@link TransactionParseError}. */
export function requireWithinLimits(tx: Limited): void {
  require(tx.nonce <= MAX_NONCE, "nonce has max value");
  require(tx.maxFeePerGas <= MAX_FEE, "max fee per gas higher than 2^64-1");
  require(tx.maxPriorityFeePerGas <= MAX_FEE, "max priority fee per gas higher than 2^64-1");
  require(tx.gasPerPubdata <= MAX_FEE, "max fee per pubdata byte higher than 2^64-1");
  require(tx.gasPerPubdata > 0n, "gas per pub data limit is zero");
  const size = encodedSize(tx);
  require(size <= MAX_ENCODED_SIZE, `oversized data. max: ${MAX_ENCODED_SIZE}; actual: ${size}`);
}

/** Makes these checks of what a call or an estimate is asked for; what it omits is within the limits. */
export function requireRequestWithinLimits(request: CallRequest): void {
  requireWithinLimits({
    ...request,
    nonce: request.nonce ?? 0n,
    maxFeePerGas: request.maxFeePerGas ?? 0n,
    maxPriorityFeePerGas: request.maxPriorityFeePerGas ?? 0n,
    // Calls and estimates have a price of their own for published bytes.
    gasPerPubdata: DEFAULT_GAS_PER_PUBDATA,
    signature: request.signature ?? EMPTY,
  });
}

function encodedSize(tx: Limited): number {
  const dynamic = words(tx.data) + words(tx.signature) + words(tx.paymasterInput);
  return (FIXED_WORDS + dynamic + tx.factoryDeps.length) * 32;
}

function words(bytes: Uint8Array): number {
  return Math.ceil(bytes.length / 32);
}

function require(holds: boolean, message: string): void {
  if (!holds) throw new TransactionParseError(message);
}
