import { concat, dataSlice, toBeHex } from "ethers";
import fc from "fast-check";
import { calldata, word } from "../chain/calldata";
import { MAX_BATCH_CALLS } from "../../../sdk/src/session/session-batch.js";
import { callTo, countUses, onArgument, transferTo } from "./session-policies";
import { ConstraintCondition, type CallSpec, type SessionSpec } from "./session-spec";
import type { SequenceStep } from "./session-sequence";
import { allowance, lifetime, unlimited } from "./usage-limit";
import { type RequestedCall, type RequestedPaymaster, type SessionRequest } from "./session-request";

const TARGETS = [1, 2, 3].map((n) => `0x7a46e7000000000000000000000000000000000${n}`);
const SELECTORS = ["0xa9059cbb", "0x095ea7b3"];
const BARE = "0x00000000";

/**
 * Small numbers, so that limits are met exactly and missed by one; now and then one at the edge of a storage
 * layout.
 */
const amounts = fc.oneof(
  { weight: 12, arbitrary: fc.bigInt(0n, 12n) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(72n, 192n, 255n), fc.bigInt(-2n, 2n))
      .map(([bits, offset]) => 2n ** bits + offset),
  },
);

const limits = fc.oneof(
  fc.constant(unlimited),
  amounts.map((amount) => lifetime(amount)),
  fc.tuple(amounts, fc.constantFrom(61n, 200n, 3600n)).map(([amount, period]) => allowance(amount, period)),
);

const limited = limits.filter((limit) => limit !== unlimited);
const counts = limited.map(countUses);

const onArguments = fc
  .tuple(
    fc.bigInt(0n, 2n),
    fc.constantFrom(...Object.values(ConstraintCondition)),
    fc.bigInt(1n, 12n),
    limits,
  )
  .map(([index, condition, refValue, limit]) =>
    onArgument(index, { condition, refValue: word(refValue), limit }),
  );

const constraintsOf = (selector: string) =>
  fc.array(selector === BARE ? counts : fc.oneof({ weight: 4, arbitrary: onArguments }, counts), {
    maxLength: 3,
  });

const callPolicies: fc.Arbitrary<CallSpec> = fc
  .tuple(fc.constantFrom(...TARGETS), fc.constantFrom(...SELECTORS, BARE))
  .chain(([target, selector]) =>
    fc
      .tuple(amounts, limits, constraintsOf(selector))
      .map(([maxValuePerUse, valueLimit, constraints]) =>
        callTo(target, selector, { maxValuePerUse, valueLimit, constraints }),
      ),
  );

const transferPolicies = fc
  .tuple(fc.constantFrom(...TARGETS), limits, amounts)
  .map(([target, limit, max]) => transferTo(target, limit, max));

/** What a session allows; the caller adds signer and expiry. */
export const sessionPolicies: fc.Arbitrary<Omit<SessionSpec, "signer" | "expiresAt">> = fc
  .record({
    feeLimit: limited,
    callPolicies: fc.uniqueArray(callPolicies, {
      maxLength: 4,
      selector: ({ target, selector }) => target + selector,
    }),
    transferPolicies: fc.uniqueArray(transferPolicies, { maxLength: 3, selector: ({ target }) => target }),
  })
  .filter((spec) => spec.callPolicies.length + spec.transferPolicies.length > 0);

const calldatas = fc.oneof(
  { weight: 2, arbitrary: fc.constant("0x") },
  {
    weight: 8,
    arbitrary: fc
      .tuple(fc.constantFrom(...SELECTORS), fc.array(amounts, { minLength: 2, maxLength: 4 }))
      .map(([selector, words]) => calldata(selector, ...words)),
  },
  { weight: 1, arbitrary: fc.constantFrom(BARE, concat([BARE, word(1n)])) },
  {
    weight: 1,
    arbitrary: fc
      .integer({ min: 1, max: 70 })
      .map((end) => dataSlice(calldata(SELECTORS[0]!, 5n, 5n, 5n), 0, end)),
  },
);

