import { formatEther, formatUnits } from "viem";
import type { CollectionLoss } from "./collection-loss.js";
import { contractIn, nameOfContract } from "./described-contract.js";
import type { DescribedContract } from "./described-contract.js";
import { sizeOfRanges, type IdRange } from "./id-range.js";
import type { Bound } from "./spending-bound.js";
import { counted } from "./time.js";
import { MAX_UINT256 } from "./usage-limit.js";
import type { WorstCase } from "./worst-case.js";

/** So many ranges of numbers are told one by one; of more, only from where to where they go. */
const MOST_RANGES = 5;

/** Says the most that can be lost, in a sentence; and in another one that there are calls it does not know of. */
export function describeLosses(
  { eth, tokens, collections, otherCalls }: WorstCase,
  contracts: readonly DescribedContract[],
): string[] {
  const losses = [
    lossOf(eth, (wei) => `${formatEther(wei)} ETH`, "all ETH"),
    ...tokens.map(({ token, ...bound }) => {
      const { decimals = 0 } = contractIn(contracts, token) ?? {};
      const name = nameOfContract(token, contracts);
      return lossOf(bound, (amount) => `${formatUnits(amount, decimals)} of ${name}`, `all of ${name}`);
    }),
    ...collections.map((loss) => {
      const name = nameOfContract(loss.collection, contracts);
      return lossOf(loss, (amount) => `${someNfts(amount, loss)} of ${name}`, `${allNfts(loss)} of ${name}`);
    }),
  ];
  const lines = [`If this key leaks, at most ${losses.join(", ")} can be lost.`];
  if (otherCalls.length > 0)
    lines.push(
      "What its other calls can lose depends on the contracts: they are not transfers the chain can count.",
    );
  return lines;
}

function lossOf(bound: Bound, write: (amount: bigint) => string, all: string): string {
  return bound.amount === undefined ? `${all} (${bound.reason})` : write(bound.amount);
}

/** "no NFT", "NFT number 7", "any 3 NFTs", "3 of the NFTs number 1 to 100". */
function someNfts(amount: bigint, { ids }: CollectionLoss): string {
  if (amount === 0n) return "no NFT";
  if (sizeOfRanges(ids) === amount) return numberedNfts(ids);
  return isEveryId(ids) ? `any ${counted(amount, "NFT")}` : `${amount} of the ${numberedNfts(ids)}`;
}

function allNfts({ ids }: CollectionLoss): string {
  return isEveryId(ids) ? "all NFTs" : `all ${numberedNfts(ids)}`;
}

function isEveryId(ids: readonly IdRange[]): boolean {
  return sizeOfRanges(ids) === MAX_UINT256 + 1n;
}

function numberedNfts(ids: readonly IdRange[]): string {
  const [first] = ids;
  const last = ids.at(-1);
  const isOne = first !== undefined && first === last && first.from === first.to;
  if (ids.length > MOST_RANGES && first && last)
    return `NFTs with some of the numbers ${rangeInWords({ from: first.from, to: last.to })}`;
  return `NFT${isOne ? "" : "s"} number ${ids.map(rangeInWords).join(" and ")}`;
}

function rangeInWords({ from, to }: IdRange): string {
  if (from === to) return String(from);
  return to === MAX_UINT256 ? `${from} and above` : `${from} to ${to}`;
}
