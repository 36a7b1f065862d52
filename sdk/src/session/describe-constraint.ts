import { decodeAbiParameters, formatUnits, type AbiFunction, type AbiParameter, type Hex } from "viem";
import { argumentPlace } from "./argument-place.js";
import { identifierName, symbolName } from "./claimed-name.js";
import { CONDITION_WORDS } from "./condition-words.js";
import { ConstraintCondition } from "./constraint-condition.js";
import { describeLimit } from "./describe-limit.js";
import type { DescribedContract } from "./described-contract.js";
import type { ConstraintSpec } from "./session-spec.js";
import type { TokenFunction } from "./token-function.js";
import { isUnlimited } from "./usage-limit.js";
import { writeWord } from "./write-word.js";

/** The function a constraint is on, and its contract, as far as they are known; and whether it lets tokens go. */
export interface DescribedCall {
  readonly fn: AbiFunction | undefined;
  readonly contract: DescribedContract | undefined;
  readonly tokenFn: TokenFunction | undefined;
}

/** Says what a constraint demands: "to is exactly 0x…", "amount is anything, at most 5 in all". */
export function describeConstraint(constraint: ConstraintSpec, call: DescribedCall): string {
  const input = inputAt(constraint.index, call.fn);
  const name = identifierName(input?.name) ?? `word ${constraint.index} of the arguments`;
  const write = (word: bigint) => writeArgument(word, input, call.contract);
  const value = write(BigInt(constraint.refValue));
  const { condition } = constraint;
  const demand =
    condition === ConstraintCondition.Unconstrained
      ? CONDITION_WORDS[condition]
      : `${CONDITION_WORDS[condition]} ${value}`;
  // The numbers of NFTs are summed up, not the NFTs.
  const isId = call.tokenFn?.takes === "id" && call.tokenFn.index === constraint.index;
  const limited = `, ${isId ? "numbers that add up to " : ""}${describeLimit(constraint.limit, write)}`;
  return `${name} is ${demand}${isUnlimited(constraint.limit) ? "" : limited}`;
}

function inputAt(word: bigint, fn: AbiFunction | undefined): AbiParameter | undefined {
  return fn?.inputs.find((_, i) => {
    const place = argumentPlace(fn.inputs, i);
    return place?.words === 1 && place.firstWord === word;
  });
}

function writeArgument(
  word: bigint,
  input: AbiParameter | undefined,
  contract: DescribedContract | undefined,
): string {
  if (!input) return writeWord(word);
  if (input.type.startsWith("uint"))
    return contract?.decimals === undefined || contract.standard === "ERC-721" || input.type !== "uint256"
      ? String(word)
      : [formatUnits(word, contract.decimals), symbolName(contract.symbol)].filter(Boolean).join(" ");
  const hex: Hex = `0x${word.toString(16).padStart(64, "0")}`;
  try {
    return String(decodeAbiParameters([input], hex)[0]);
  } catch {
    // A word that is no value of the type: nothing will ever be equal to it.
    return hex;
  }
}
