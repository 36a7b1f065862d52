import { hasPaymaster } from "@zksync-sso/sdk/client-auth-server";
import type { Permission } from "../approval/permissions.ts";
import { ethInWords } from "../words/amount.ts";
import type { AskedTransaction } from "./asked-transaction.ts";
import { withEnoughGas } from "./enough-gas.ts";
import type { Fee } from "./read-preview.ts";

/**
 * Says who pays the network fee, and how much it is: also at most, where the app sets a part of it. A contract may use more when
 * it is done for real, up to that.
 *
 * @param fee - what it would be now; nothing if that is not known
 */
export function feeLine({ transaction, isPaidInTokens }: AskedTransaction, fee: Fee | undefined): Permission {
  const line = { what: "Network fee", limits: [] };
  if (hasPaymaster(transaction))
    return isPaidInTokens
      ? { ...line, amount: "in tokens", details: ["Whoever pays it may take the tokens named first"] }
      : { ...line, amount: "none for you", details: ["Paid by the app’s sponsor"] };
  const about = fee && fee.gas * fee.price;
  const most = mostOf(withEnoughGas(transaction, fee), fee);
  return {
    ...line,
    amount: about === undefined ? "unknown" : `about ${ethInWords(about)}`,
    details:
      most !== undefined && most > (about ?? 0n) ? [`The app has it cost ${ethInWords(most)} at most`] : [],
  };
}

/**
 * The most that a transaction can cost, in wei, where the app sets a part of that; otherwise nothing. Of a price that is not set
 * the SDK offers a fifth more than the chain's, and the tip.
 */
function mostOf(
  { gas, maxFeePerGas, maxPriorityFeePerGas }: AskedTransaction["transaction"],
  fee: Fee | undefined,
): bigint | undefined {
  if ((gas ?? maxFeePerGas ?? maxPriorityFeePerGas) === undefined) return undefined;
  const units = gas ?? fee?.gas;
  const offered = fee && (fee.price * 12n) / 10n + (maxPriorityFeePerGas ?? 0n);
  const price = maxFeePerGas ?? offered;
  return units === undefined || price === undefined ? undefined : units * price;
}