/** Something that happens to a session after so many seconds. */
export interface Step {
  readonly idle: bigint;
  /** Only the session's end, if not given. */
  readonly transaction?: SessionRequest;
  /** The account's modules by then. */
  readonly installed: string;
}

const NO_MODULE = "0x0000000000000000000000000000000000000001";

/** Mostly to targets of policies; now and then to the account itself. */
const callsOf = (account: string): fc.Arbitrary<RequestedCall> =>
  fc.record({
    to: fc.oneof(
      { weight: 20, arbitrary: fc.constantFrom(...TARGETS) },
      { weight: 1, arbitrary: fc.constant(account) },
    ),
    value: amounts,
    data: calldatas,
  });

/**
 * Mostly nobody; one that takes a token is a small number, so that conditions on the spender are met and
 * missed.
 */
const paymasters = (account: string): fc.Arbitrary<RequestedPaymaster | undefined> => {
  const address = fc.bigInt(1n, 12n).map((number) => toBeHex(number, 20));
  const tokens = fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(...TARGETS) },
    { weight: 1, arbitrary: fc.constant(account) },
  );
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.record({ address }) },
    {
      weight: 2,
      arbitrary: fc.record({ address, takes: fc.record({ token: tokens, amount: amounts }) }),
    },
  );
};

const fees = fc.oneof({ weight: 3, arbitrary: fc.constant(0n) }, amounts);

const singles = (account: string): fc.Arbitrary<SessionRequest> =>
  fc.record({
    calls: callsOf(account).map((call) => [call]),
    fee: fees,
    paymaster: paymasters(account),
  });

/** A few calls; now and then about as many as a batch may have, all alike. */
const batchedCalls = (account: string): fc.Arbitrary<RequestedCall[]> =>
  fc.oneof(
    { weight: 9, arbitrary: fc.array(callsOf(account), { maxLength: 4 }) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(callsOf(account), fc.integer({ min: MAX_BATCH_CALLS - 1, max: MAX_BATCH_CALLS + 1 }))
        .map(([call, count]) => Array<RequestedCall>(count).fill(call)),
    },
  );

/** Batches whose transaction carries no value, the right one, or any. */
const batches = (account: string): fc.Arbitrary<SessionRequest> =>
  fc
    .record({
      calls: batchedCalls(account),
      fee: fees,
      paymaster: paymasters(account),
      carried: fc.constantFrom("nothing", "nothing", "sum", "one less", "one more"),
    })
    .map(({ calls, fee, paymaster, carried }) => {
      const sum = calls.reduce((total, { value }) => total + value, 0n);
      const values = { nothing: 0n, sum, "one less": sum - 1n, "one more": sum + 1n };
      return {
        calls,
        fee,
        paymaster,
        batchValue: BigInt.asUintN(256, values[carried as keyof typeof values]),
      };
    });

/** What may happen to a session of the account. */
export const steps = (account: string): fc.Arbitrary<Step> =>
  fc.record({
    transaction: fc.oneof(
      { weight: 20, arbitrary: singles(account) },
      { weight: 10, arbitrary: batches(account) },
      { weight: 1, arbitrary: fc.constant(undefined) },
    ),
    idle: fc.oneof(
      { weight: 12, arbitrary: fc.constant(0n) },
      { weight: 7, arbitrary: fc.constantFrom(30n, 200n) },
      { weight: 1, arbitrary: fc.constant(90_000n) },
    ),
    installed: fc.oneof(
      { weight: 20, arbitrary: fc.constant(NO_MODULE) },
      { weight: 1, arbitrary: fc.constantFrom(...TARGETS) },
    ),
  });

/** Gives steps their times, in seconds since 1970: with the pauses before them, or all at the start. */
export function schedule(start: bigint, sequence: readonly Step[], timeless: boolean): SequenceStep[] {
  let time = start;
  return sequence.map(({ idle, ...step }) => {
    if (!timeless) time += idle;
    return { ...step, time };
  });
}
