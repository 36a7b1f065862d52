import { isAddress, isHex } from "viem";
import { MalformedTransactionError } from "../errors/session-errors.js";
import { show } from "./show.js";
import type { SessionTransaction } from "./session-transaction.js";
import { MAX_UINT256 } from "./usage-limit.js";

const ADDRESSES = ["from", "to", "paymaster"] as const;
const BYTES = ["data", "paymasterInput"] as const;
const AMOUNTS = ["value", "gas", "gasPrice", "maxFeePerGas"] as const;

/** @throws MalformedTransactionError for a member that is not of its type */
export function checkTransaction(transaction: SessionTransaction): void {
  if (transaction.to === undefined)
    throw malformed("to", transaction.to, "A session deploys nothing; give an address.");
  for (const member of ADDRESSES) {
    const value = transaction[member];
    if (value !== undefined && !isAddress(value, { strict: false }))
      throw malformed(member, value, "Give 0x and 40 hexadecimal digits.");
  }
  for (const member of BYTES) {
    const value = transaction[member];
    if (value !== undefined && !(isHex(value) && value.length % 2 === 0))
      throw malformed(member, value, "Give 0x and two hexadecimal digits for each byte.");
  }
  for (const member of AMOUNTS) {
    const value = transaction[member];
    if (value !== undefined && !(typeof value === "bigint" && value >= 0n && value <= MAX_UINT256))
      throw malformed(member, value, "Give a bigint from 0n to 2^256 - 1.");
  }
}

function malformed(member: string, value: unknown, remedy: string): MalformedTransactionError {
  return new MalformedTransactionError(`The transaction's ${member} cannot be read: ${show(value)}.`, remedy);
}
