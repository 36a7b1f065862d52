import { grantOf, quotedName, symbolName, worstCase, type SessionSpec } from "@zksync-sso/sdk/session";
import type { Address } from "viem";
import { shortAddress } from "../words/address.ts";
import { amountInWords, ethInWords } from "../words/amount.ts";
import { contractsOf, type FactsByTarget } from "./target-facts.ts";
import { unlimitedMoves } from "./unlimited-moves.ts";

/** The most that can be lost through a session, in words. */
export interface AtMost {
  readonly amounts: readonly string[];
  /** Whether each of them has a limit: there is nothing above all that somebody has. */
  readonly isLimited: boolean;
  /** What cannot be counted: contracts decide it. */
  readonly besides?: string;
}

/** Says the most that the person can lose if the session's key leaks; computed by the model that the chain agrees with. */
export function atMost(session: SessionSpec, facts: FactsByTarget, now: bigint): AtMost {
  const contracts = contractsOf(facts);
  const { eth, tokens, collections, otherCalls } = worstCase(session, now, { contracts });
  const nameOf = (address: Address): string =>
    quotedName(facts.get(address.toLowerCase())?.name) ?? shortAddress(address);
  const amounts = [
    eth.amount === undefined ? "all your ETH" : ethInWords(eth.amount),
    ...tokens.map(({ token, amount }) => {
      const { symbol, decimals = 0 } = facts.get(token.toLowerCase()) ?? {};
      const name = symbolName(symbol) ?? `tokens of ${nameOf(token)}`;
      return amount === undefined ? `all your ${name}` : `${amountInWords(amount, decimals)} ${name}`;
    }),
    ...collections.map(({ collection, amount }) =>
      amount === undefined
        ? `all you have of ${nameOf(collection)}`
        : `${amountInWords(amount, 0)} of ${nameOf(collection)}`,
    ),
  ];
  const unlimited = [...new Set([...unlimitedGrants(session, facts), ...unlimitedMoves(session)])];
  amounts.push(...unlimited.map((target) => `all you have at ${nameOf(target)}`));
  const isLimited =
    unlimited.length === 0 && [eth, ...tokens, ...collections].every(({ amount }) => amount !== undefined);
  const targets = [...new Set(otherCalls.map(({ target }) => target.toLowerCase() as Address))];
  if (targets.length === 0) return { amounts, isLimited };
  return {
    amounts,
    isLimited,
    besides: `and what ${targets.map(nameOf).join(", ")} lets it do with what you have there, or have let it take`,
  };
}

/** Lists the contracts where others may be let take everything: no word says how much, and nothing counts it. */
function unlimitedGrants({ callPolicies }: SessionSpec, facts: FactsByTarget): Address[] {
  const granting = callPolicies.filter((policy) => {
    const grant = grantOf(policy, contractsOf(facts));
    // `setApprovalForAll` is counted as everything in a collection.
    return grant && grant.amount === undefined && grant.name !== "setApprovalForAll";
  });
  return [...new Set(granting.map(({ target }) => target.toLowerCase() as Address))];
}
