import { BaseError, decodeErrorResult, parseAbi, type Hex } from "viem";
import { nodeWordsOf } from "../contract-errors/node-words.js";
import { isPlainRevert, revertDataOf } from "../contract-errors/revert-data.js";

/** That the chain refuses a transaction for the time in which it is valid. Nothing of it has happened, its nonce is free. */
export interface OutOfTime {
  /** Whether the chain's clock is outside that time; or inside, but too close to its end. */
  readonly isOutside: boolean;
  /** The chain's time (Unix time in seconds), if it said so. */
  readonly now: bigint | undefined;
  /** What the node answered. */
  readonly cause: unknown;
}

const OUTSIDE = /block\.timestamp\W? assertion/i;
const TOO_CLOSE = /block\.timestamp is too close to the range end/i;
const ASSERTER = parseAbi(["error TimestampOutOfRange(uint256 now, uint256 start, uint256 end)"]);

/**
 * Finds in a node's answer that it refuses a transaction for its time; nothing if it says anything else. It goes by the
 * words, which are only used of a validation: a called contract may revert with the same data.
 */
export function outOfTime(cause: unknown): OutOfTime | undefined {
  const said = cause instanceof BaseError ? [...nodeWordsOf(cause)].join("\n") : "";
  if (OUTSIDE.test(said)) return { isOutside: true, now: timeIn(cause), cause };
  return TOO_CLOSE.test(said) ? { isOutside: false, now: undefined, cause } : undefined;
}

function timeIn(cause: unknown): bigint | undefined {
  // viem reads a revert's own words with any ABI.
  if (isPlainRevert(cause)) return undefined;
  for (const data of revertDataOf(cause)) {
    const now = decode(data);
    if (now !== undefined) return now;
  }
  return undefined;
}

function decode(data: Hex): bigint | undefined {
  try {
    return decodeErrorResult({ abi: ASSERTER, data }).args[0];
  } catch {
    return undefined;
  }
}
