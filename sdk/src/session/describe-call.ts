import { argumentsByWord } from "./argument-place.js";
import { identifierName } from "./claimed-name.js";
import { describeConstraint, type DescribedCall } from "./describe-constraint.js";
import { contractIn, functionOf } from "./described-contract.js";
import type { DescribedContract } from "./described-contract.js";
import { grantOf } from "./granting-function.js";
import { USE_COUNT_INDEX, type CallSpec } from "./session-spec.js";
import { tokenFunction, type TokenFunction } from "./token-function.js";

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
  /** The word of the arguments that is an amount of the called token; of no other are its decimals and its symbol. */
  readonly amountWord: bigint | undefined;
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
  const inputs = argumentsByWord(fn?.inputs ?? []);
  return {
    functionName: identifierName(fn?.name),
    argumentRules: argumentRules(policy, { inputs, contract, tokenFn }),
    warnings: grantWarnings(policy, contracts, tokenFn),
    takesArguments: fn === undefined || fn.inputs.length > 0,
    amountWord: tokenFn?.takes === "amount" ? tokenFn.index : undefined,
  };
}

/** Where there are rules, who reads them takes what they do not mention for settled: the recipient is mentioned. */
function argumentRules({ constraints }: CallSpec, call: DescribedCall): string[] {
  const { inputs, tokenFn } = call;
  const rules = constraints.filter(({ index }) => index !== USE_COUNT_INDEX);
  const sentences = rules.map((constraint) => describeConstraint(constraint, call));
  const recipient = tokenFn?.recipient;
  if (rules.length === 0 || recipient === undefined) return sentences;
  if (rules.some(({ index }) => index === recipient)) return sentences;
  return [`${identifierName(inputs.get(recipient)?.name) ?? "recipient"} is anybody`, ...sentences];
}

function grantWarnings(
  policy: CallSpec,
  contracts: readonly DescribedContract[],
  tokenFn: TokenFunction | undefined,
): string[] {
  const grant = grantOf(policy, contracts);
  if (!grant) return [];
  if (tokenFn?.takes === "all") return ["who is made operator may move all its NFTs, even after the session"];
  const what = grant.amount === undefined ? "what is there" : "what it allows";
  return [`whoever it names may take ${what}, even after the session`];
}
