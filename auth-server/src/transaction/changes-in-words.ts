import { quotedName, symbolName } from "@zksync-sso/sdk/session";
import { formatUnits, type Address } from "viem";
import { ENDLESS } from "../approval/endless.ts";
import type { FactsByTarget } from "../approval/target-facts.ts";
import { addressInGroups } from "../words/address.ts";
import { amountInWords } from "../words/amount.ts";
import { balanceInWords } from "../words/balance.ts";
import type { Change } from "./read-changes.ts";

/** A line that says what there is of something now, and then. */
export interface ChangeWords {
  readonly what: string;
  readonly before: string;
  readonly after: string;
  /** Who may take it, whole. */
  readonly spender?: string;
  /** Where the token is, whole; nothing of ETH. */
  readonly token?: string;
}

/** Says what calls change, thing by thing. Nobody has less than is shown, and nobody may take more. */
export function changesInWords(changes: readonly Change[], facts: FactsByTarget): ChangeWords[] {
  return changes.map(({ token, spender, before, after }) => {
    const { name, decimals } = unitOf(token, facts);
    const words = [before, after].map((amount) => amountOf(amount, decimals, spender !== undefined));
    // Two amounts that read alike are not the same: all of their digits are shown, then.
    const [was = "", is = ""] =
      words[0] === words[1] ? [before, after].map((amount) => formatUnits(amount, decimals)) : words;
    return {
      what: spender ? `What may be taken of your ${name}` : name,
      before: was,
      after: is,
      ...(spender && { spender: addressInGroups(spender) }),
      ...(token && { token: addressInGroups(token) }),
    };
  });
}

function amountOf(amount: bigint, decimals: number, isAllowance: boolean): string {
  if (!isAllowance) return balanceInWords(amount, decimals);
  return amount >= ENDLESS ? "all of it" : amountInWords(amount, decimals);
}

function unitOf(token: Address | undefined, facts: FactsByTarget): { name: string; decimals: number } {
  if (token === undefined) return { name: "ETH", decimals: 18 };
  const { name, symbol, decimals, standard } = facts.get(token.toLowerCase()) ?? {};
  if (standard !== undefined || decimals === undefined)
    return { name: quotedName(name) ?? "a collection", decimals: 0 };
  return { name: (symbol === undefined ? quotedName(name) : symbolName(symbol)) ?? "a token", decimals };
}
