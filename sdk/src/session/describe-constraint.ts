import { decodeAbiParameters, formatUnits, type AbiParameter, type Hex } from "viem";
import { identifierName, symbolName } from "./claimed-name.js";
import { CONDITION_WORDS } from "./condition-words.js";
import { ConstraintCondition } from "./constraint-condition.js";
import { describeLimit } from "./describe-limit.js";
import type { DescribedContract } from "./described-contract.js";
import type { ConstraintSpec } from "./session-spec.js";
import type { TokenFunction } from "./token-function.js";
import { isUnlimited } from "./usage-limit.js";
import { writeNumber } from "./write-number.js";
import { writeWord } from "./write-word.js";

/** The arguments of the function a constraint is on, and its contract, as far as they are known; and whether it lets tokens go. */
export interface DescribedCall {
  /** As `argumentsByWord` returns them. */
  readonly inputs: ReadonlyMap<bigint, AbiParameter>;
  readonly contract: DescribedContract | undefined;
  readonly tokenFn: TokenFunction | undefined;
}

/** Says what a constraint demands: "to is exactly 0x…", "amount is anything, at most 5 in all". */
export function describeConstraint(constraint: ConstraintSpec, call: DescribedCall): string {
  const input = call.inputs.get(constraint.index);
  const name = identifierName(input?.name) ?? `word ${constraint.index} of the arguments`;
  const isTokens = call.tokenFn?.index === constraint.index;
  // Only these are in the token's units: what else a contract counts, such as a vault its assets, has others.
  const token = isTokens && call.tokenFn?.takes === "amount" ? call.contract : undefined;
  const write = (word: bigint) => writeArgument(word, input, token);
  const value = write(BigInt(constraint.refValue));
  const { condition } = constraint;
  const demand =
    condition === ConstraintCondition.Unconstrained
      ? CONDITION_WORDS[condition]
      : `${CONDITION_WORDS[condition]} ${value}`;
  // The numbers of NFTs are summed up, not the NFTs.
  const isId = isTokens && call.tokenFn?.takes === "id";
  const limited = `, ${isId ? "numbers that add up to " : ""}${describeLimit(constraint.limit, write)}`;
  return `${name} is ${demand}${isUnlimited(constraint.limit) ? "" : limited}`;
}

/** @param token - the token that the word is an amount of, if it is one */
function writeArgument(
  word: bigint,
  input: AbiParameter | undefined,
  token: DescribedContract | undefined,
): string {
  if (!input) return writeWord(word);
  if (input.type.startsWith("uint"))
    return token?.decimals === undefined
      ? writeNumber(word)
      : [formatUnits(word, token.decimals), symbolName(token.symbol)].filter(Boolean).join(" ");
  const hex: Hex = `0x${word.toString(16).padStart(64, "0")}`;
  try {
    return String(decodeAbiParameters([input], hex)[0]);
  } catch {
    // A word that is no value of the type: nothing will ever be equal to it.
    return hex;
  }
}
