import { InvalidLimitError } from "../errors/session-errors.js";
import { show } from "./show.js";
import { MAX_UINT256 } from "./usage-limit.js";

/**
 * Returns an amount of a field.
 *
 * @throws InvalidLimitError unless it is a bigint from 0 to 2^256 - 1
 */
export function checkAmount(amount: unknown, field: string): bigint {
  if (typeof amount === "bigint" && amount >= 0n && amount <= MAX_UINT256) return amount;
  throw new InvalidLimitError({
    field,
    problem: `is no amount: ${show(amount)}`,
    remedy: 'Give a bigint from 0n to 2^256 - 1, such as parseEther("0.1").',
  });
}
