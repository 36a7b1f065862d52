import fc from "fast-check";
import { zeroHash, type Address, type Hex } from "viem";
import {
  BARE_TRANSFER,
  ConstraintCondition,
  encodeSessionBatch,
  LimitUnlimited,
  USE_COUNT_INDEX,
  type CallSpec,
  type ConstraintSpec,
  type SessionCall,
  type SessionSpec,
  type SessionTransaction,
  type UsageLimit,
} from "../../src/session/index.js";
import { ACCOUNT, SIGNER } from "./addresses.js";

export const TARGETS = [1, 2, 3].map((n): Address => `0x7a46e7000000000000000000000000000000000${n}`);
const SELECTORS: Hex[] = ["0xa9059cbb", "0x095ea7b3"];

export function word(value: bigint): Hex {
  return `0x${value.toString(16).padStart(64, "0")}`;
}

/** Small numbers, so that limits are met exactly and missed by one; now and then a very large one. */
const amounts = fc.oneof(
  { weight: 12, arbitrary: fc.bigInt(0n, 12n) },
  { weight: 1, arbitrary: fc.constantFrom(2n ** 255n, 2n ** 256n - 1n) },
);

const limited: fc.Arbitrary<UsageLimit> = fc.oneof(
  amounts.map((limit) => ({ limitType: 1 as const, limit, period: 0n })),
  fc
    .tuple(amounts, fc.constantFrom(70n, 200n, 3600n))
    .map(([limit, period]) => ({ limitType: 2 as const, limit, period })),
);
const limits = fc.oneof(
  { weight: 1, arbitrary: fc.constant(LimitUnlimited) },
  { weight: 2, arbitrary: limited },
);

const counts = limited.map((limit): ConstraintSpec => ({
  condition: 0,
  index: USE_COUNT_INDEX,
  refValue: zeroHash,
  limit,
}));

const onArguments: fc.Arbitrary<ConstraintSpec> = fc.record({
  index: fc.bigInt(0n, 2n),
  condition: fc.constantFrom(...Object.values(ConstraintCondition)),
  refValue: fc.bigInt(1n, 12n).map(word),
  limit: limits,
});

const callPolicies: fc.Arbitrary<CallSpec> = fc
  .constantFrom<Hex[]>(...SELECTORS, BARE_TRANSFER)
  .chain((selector) =>
    fc.record({
      target: fc.constantFrom(...TARGETS),
      selector: fc.constant(selector),
      maxValuePerUse: amounts,
      valueLimit: limits,
      constraints: fc.array(
        selector === BARE_TRANSFER ? counts : fc.oneof({ weight: 4, arbitrary: onArguments }, counts),
        { maxLength: 3 },
      ),
    }),
  );

/** Sessions of few targets, which transactions meet often. */
export const sessions = (expiresAt: bigint): fc.Arbitrary<SessionSpec> =>
  fc
    .record({
      signer: fc.constant<Address>(SIGNER),
      expiresAt: fc.constant(expiresAt),
      feeLimit: limited,
      callPolicies: fc.uniqueArray(callPolicies, {
        maxLength: 4,
        selector: ({ target, selector }) => target + selector,
      }),
      transferPolicies: fc.uniqueArray(
        fc.record({ target: fc.constantFrom(...TARGETS), maxValuePerUse: amounts, valueLimit: limits }),
        { maxLength: 3, selector: ({ target }) => target },
      ),
    })
    .filter((spec) => spec.callPolicies.length + spec.transferPolicies.length > 0);

const calldata = (selector: Hex, words: readonly bigint[]): Hex =>
  `0x${selector.slice(2)}${words.map((each) => word(each).slice(2)).join("")}`;

const calldatas: fc.Arbitrary<Hex> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<Hex>("0x") },
  {
    weight: 8,
    arbitrary: fc
      .tuple(fc.constantFrom(...SELECTORS), fc.array(amounts, { minLength: 2, maxLength: 4 }))
      .map(([selector, words]) => calldata(selector, words)),
  },
  { weight: 1, arbitrary: fc.constantFrom<Hex[]>(BARE_TRANSFER, calldata(BARE_TRANSFER, [1n])) },
  {
    weight: 1,
    arbitrary: fc
      .integer({ min: 1, max: 70 })
      .map((end): Hex => `0x${calldata("0xa9059cbb", [5n, 5n, 5n]).slice(2, 2 + 2 * end)}`),
  },
);

const calls: fc.Arbitrary<Required<SessionCall>> = fc.record({
  to: fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(...TARGETS) },
    { weight: 1, arbitrary: fc.constant<Address>(ACCOUNT) },
  ),
  value: amounts,
  data: calldatas,
});

/** One call or a batch of them, and its maximum cost. */
export interface Asked {
  readonly calls: readonly Required<SessionCall>[];
  readonly batchValue?: bigint;
  readonly fee: bigint;
}

const fees = fc.oneof({ weight: 3, arbitrary: fc.constant(0n) }, amounts);

/** What a session's key may request; a batch's value is nothing, the sum, or off by one. */
export const asked: fc.Arbitrary<Asked> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ calls: calls.map((call) => [call]), fee: fees }) },
  {
    weight: 1,
    arbitrary: fc
      .record({
        calls: fc.array(calls, { maxLength: 4 }),
        fee: fees,
        carried: fc.constantFrom("nothing", "sum", "less", "more"),
      })
      .map(({ calls: list, fee, carried }) => {
        const sum = list.reduce((total, { value }) => total + value, 0n);
        const values = { nothing: 0n, sum, less: sum - 1n, more: sum + 1n };
        return { calls: list, fee, batchValue: BigInt.asUintN(256, values[carried as keyof typeof values]) };
      }),
  },
);

/** Returns the transaction for a request. */
export function transactionOf({ calls: list, batchValue, fee }: Asked): SessionTransaction {
  const paid = { from: ACCOUNT, gas: fee, maxFeePerGas: 1n } as const;
  const [first] = list;
  if (batchValue === undefined && first) return { ...paid, ...first };
  return { ...paid, to: ACCOUNT, value: batchValue, data: encodeSessionBatch(list) };
}

/** Seconds that pass before something happens. */
export const idles = fc.oneof(
  { weight: 12, arbitrary: fc.constant(0n) },
  { weight: 7, arbitrary: fc.constantFrom(30n, 200n) },
  { weight: 1, arbitrary: fc.constant(90_000n) },
);
