import type { Address } from "viem";
import { mergeRanges, rangesWithout, sizeOfRanges, type IdRange } from "./id-range.js";
import { mostOfUses } from "./most-of-policy.js";
import type { CallSpec } from "./session-spec.js";
import { addBounds, type Bound } from "./spending-bound.js";
import type { TimeSpan } from "./time-span.js";
import { callsByTarget, type TokenCall } from "./token-call.js";
import type { TokenFunction } from "./token-function.js";
import { isUnlimited, MAX_UINT256 } from "./usage-limit.js";
import { wordRange } from "./word-range.js";

/** The most that can be lost of one collection of NFTs: `amount` of them, of those with numbers in `ids`. */
export type CollectionLoss = Bound & {
  readonly collection: Address;
  /** In order, and apart; none where nothing can be lost. */
  readonly ids: readonly IdRange[];
};

type Loss = Bound & Pick<CollectionLoss, "ids">;

const ALL_IDS: readonly IdRange[] = [{ from: 0n, to: MAX_UINT256 }];
const NOTHING: Loss = { amount: 0n, isExact: true, ids: [] };

/** Says how many NFTs of each collection can be lost, and which. */
export function collectionLosses(calls: readonly TokenCall[], span: TimeSpan): CollectionLoss[] {
  return callsByTarget(calls, ["id", "all"]).map(([collection, ofCollection]) => {
    const losses = ofCollection.map(({ policy, fn }) =>
      fn.takes === "all" ? lossToOperators(policy, fn, span) : lossOfIds(policy, fn, span),
    );
    return { collection, ...addLosses(losses) };
  });
}

/** One call hands over everything; to say that an operator may no longer move anything hands over nothing. */
function lossToOperators(policy: CallSpec, { name, index }: TokenFunction, span: TimeSpan): Loss {
  const approved = wordRange(policy.constraints, index);
  if (!approved || approved.highest === 0n || mostOfUses(policy, span)?.amount === 0n) return NOTHING;
  const reason = `${name} of ${policy.target} lets an operator move all of them, even after the session`;
  return { amount: undefined, isExact: true, reason, ids: ALL_IDS };
}

/** Each use takes one, and takes the same one again only after it came back: so many as there are, or uses. */
function lossOfIds(policy: CallSpec, { name, index }: TokenFunction, span: TimeSpan): Loss {
  const range = wordRange(policy.constraints, index);
  const uses = mostOfUses(policy, span);
  if (!range || uses?.amount === 0n) return NOTHING;
  const sums = policy.constraints.filter((each) => each.index === index && !isUnlimited(each.limit));
  // No number is above a limit on the sum of the numbers.
  const to = sums.reduce((least, { limit: { limit } }) => (limit < least ? limit : least), range.highest);
  const ids = rangesWithout({ from: range.lowest, to }, range.holes);
  if (uses?.amount === undefined && to === MAX_UINT256) {
    const reason = `nothing limits how many calls of ${name} of ${policy.target} take one each`;
    return { amount: undefined, isExact: true, reason, ids };
  }
  const size = sizeOfRanges(ids);
  const amount = uses?.amount === undefined || uses.amount > size ? size : uses.amount;
  return { amount, isExact: sums.length === 0 && (uses?.isExact ?? true), ids };
}

/** Two policies that are about the same NFT can take it once. */
function addLosses(losses: readonly Loss[]): Loss {
  const ids = mergeRanges(losses.flatMap((loss) => loss.ids));
  const sum = addBounds(losses);
  if (sum.amount === undefined) return { ...sum, ids };
  const isApart = sizeOfRanges(ids) === losses.reduce((total, loss) => total + sizeOfRanges(loss.ids), 0n);
  const size = sizeOfRanges(ids);
  return { amount: sum.amount < size ? sum.amount : size, isExact: sum.isExact && isApart, ids };
}
