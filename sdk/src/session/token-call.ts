import type { Address } from "viem";
import { sameAddress } from "./same.js";
import type { CallSpec } from "./session-spec.js";
import type { TokenFunction } from "./token-function.js";

/** A policy, and the token's function that it is about, if it is about one. */
export interface TokenCall {
  readonly policy: CallSpec;
  readonly fn: TokenFunction | undefined;
}

type KnownCall = TokenCall & { readonly fn: TokenFunction };

/** Groups the calls of functions that take one of these by the contract they call, in the policies' order. */
export function callsByTarget(
  calls: readonly TokenCall[],
  takes: readonly TokenFunction["takes"][],
): (readonly [target: Address, calls: readonly KnownCall[]])[] {
  const groups: [Address, KnownCall[]][] = [];
  for (const { policy, fn } of calls) {
    if (!fn || !takes.includes(fn.takes)) continue;
    const group = groups.find(([target]) => sameAddress(target, policy.target));
    if (group) group[1].push({ policy, fn });
    else groups.push([policy.target, [{ policy, fn }]]);
  }
  return groups;
}
