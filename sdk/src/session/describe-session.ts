import { formatEther } from "viem";
import { describeCall } from "./describe-call.js";
import { describeLimit } from "./describe-limit.js";
import { describeLosses } from "./describe-losses.js";
import { contractIn, nameOfContract } from "./described-contract.js";
import type { DescribedContract } from "./described-contract.js";
import {
  BARE_TRANSFER,
  USE_COUNT_INDEX,
  type CallSpec,
  type SessionSpec,
  type TransferSpec,
} from "./session-spec.js";
import { roundedDurationInWords, isoTime } from "./time.js";
import { isSharedFunction } from "./token-function.js";
import { isUnlimited, MAX_UINT256 } from "./usage-limit.js";
import { worstCase } from "./worst-case.js";

/** What helps to describe a session. */
export interface DescribeSessionOptions {
  /** The chain's time (seconds): with it the description says how long the session lasts and what can be lost. */
  readonly now?: bigint;
  readonly contracts?: readonly DescribedContract[];
}

/**
 * Says in plain English what a session's key may do: a sentence each for expiry, fees, every policy and, where `now` is
 * given, the most that can be lost. Nothing the session allows is left out. Where a contract may be a token or a collection
 * of NFTs, amounts are told as a token's (ERC-20), and a sentence says so: give its `standard`.
 *
 * @example
 * describeSession(session, { now: block.timestamp, contracts: [{ address: usdc, symbol: "USDC", decimals: 6 }] })
 */
export function describeSession(
  session: Omit<SessionSpec, "signer">,
  { now, contracts = [] }: DescribeSessionOptions = {},
): string[] {
  const lines = [
    expiryLine(session.expiresAt, now),
    `Spend on fees ${describeLimit(session.feeLimit, inEther)}.`,
    ...session.transferPolicies.map((policy) => transferLine({ ...policy, constraints: [] }, contracts)),
    ...session.callPolicies.map((policy) =>
      policy.selector === BARE_TRANSFER ? transferLine(policy, contracts) : callLine(policy, contracts),
    ),
  ];
  const losses = now === undefined ? [] : describeLosses(worstCase(session, now, { contracts }), contracts);
  return [...lines, ...losses, ...assumptionLines(session.callPolicies, contracts)];
}

function expiryLine(expiresAt: bigint, now: bigint | undefined): string {
  if (now !== undefined && expiresAt < now) return `Nothing any more: it expired at ${isoTime(expiresAt)}.`;
  const lasts = now === undefined ? "" : ` (${roundedDurationInWords(expiresAt - now)})`;
  return `Until ${isoTime(expiresAt)}${lasts}:`;
}

type Transfers = TransferSpec & Pick<CallSpec, "constraints">;

function transferLine(policy: Transfers, contracts: readonly DescribedContract[]): string {
  const rules = [...valueRules(policy), ...countRules(policy)];
  return `Send ETH to ${nameOfContract(policy.target, contracts)}: ${rules.join("; ")}.`;
}

function callLine(policy: CallSpec, contracts: readonly DescribedContract[]): string {
  const { functionName, argumentRules, warnings } = describeCall(policy, contracts);
  const rules = [...argumentRules, ...valueRules(policy), ...countRules(policy), ...warnings];
  const name = functionName ?? `the function ${policy.selector}`;
  const start = `Call ${name} of ${nameOfContract(policy.target, contracts)}`;
  return `${start}${argumentRules.length > 0 ? "" : " with any arguments"}: ${rules.join("; ")}.`;
}

function valueRules({ maxValuePerUse, valueLimit }: TransferSpec): string[] {
  if (maxValuePerUse === 0n || (!isUnlimited(valueLimit) && valueLimit.limit === 0n)) return ["no ETH"];
  const inAll = isUnlimited(valueLimit) ? "any amount of ETH in all" : describeLimit(valueLimit, inEther);
  const byLimit = isUnlimited(valueLimit) ? MAX_UINT256 : valueLimit.limit;
  return maxValuePerUse < byLimit ? [`at most ${inEther(maxValuePerUse)} at once`, inAll] : [inAll];
}

function countRules({ constraints }: Pick<CallSpec, "constraints">): string[] {
  return constraints
    .filter(({ index }) => index === USE_COUNT_INDEX)
    .map(({ limit }) => describeLimit(limit, (count) => `${count} time${count === 1n ? "" : "s"}`));
}

/** Says of which contracts the amounts may be something else, as their standard is not known. */
function assumptionLines(policies: readonly CallSpec[], contracts: readonly DescribedContract[]): string[] {
  const unknown = policies
    .filter(({ selector }) => isSharedFunction(selector))
    .filter(({ target }) => {
      const contract = contractIn(contracts, target);
      // A collection has no decimals, or says 0.
      return contract?.standard === undefined && !contract?.decimals;
    })
    .map(({ target }) => nameOfContract(target, contracts));
  return [...new Set(unknown)].map(
    (name) =>
      `Amounts of ${name} are told as a token's (ERC-20). If it is a collection of NFTs, they are numbers of NFTs.`,
  );
}

function inEther(wei: bigint): string {
  return `${formatEther(wei)} ETH`;
}
