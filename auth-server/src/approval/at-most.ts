import { worstCase, type SessionSpec } from "@zksync-sso/sdk/session";
import { amountInWords, ethInWords } from "../words/amount.ts";
import { claim } from "../words/claim.ts";
import { shortAddress } from "../words/address.ts";
import type { FactsByTarget } from "./target-facts.ts";

/** The most that can be lost through a session, in words. */
export interface AtMost {
  readonly amounts: readonly string[];
  /** What cannot be counted: contracts decide it. */
  readonly besides?: string;
}

/** Says the most that the person can lose if the session's key leaks; computed by the model that the chain agrees with. */
export function atMost(session: SessionSpec, facts: FactsByTarget, now: bigint): AtMost {
  const { eth, tokens, otherCalls } = worstCase(session, now);
  const amounts = [
    eth.amount === undefined ? "all your ETH" : ethInWords(eth.amount),
    ...tokens.map(({ token, amount }) => {
      const { symbol, decimals = 0 } = facts.get(token.toLowerCase()) ?? {};
      const name = symbol ? claim(symbol) : `tokens of ${shortAddress(token)}`;
      return amount === undefined ? `all your ${name}` : `${amountInWords(amount, decimals)} ${name}`;
    }),
  ];
  const targets = [...new Set(otherCalls.map(({ target }) => target.toLowerCase()))];
  if (targets.length === 0) return { amounts };
  const names = targets.map((target) => {
    const name = facts.get(target)?.name;
    return name ? `“${claim(name)}”` : shortAddress(target as `0x${string}`);
  });
  return { amounts, besides: `and whatever ${names.join(", ")} lets it do with what you have there` };
}
