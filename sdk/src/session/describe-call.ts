import { identifierName } from "./claimed-name.js";
import { describeConstraint } from "./describe-constraint.js";
import { contractIn, functionOf } from "./described-contract.js";
import type { DescribedContract } from "./described-contract.js";
import { USE_COUNT_INDEX, type CallSpec } from "./session-spec.js";
import { tokenFunction, type TokenFunction } from "./token-function.js";
import { wordRange } from "./word-range.js";

/** What a call policy allows, apart from how often and with how much ETH: for pages that lay it out themselves. */
export interface CallDescription {
  /** Nothing if it is not known, or is no plain name. */
  readonly functionName: string | undefined;
  /** What the arguments may be, part by part: "to is exactly 0x…". Anything, if there is no part. */
  readonly argumentRules: readonly string[];
  /** What else is to be known of the function: that an operator stays one after the session. */
  readonly warnings: readonly string[];
  /** Whether the function takes arguments at all; if it is not known, it may. */
  readonly takesArguments: boolean;
}

/**
 * Says which function a policy allows and what its arguments may be. Names are an app's and a contract's claims; they are on
 * one line, short, and nothing else than names.
 *
 * @param contracts - what is known of contracts: the standard and the decimals should be the chain's word
 */
export function describeCall(
  policy: CallSpec,
  contracts: readonly DescribedContract[] = [],
): CallDescription {
  const contract = contractIn(contracts, policy.target);
  const fn = functionOf(policy.selector, contract);
  const tokenFn = tokenFunction(policy, contracts);
  return {
    functionName: identifierName(fn?.name),
    argumentRules: policy.constraints
      .filter(({ index }) => index !== USE_COUNT_INDEX)
      .map((constraint) => describeConstraint(constraint, { fn, contract, tokenFn })),
    warnings: operatorWarnings(policy, tokenFn),
    takesArguments: fn === undefined || fn.inputs.length > 0,
  };
}

function operatorWarnings({ constraints }: CallSpec, tokenFn: TokenFunction | undefined): string[] {
  if (tokenFn?.takes !== "all" || wordRange(constraints, tokenFn.index)?.highest === 0n) return [];
  return ["who is made operator may move all its NFTs, even after the session"];
}
