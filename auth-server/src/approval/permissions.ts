import {
  describeCall,
  formatLimitPreferences,
  LimitType,
  quotedName,
  symbolName,
  USE_COUNT_INDEX,
  type CallSpec,
  type Constraint,
  type DescribedContract,
  type PartialLimit,
  type SessionPreferences,
  type SessionSpec,
  type TransferSpec,
  type UsageLimit,
} from "@zksync-sso/sdk/session";
import { addressInGroups } from "../words/address.ts";
import { amountInWords, ethInWords } from "../words/amount.ts";
import { sentenceCase } from "../words/sentence-case.ts";
import { periodInWords } from "../words/time.ts";
import { countPlace, limitAt, type LimitPlace } from "./limit-place.ts";
import { takesNothing } from "./takes-nothing.ts";
import { contractsOf, type FactsByTarget } from "./target-facts.ts";

/** A limit that the person may lower. */
export interface AdjustableLimit {
  readonly place: LimitPlace;
  /** Where the app's own preferences have it: what the app is told was lowered. */
  readonly path: string;
  /** What it limits, for whoever hears it instead of seeing where it is. */
  readonly label: string;
  readonly unit: string;
  readonly decimals: number;
}

/** One line of the slip: what the app may do, how much of it, and what goes with it. */
export interface Permission {
  readonly what: string;
  readonly amount: string;
  /** The address that something goes to, whole. */
  readonly address?: string;
  readonly details: readonly string[];
  readonly limits: readonly AdjustableLimit[];
}

/** Lists what a session allows, in the order in which the app asks for it; fees come last. */
export function permissionsOf(
  session: SessionSpec,
  preferences: SessionPreferences,
  facts: FactsByTarget,
): Permission[] {
  const calls = preferences.contractCalls ?? [];
  const known = contractsOf(facts);
  const lines = calls.map(({ abi, address, constraints = [], valueLimit }, i) => {
    const contract = known.find((each) => each.address.toLowerCase() === address.toLowerCase());
    // The app says what its functions are called; everything else is the chain's word.
    const contracts = [{ address, ...contract, abi }];
    const limited = limitedConstraints(constraints).map((j) => `contractCalls.${i}.constraints.${j}.limit`);
    return callLine(session, i, { path: `contractCalls.${i}`, limited, valueLimit }, contracts);
  });
  // Counted transfers are calls without calldata, after the others.
  let [call, transfer] = [calls.length, 0];
  for (const [i, { maxUses, valueLimit }] of (preferences.transfers ?? []).entries()) {
    const asked = { path: `transfers.${i}`, valueLimit };
    lines.push(
      maxUses === undefined
        ? transferLine(session, transfer++, asked)
        : countedTransferLine(session, call++, asked),
    );
  }
  return [...lines, feesLine(session)];
}

/** Where the app's own preferences have a transfer or a call, and the ETH that they ask for with it. */
interface Asked {
  readonly path: string;
  readonly valueLimit: PartialLimit | undefined;
}

/** As `Asked`, with the paths of the arguments' limits one after the other. */
interface AskedCall extends Asked {
  readonly limited: readonly string[];
}

/** Which of the app's constraints have a limit. The session has one for each word, but the limits in the same order. */
function limitedConstraints(constraints: readonly Constraint[]): number[] {
  return constraints.flatMap(({ limit }, i) =>
    limit !== undefined && formatLimitPreferences(limit).limitType !== LimitType.Unlimited ? [i] : [],
  );
}

function callLine(
  session: SessionSpec,
  policy: number,
  { limited, ...asked }: AskedCall,
  contracts: readonly DescribedContract[],
): Permission {
  const spec = session.callPolicies[policy] as CallSpec;
  const contract = contracts.find(({ address }) => address.toLowerCase() === spec.target.toLowerCase());
  const described = describeCall(spec, contracts);
  const name = sentenceCase(described.functionName ?? `the function ${spec.selector}`);
  const count = countPlace(session, policy);
  const { argumentRules } = described;
  const symbol = symbolName(contract?.symbol);
  const token = { label: `Amount of ${symbol ?? "tokens"}`, symbol, decimals: contract?.decimals };
  return {
    what: `${name} on ${quotedName(contract?.name) ?? "a contract"}`,
    amount: count ? timesInWords(limitAt(session, count)) : "as often as it likes",
    address: addressInGroups(spec.target),
    details: [
      ...(argumentRules.length === 0 && !takesNothing(spec.selector) ? ["With whatever it likes"] : []),
      ...argumentRules.map(sentenceCase),
      ...valueInWords(spec),
      ...described.warnings.map(sentenceCase),
    ],
    limits: [
      ...(count ? [countLimit(count, asked.path, name)] : []),
      ...valueLimits({ kind: "value", policy }, asked, `ETH with “${name}”`),
      ...argumentLimits(session, policy, limited, (word) =>
        word === described.amountWord ? token : { label: `Numbers with “${name}”` },
      ),
    ],
  };
}

