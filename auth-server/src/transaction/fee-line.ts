import { hasPaymaster } from "@zksync-sso/sdk/client-auth-server";
import type { Permission } from "../approval/permissions.ts";
import { ethInWords } from "../words/amount.ts";
import type { AskedTransaction } from "./asked-transaction.ts";

/**
 * Says who pays the network fee, and how much it is.
 *
 * @param about - what it would be now, in wei; nothing if that is not known
 */
export function feeLine(
  { transaction, isPaidInTokens }: AskedTransaction,
  about: bigint | undefined,
): Permission {
  const line = { what: "Network fee", limits: [] };
  if (hasPaymaster(transaction))
    return isPaidInTokens
      ? { ...line, amount: "in tokens", details: ["Whoever pays it may take the tokens named first"] }
      : { ...line, amount: "none for you", details: ["Paid by the app’s sponsor"] };
  const { gas, maxFeePerGas } = transaction;
  const most = gas !== undefined && maxFeePerGas !== undefined ? gas * maxFeePerGas : undefined;
  return {
    ...line,
    amount: about === undefined ? "unknown" : `about ${ethInWords(about)}`,
    details:
      most !== undefined && most > (about ?? 0n) ? [`The app has it cost ${ethInWords(most)} at most`] : [],
  };
}
