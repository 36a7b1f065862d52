import type { Address, Hex } from "viem";
import { mostOfArgument, mostOfValue } from "./most-of-policy.js";
import { addBounds, type Bound } from "./spending-bound.js";
import { mostOfLimit } from "./most-of-limit.js";
import { sameAddress, sameHex } from "./same.js";
import { BARE_TRANSFER, type CallSpec, type SessionSpec } from "./session-spec.js";

/** The most that can be lost of one token. */
export type TokenLoss = Bound & { readonly token: Address };

/** The most that can be lost through a session's key, until the session expires. */
export interface WorstCase {
  /** ETH (wei): value and fees. */
  readonly eth: Bound;
  /** The part of `eth` that goes into fees. */
  readonly fees: Bound;
  /** By token, in its units: what `transfer`, `approve` and `transferFrom` let go. */
  readonly tokens: readonly TokenLoss[];
  /** Other functions the key may call. What they do is for their contracts to say. */
  readonly otherCalls: readonly { readonly target: Address; readonly selector: Hex }[];
}

/** ERC-20's functions that let tokens go, and the word that says how many. */
const TOKEN_FUNCTIONS: readonly {
  readonly selector: Hex;
  readonly name: string;
  readonly amountAt: bigint;
}[] = [
  { selector: "0xa9059cbb", name: "transfer", amountAt: 1n },
  { selector: "0x095ea7b3", name: "approve", amountAt: 1n },
  { selector: "0x23b872dd", name: "transferFrom", amountAt: 2n },
];

/**
 * Says the most that can be lost if the session's key leaks: of ETH, value and fees together, and of each token that
 * the key may transfer, approve or transfer from. Nothing the chain lets through ever takes more. Where `isExact`, some
 * sequence of transactions does take that much.
 *
 * @param session - the session, without its signer if that is not known yet
 * @param now - the chain's time (seconds) from which on to count, that of the session's opening
 *
 * @example
 * const { eth } = worstCase(session, block.timestamp)
 * console.log(eth.amount === undefined ? `everything: ${eth.reason}` : formatEther(eth.amount))
 */
export function worstCase(session: Omit<SessionSpec, "signer">, now: bigint): WorstCase {
  const span = { from: now, to: session.expiresAt };
  const { feeLimit, callPolicies, transferPolicies } = session;
  const fees = mostOfLimit(feeLimit, span);
  const transfers = transferPolicies.map((policy) =>
    mostOfValue({ ...policy, constraints: [] }, span, "transfers"),
  );
  const values = callPolicies.map((policy) => mostOfValue(policy, span, nameOf(policy)));
  return {
    eth: addBounds([fees, ...transfers, ...values]),
    fees,
    tokens: tokenLosses(callPolicies, span),
    otherCalls: callPolicies
      .filter((policy) => policy.selector !== BARE_TRANSFER && !tokenFunction(policy))
      .map(({ target, selector }) => ({ target, selector })),
  };
}

function tokenLosses(policies: readonly CallSpec[], span: { from: bigint; to: bigint }): TokenLoss[] {
  const tokens: Address[] = [];
  for (const policy of policies) {
    if (tokenFunction(policy) && !tokens.some((token) => sameAddress(token, policy.target)))
      tokens.push(policy.target);
  }
  return tokens.map((token) => {
    const bounds = policies.flatMap((policy) => {
      const fn = sameAddress(policy.target, token) ? tokenFunction(policy) : undefined;
      return fn ? [mostOfArgument(policy, fn.amountAt, span, fn.name)] : [];
    });
    return { token, ...addBounds(bounds) };
  });
}

function tokenFunction({ selector }: CallSpec) {
  return TOKEN_FUNCTIONS.find((fn) => sameHex(fn.selector, selector));
}

function nameOf(policy: CallSpec): string {
  if (policy.selector === BARE_TRANSFER) return "transfers";
  return `calls of ${tokenFunction(policy)?.name ?? policy.selector}`;
}