/** What a limit on an argument counts, in words. */
interface Counted {
  readonly label: string;
  readonly symbol?: string | undefined;
  readonly decimals?: number | undefined;
}

/**
 * @param paths - where the app's preferences have the limits
 * @param countedBy - says what a word of the arguments is: of a token, or numbers that only the contract knows
 */
function argumentLimits(
  session: SessionSpec,
  policy: number,
  paths: readonly string[],
  countedBy: (word: bigint) => Counted,
): AdjustableLimit[] {
  const { constraints } = session.callPolicies[policy] as CallSpec;
  let next = 0;
  return constraints.flatMap(({ index, limit }, constraint) => {
    if (index === USE_COUNT_INDEX || limit.limitType === LimitType.Unlimited) return [];
    const { label, symbol = "", decimals = 0 } = countedBy(index);
    return [
      {
        place: { kind: "constraint", policy, constraint } as const,
        path: paths[next++] ?? "",
        label,
        unit: symbol,
        decimals,
      },
    ];
  });
}

function transferLine(session: SessionSpec, policy: number, asked: Asked): Permission {
  const spec = session.transferPolicies[policy] as TransferSpec;
  return {
    what: "Send ETH",
    amount: limitInWords(spec.valueLimit),
    address: addressInGroups(spec.target),
    details: [...eachInWords(spec), ...everyInWords(spec.valueLimit)],
    limits: valueLimits({ kind: "transfer", policy }, asked, "ETH to send"),
  };
}

function countedTransferLine(session: SessionSpec, policy: number, asked: Asked): Permission {
  const spec = session.callPolicies[policy] as CallSpec;
  const count = countPlace(session, policy);
  return {
    what: "Send ETH",
    amount: limitInWords(spec.valueLimit),
    address: addressInGroups(spec.target),
    details: [
      ...(count ? [sentenceCase(timesInWords(limitAt(session, count)))] : []),
      ...eachInWords(spec),
      ...everyInWords(spec.valueLimit),
    ],
    limits: [
      ...(count ? [countLimit(count, asked.path, "Send ETH")] : []),
      ...valueLimits({ kind: "value", policy }, asked, "ETH to send"),
    ],
  };
}

function feesLine(session: SessionSpec): Permission {
  return {
    what: "Network fees",
    amount: ethInWords(session.feeLimit.limit),
    details: everyInWords(session.feeLimit),
    limits: [
      { place: { kind: "fees" }, path: "feeLimit", label: "ETH for network fees", unit: "ETH", decimals: 18 },
    ],
  };
}

function countLimit(place: LimitPlace, path: string, name: string): AdjustableLimit {
  return { place, path: `${path}.maxUses`, label: `How often: ${name}`, unit: "times", decimals: 0 };
}

/** Goes by what the app asked for: a limit that the person has lowered to nothing is one that they may lower, still. */
function valueLimits(place: LimitPlace, { path, valueLimit }: Asked, label: string): AdjustableLimit[] {
  if (valueLimit === undefined) return [];
  const { limitType, limit } = formatLimitPreferences(valueLimit);
  if (limitType === LimitType.Unlimited || limit === 0n) return [];
  return [{ place, path: `${path}.valueLimit`, label, unit: "ETH", decimals: 18 }];
}

function limitInWords(limit: UsageLimit): string {
  return limit.limitType === LimitType.Unlimited ? "any amount" : ethInWords(limit.limit);
}

function timesInWords({ limit, limitType, period }: UsageLimit): string {
  const times = limit === 1n ? "once" : `${amountInWords(limit, 0)} times`;
  return limitType === LimitType.Allowance ? `${times} every ${periodInWords(period)}` : times;
}

function everyInWords({ limitType, period }: UsageLimit): string[] {
  return limitType === LimitType.Allowance ? [`Anew every ${periodInWords(period)}`] : [];
}

function eachInWords({ maxValuePerUse, valueLimit }: TransferSpec): string[] {
  if (valueLimit.limitType !== LimitType.Unlimited && maxValuePerUse >= valueLimit.limit) return [];
  return maxValuePerUse >= 2n ** 255n ? [] : [`${ethInWords(maxValuePerUse)} each`];
}

function valueInWords(spec: CallSpec): string[] {
  const { maxValuePerUse, valueLimit } = spec;
  const nothing =
    maxValuePerUse === 0n || (valueLimit.limitType !== LimitType.Unlimited && valueLimit.limit === 0n);
  if (nothing) return ["No ETH goes with it"];
  const details = [...eachInWords(spec), ...everyInWords(valueLimit).map((every) => every.toLowerCase())];
  return [[`${sentenceCase(limitInWords(valueLimit))} may go with it`, ...details].join(", ")];
}
