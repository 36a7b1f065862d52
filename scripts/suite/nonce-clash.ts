import { isError } from "ethers";

/** What Era's nodes say, for which ethers has no codes. */
const CLASH = /nonce too low|known transaction/i;

/**
 * Says what to do if a transaction failed since something else was sent with the same key, and so the same nonce; returns any
 * other error as it is.
 *
 * @param failed what did not happen, as a sentence without its end
 */
export function withNonceAdvice(error: unknown, failed: string): unknown {
  const isClash =
    isError(error, "NONCE_EXPIRED") ||
    isError(error, "REPLACEMENT_UNDERPRICED") ||
    isError(error, "TRANSACTION_REPLACED") ||
    (error instanceof Error && CLASH.test(error.message));
  if (!isClash) return error;
  return new Error(
    `${failed}, as something else was sent with this key at the same time. ` +
      "If another run deploys, wait for its end; then run this again: it goes on from there.",
    { cause: error },
  );
}
