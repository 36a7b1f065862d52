import { formatEther, formatUnits, type Abi, type Address } from "viem";
import { identifierName } from "./claimed-name.js";
import { contractIn, functionOf, nameOfContract } from "./described-contract.js";
import { describeConstraint, type DescribedCall } from "./describe-constraint.js";
import { describeLimit } from "./describe-limit.js";
import {
  BARE_TRANSFER,
  USE_COUNT_INDEX,
  type CallSpec,
  type SessionSpec,
  type TransferSpec,
} from "./session-spec.js";
import type { Bound } from "./spending-bound.js";
import { roundedDurationInWords, isoTime } from "./time.js";
import { isUnlimited, MAX_UINT256 } from "./usage-limit.js";
import { worstCase } from "./worst-case.js";

/**
 * What is known of a contract, so that it can be called by its name. Names may come from the asking application: they
 * are shown in quotation marks, beside the address, and cannot pass for more than a name.
 */
export interface DescribedContract {
  readonly address: Address;
  readonly name?: string;
  readonly abi?: Abi;
  /** Of a token: its amounts are written with so many decimals. */
  readonly decimals?: number;
  readonly symbol?: string;
}

/** What helps to describe a session. */
export interface DescribeSessionOptions {
  /** The chain's time (seconds): with it the description says how long the session lasts and what can be lost. */
  readonly now?: bigint;
  readonly contracts?: readonly DescribedContract[];
}

/**
 * Says in plain English what a session's key may do: a sentence each for expiry, fees, every policy and, where `now` is
 * given, the most that can be lost. Nothing the session allows is left out.
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
  return now === undefined ? lines : [...lines, ...lossLines(session, now, contracts)];
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
  const contract = contractIn(contracts, policy.target);
  const fn = functionOf(policy.selector, contract);
  const call: DescribedCall = { fn, contract };
  const rules = [
    ...policy.constraints
      .filter(({ index }) => index !== USE_COUNT_INDEX)
      .map((constraint) => describeConstraint(constraint, call)),
    ...valueRules(policy),
    ...countRules(policy),
  ];
  const name = identifierName(fn?.name) ?? `the function ${policy.selector}`;
  const hasRules = policy.constraints.some(({ index }) => index !== USE_COUNT_INDEX);
  const start = `Call ${name} of ${nameOfContract(policy.target, contracts)}`;
  return `${start}${hasRules ? "" : " with any arguments"}: ${rules.join("; ")}.`;
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

function lossLines(
  session: Omit<SessionSpec, "signer">,
  now: bigint,
  contracts: readonly DescribedContract[],
): string[] {
  const { eth, tokens, otherCalls } = worstCase(session, now);
  const losses = [
    lossOf(eth, inEther, "all ETH"),
    ...tokens.map(({ token, ...bound }) => {
      const { decimals = 0 } = contractIn(contracts, token) ?? {};
      const name = nameOfContract(token, contracts);
      return lossOf(bound, (amount) => `${formatUnits(amount, decimals)} of ${name}`, `all of ${name}`);
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

function inEther(wei: bigint): string {
  return `${formatEther(wei)} ETH`;
}
