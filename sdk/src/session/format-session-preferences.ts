import {
  DuplicatePolicyError,
  EmptySessionError,
  InvalidDurationError,
  InvalidLimitError,
} from "../errors/session-errors.js";
import { requireOptions } from "../errors/require-options.js";
import { checkList, checkMembers } from "./check-members.js";
import type { Clock } from "./clock.js";
import { resolveExpiry } from "./format-date-preferences.js";
import { resolveLimit } from "./format-limit-preferences.js";
import { formatCall, formatTransfer } from "./format-policy.js";
import type { SessionPreferences } from "./preferences.js";
import { BARE_TRANSFER, type CallSpec, type SessionSpec, type TransferSpec } from "./session-spec.js";
import { isUnlimited, type UsageLimit } from "./usage-limit.js";

/** What an application that does not say otherwise gets. */
export interface SessionDefaults {
  /** Unix time in seconds. */
  readonly expiresAt: bigint;
  readonly feeLimit: UsageLimit;
}

/**
 * Turns what an application asks for into the session that the owner approves and the chain enforces; only the key
 * is missing. Counted transfers become call policies for bare transfers, after those of `contractCalls`.
 *
 * @param preferences - what the application asks for
 * @param defaults - expiry and fee limit, where it does not say
 * @param clock - the chain's time: needed for a duration, and to see that the expiry is not past
 * @throws InvalidSessionError naming the field that is wrong: anything the chain would refuse or that would not be
 * checked as it reads
 * @throws MissingOptionError if there are no preferences or no defaults
 *
 * @example
 * const spec = formatSessionPreferences(
 *   { expiresAt: "8 hours", feeLimit: parseEther("0.01"), transfers: [{ to, valueLimit: parseEther("0.1") }] },
 *   { expiresAt: block.timestamp + 86_400n, feeLimit: LimitZero },
 *   { now: block.timestamp },
 * )
 */
export function formatSessionPreferences(
  preferences: SessionPreferences,
  defaults: SessionDefaults,
  clock: Clock = {},
): Omit<SessionSpec, "signer"> {
  requireOptions("formatSessionPreferences", { preferences, defaults }, [
    "preferences",
    "defaults.expiresAt",
    "defaults.feeLimit",
  ]);
  checkMembers(preferences, "session preferences", "preferences");
  const calls = checkList(preferences.contractCalls, "contractCalls").map((policy, i) => {
    const field = `contractCalls[${i}]`;
    return { field, spec: formatCall(policy, field) };
  });
  const transfers = checkList(preferences.transfers, "transfers").map((policy, i) => {
    const field = `transfers[${i}]`;
    return { field: `${field}.to`, spec: formatTransfer(policy, field) };
  });
  checkPolicies([...calls, ...transfers]);
  const specs = transfers.map(({ spec }) => spec);
  return {
    expiresAt: expiryOf(preferences, defaults, clock),
    feeLimit: feeLimitOf(preferences, defaults),
    callPolicies: [...calls.map(({ spec }) => spec), ...specs.filter(isCall)],
    transferPolicies: specs.filter((spec): spec is TransferSpec => !isCall(spec)),
  };
}

function isCall(spec: CallSpec | TransferSpec): spec is CallSpec {
  return "selector" in spec;
}

function checkPolicies(policies: readonly { field: string; spec: CallSpec | TransferSpec }[]): void {
  if (policies.length === 0)
    throw new EmptySessionError({
      field: "transfers",
      problem: "and contractCalls are empty, so that the session would allow nothing",
      remedy: "Ask for at least one transfer or call.",
    });
  const seen = new Map<string, string>();
  for (const { field, spec } of policies) {
    const subject = spec.target + (isCall(spec) ? spec.selector : BARE_TRANSFER);
    const first = seen.get(subject);
    if (first !== undefined)
      throw new DuplicatePolicyError({
        field,
        problem: `is about the same as ${first}`,
        remedy: "Write one policy for it; the chain takes no second one.",
      });
    seen.set(subject, field);
  }
}

function expiryOf(preferences: SessionPreferences, defaults: SessionDefaults, clock: Clock): bigint {
  const { expiresAt, expiry } = preferences;
  if (expiresAt !== undefined && expiry !== undefined)
    throw new InvalidDurationError({
      field: "expiry",
      problem: "is given beside expiresAt",
      remedy: "They are two names of one thing. Give expiresAt alone.",
    });
  const field = expiry === undefined ? "expiresAt" : "expiry";
  return resolveExpiry(given(expiresAt, expiry, defaults.expiresAt), clock, field);
}

function feeLimitOf(preferences: SessionPreferences, defaults: SessionDefaults): UsageLimit {
  const limit = resolveLimit(given(preferences.feeLimit, defaults.feeLimit), "feeLimit");
  if (!isUnlimited(limit)) return limit;
  throw new InvalidLimitError({
    field: "feeLimit",
    problem: "is unlimited, which no session may have",
    remedy: "Give the most that may go into fees, in wei.",
  });
}

/** The first that is not left out; null is a mistake to be named, not left out. */
function given(...values: unknown[]): unknown {
  return values.find((value) => value !== undefined);
}
