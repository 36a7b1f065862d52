import { size, slice, type Hex } from "viem";
import { sameAddress, sameHex } from "./same.js";
import { BARE_TRANSFER, type CallSpec, type SessionSpec, type TransferSpec } from "./session-spec.js";
import type { SessionCall } from "./session-transaction.js";

/** The policy that decides about a call, and its number in its list; or the rule that refuses the call. */
export type Governing =
  | { readonly kind: "call"; readonly index: number; readonly policy: CallSpec }
  | { readonly kind: "transfer"; readonly index: number; readonly policy: TransferSpec }
  | { readonly rule: "SelectorTruncated" | "CallNotAllowed" | "TransferNotAllowed" };

/**
 * Finds the policy that decides about a call: by target and selector. One without calldata goes by the call policy for
 * bare transfers to its target if there is one, and by the transfer policy otherwise.
 */
export function governingPolicy(
  session: Pick<SessionSpec, "callPolicies" | "transferPolicies">,
  { to, data = "0x" }: Pick<SessionCall, "to" | "data">,
): Governing {
  const length = size(data);
  if (length > 0 && length < 4) return { rule: "SelectorTruncated" };
  const selector: Hex = length === 0 ? BARE_TRANSFER : slice(data, 0, 4);
  if (length > 0 && selector === BARE_TRANSFER) return { rule: "CallNotAllowed" };
  const index = session.callPolicies.findIndex(
    (policy) => sameAddress(policy.target, to) && sameHex(policy.selector, selector),
  );
  const call = session.callPolicies[index];
  if (call) return { kind: "call", index, policy: call };
  if (length > 0) return { rule: "CallNotAllowed" };
  const place = session.transferPolicies.findIndex((policy) => sameAddress(policy.target, to));
  const transfer = session.transferPolicies[place];
  return transfer ? { kind: "transfer", index: place, policy: transfer } : { rule: "TransferNotAllowed" };
}
