import type { Address, Hex } from "viem";
import { collectionLosses, type CollectionLoss } from "./collection-loss.js";
import { mostOfLimit } from "./most-of-limit.js";
import { mostOfArgument, mostOfValue } from "./most-of-policy.js";
import { BARE_TRANSFER, type CallSpec, type SessionSpec } from "./session-spec.js";
import { addBounds, type Bound } from "./spending-bound.js";
import type { TimeSpan } from "./time-span.js";
import { callsByTarget, type TokenCall } from "./token-call.js";
import { tokenFunction, type TokenFunction } from "./token-function.js";
import type { ContractOfStandard } from "./token-standard.js";

/** The most that can be lost of one token. */
export type TokenLoss = Bound & { readonly token: Address };

/** The most that can be lost through a session's key, until the session expires. */
export interface WorstCase {
  /** ETH (wei): value and fees. */
  readonly eth: Bound;
  /** The part of `eth` that goes into fees. */
  readonly fees: Bound;
  /**
   * By token, in its units: what `transfer`, `approve`, `transferFrom` and `increaseAllowance` let go, the functions of ERC-1363
   * (`transferAndCall` and the like) and those of ERC-777 that send. Of a contract whose standard is not known, what may be the
   * number of an NFT is read as an amount.
   */
  readonly tokens: readonly TokenLoss[];
  /**
   * By collection of NFTs: what `approve`, `transferFrom` and `safeTransferFrom` let go; everything, where
   * `setApprovalForAll` names an operator (also of an ERC-1155 contract).
   */
  readonly collections: readonly CollectionLoss[];
  /** Other functions the key may call. What they do is for their contracts to say. */
  readonly otherCalls: readonly { readonly target: Address; readonly selector: Hex }[];
}

/** What is known of the contracts of a session. */
export interface WorstCaseOptions {
  /** Contracts whose standard is known; others are taken for tokens (ERC-20) where it makes a difference. */
  readonly contracts?: readonly ContractOfStandard[];
}

/**
 * Says the most that can be lost if the session's key leaks: of ETH, value and fees together, and of each token and
 * collection of NFTs that the key may transfer, approve or transfer from. Nothing the chain lets through ever takes more.
 * Where `isExact`, some sequence of transactions does take that much.
 *
 * ERC-20 and ERC-721 share the functions `approve` and `transferFrom`, and a session does not say which standard a
 * contract is of. Name the collections in `contracts`: of any other contract, the number of an NFT is read as an amount.
 *
 * @param session - the session, without its signer if that is not known yet
 * @param now - the chain's time (seconds) from which on to count, that of the session's opening
 * @param options - the contracts whose standard is known
 *
 * @example
 * const { eth } = worstCase(session, block.timestamp)
 * console.log(eth.amount === undefined ? `everything: ${eth.reason}` : formatEther(eth.amount))
 */
export function worstCase(
  session: Omit<SessionSpec, "signer">,
  now: bigint,
  { contracts = [] }: WorstCaseOptions = {},
): WorstCase {
  const span = { from: now, to: session.expiresAt };
  const { feeLimit, callPolicies, transferPolicies } = session;
  const fees = mostOfLimit(feeLimit, span);
  const transfers = transferPolicies.map((policy) =>
    mostOfValue({ ...policy, constraints: [] }, span, "transfers"),
  );
  const calls = callPolicies.map((policy) => ({ policy, fn: tokenFunction(policy, contracts) }));
  const values = calls.map(({ policy, fn }) => mostOfValue(policy, span, nameOf(policy, fn)));
  return {
    eth: addBounds([fees, ...transfers, ...values]),
    fees,
    tokens: tokenLosses(calls, span),
    collections: collectionLosses(calls, span),
    otherCalls: calls
      .filter(({ policy, fn }) => policy.selector !== BARE_TRANSFER && !fn)
      .map(({ policy: { target, selector } }) => ({ target, selector })),
  };
}

function tokenLosses(calls: readonly TokenCall[], span: TimeSpan): TokenLoss[] {
  return callsByTarget(calls, ["amount"]).map(([token, ofToken]) => {
    const bounds = ofToken.map(({ policy, fn }) => mostOfArgument(policy, fn.index, span, fn.name));
    return { token, ...addBounds(bounds) };
  });
}

function nameOf({ selector }: CallSpec, fn: TokenFunction | undefined): string {
  return selector === BARE_TRANSFER ? "transfers" : `calls of ${fn?.name ?? selector}`;
}
