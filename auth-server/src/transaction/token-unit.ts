import { quotedName, symbolName } from "@zksync-sso/sdk/session";
import type { Address } from "viem";
import type { FactsByTarget } from "../approval/target-facts.ts";
import { addressInGroups } from "../words/address.ts";
import { amountInWords } from "../words/amount.ts";

/** What a contract's tokens are called, and what a number in its calldata is of them. */
export interface TokenUnit {
  /** Of amounts, of pieces that have a number each, or one of the two. */
  readonly kind: "amounts" | "pieces" | "unknown";
  /** What of it is moved: "USDC", "one of “Cats”". */
  readonly moved: string;
  /** What of it the person has: "your USDC", "one of your “Cats”". */
  readonly owned: string;
  /** Writes a number of it. */
  readonly inWords: (number: bigint) => string;
  readonly details: readonly string[];
}

/** Says how to write of a contract's tokens, as far as that is known; a number is always written. */
export function tokenUnit(address: Address, facts: FactsByTarget): TokenUnit {
  const { name, symbol, decimals, standard } = facts.get(address.toLowerCase()) ?? {};
  if (standard !== undefined) {
    const pieces = quotedName(name);
    return {
      kind: "pieces",
      moved: `one of ${pieces ?? "a collection"}`,
      owned: `one of your ${pieces ?? "pieces of a collection"}`,
      inWords: (number) => `number ${number}`,
      details: [`The collection is at ${addressInGroups(address)}`],
    };
  }
  const unit = symbolName(symbol);
  const moved = unit ?? quotedName(name) ?? "tokens";
  const token = `The token is at ${addressInGroups(address)}`;
  if (decimals !== undefined)
    return {
      kind: "amounts",
      moved,
      owned: `your ${moved}`,
      inWords: (number) => `${amountInWords(number, decimals)} ${unit ?? "tokens"}`,
      details: [token],
    };
  return {
    kind: "unknown",
    moved,
    owned: `your ${moved}`,
    // Whole: it may be the number of a piece.
    inWords: (number) => `${number} units`,
    details: [
      "How many units make one token is not known, nor whether it is the number of a single one",
      token,
    ],
  };
}
