import {
  BARE_TRANSFER,
  describeCall,
  LimitType,
  quotedName,
  symbolName,
  USE_COUNT_INDEX,
  type SessionSpec,
  type SessionState,
  type UsageLimit,
} from "@zksync-sso/sdk/session";
import type { Address } from "viem";
import { contractsOf, type FactsByTarget } from "../approval/target-facts.ts";
import { shortAddress } from "../words/address.ts";
import { amountInWords } from "../words/amount.ts";
import { sentenceCase } from "../words/sentence-case.ts";
import { periodInWords } from "../words/time.ts";
import { commonName } from "./common-functions.ts";

/** One of the limits of a session, and how much of it is used. */
export interface LimitMeter {
  readonly what: string;
  /** How much is used of how much. */
  readonly words: string;
  /** Used, between 0 and 1; nothing where there is no limit. */
  readonly part?: number;
}

interface Unit {
  readonly name: string;
  readonly decimals: number;
}

const ETH: Unit = { name: "ETH", decimals: 18 };
const TIMES: Unit = { name: "times", decimals: 0 };
/** What an argument counts that is no amount of the called token: only the contract knows. */
const PLAIN: Unit = { name: "", decimals: 0 };

/**
 * Says of each limit of a session how much is used; fees come last.
 *
 * @param names - what the app called the functions, policy by policy, if this device knows
 */
export function metersOf(
  session: SessionSpec,
  state: SessionState,
  facts: FactsByTarget,
  names: readonly string[] = [],
): LimitMeter[] {
  const nameOf = (address: Address): string =>
    quotedName(facts.get(address.toLowerCase())?.name) ?? shortAddress(address);
  const transfers = session.transferPolicies.map(({ target, valueLimit }, i) =>
    meter(`Send ETH to ${nameOf(target)}`, valueLimit, state.transferValue[i]?.remaining, ETH),
  );
  // The chain tells those of arguments in one list, without the unlimited ones.
  let argument = 0;
  const calls = session.callPolicies.flatMap((policy, i) => {
    const known = contractsOf(facts);
    const { functionName: standardName, amountWord } = describeCall(policy, known);
    const functionName = standardName ?? (names[i] || commonName(policy.selector));
    const target = nameOf(policy.target);
    const isTransfer = policy.selector === BARE_TRANSFER;
    const what = isTransfer
      ? `Send ETH to ${target}`
      : `${sentenceCase(functionName ?? `Function ${policy.selector}`)} on ${target}`;
    const { symbol, decimals = 0 } = facts.get(policy.target.toLowerCase()) ?? {};
    const limited = policy.constraints.flatMap(({ index, limit }) => {
      if (limit.limitType === LimitType.Unlimited) return [];
      const token = { name: symbolName(symbol) ?? "", decimals };
      const unit = index === USE_COUNT_INDEX ? TIMES : index === amountWord ? token : PLAIN;
      return [meter(what, limit, state.callParams[argument++]?.remaining, unit)];
    });
    const takesValue = policy.maxValuePerUse > 0n && !isNothing(policy.valueLimit);
    const value = takesValue
      ? [
          meter(
            isTransfer ? what : `ETH along with it`,
            policy.valueLimit,
            state.callValue[i]?.remaining,
            ETH,
          ),
        ]
      : [];
    return limited.length + value.length === 0
      ? [{ what, words: "as often as it likes" }]
      : [...limited, ...value];
  });
  const fees = isNothing(session.feeLimit)
    ? []
    : [meter("Network fees", session.feeLimit, state.feesRemaining, ETH)];
  return [...transfers, ...calls, ...fees];
}

function meter(what: string, { limitType, limit, period }: UsageLimit, left: bigint | undefined, unit: Unit) {
  if (limitType === LimitType.Unlimited) return { what, words: `any amount of ${unit.name}` };
  const remaining = left === undefined || left > limit ? limit : left;
  const used = limit - remaining;
  const amounts =
    `${amountInWords(used, unit.decimals)} of ${amountInWords(limit, unit.decimals)} ${unit.name}`.trimEnd();
  return {
    what,
    words:
      limitType === LimitType.Allowance
        ? `${amounts} used, anew every ${periodInWords(period)}`
        : `${amounts} used`,
    part: limit === 0n ? 1 : Number((used * 1000n) / limit) / 1000,
  };
}

function isNothing({ limitType, limit }: UsageLimit): boolean {
  return limitType !== LimitType.Unlimited && limit === 0n;
}
