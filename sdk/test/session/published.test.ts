import { expect } from "chai";
import fc from "fast-check";
import { parseAbi } from "viem";
import * as published from "zksync-sso-published/client-auth-server";
import * as publishedUtils from "zksync-sso-published/utils";
import {
  encodeSession,
  formatDatePreferences,
  formatSessionPreferences,
  type Constraint,
  type PartialLimit,
  type SessionPreferences,
} from "../../src/session/index.js";
import { encodeModuleData, encodeSessionTx, getPeriodIdsForTransaction } from "../../src/utils/index.js";
import { ALICE, BOB, SIGNER } from "../helpers/addresses.js";
import { tries } from "../helpers/tries.js";

/** Runs the published client where it is right: ours must do the same. */

const abi = parseAbi([
  "struct Pair { uint256 a; bool b; }",
  "function pay(address to, uint256[2] parts, Pair more, uint256 amount, bool fast, bytes4 tag) payable",
  "function mint(address to)",
  "function burn(uint256 id, uint8 kind)",
]);

const amounts = fc.bigInt(0n, 2n ** 128n);
const periods = fc.oneof(
  fc.bigInt(61n, 10n ** 7n),
  fc.constantFrom("2 minutes", "1 hour", "90m", "1.5h", "1 day", "2w", "1y"),
);
const limits: fc.Arbitrary<PartialLimit> = fc.oneof(
  amounts,
  amounts.map((limit) => ({ limit })),
  fc.record({ limit: amounts, period: periods }),
  fc.record({ limitType: fc.constantFrom("lifetime" as const, 1 as const), limit: amounts }),
  fc.record({
    limitType: fc.constantFrom("allowance" as const, 2 as const),
    limit: amounts,
    period: periods,
  }),
);

const addresses = fc
  .bigInt(0x10000n, 2n ** 160n - 1n)
  .map((number): `0x${string}` => `0x${number.toString(16).padStart(40, "0")}`);
const numbers = (type: bigint) => fc.bigInt(1n, type - 1n);
const limit = fc.option(
  limits.filter((each) => amountOf(each) > 0n),
  { nil: undefined },
);
const ordered = fc.constantFrom(
  "Equal",
  "NotEqual",
  "Greater",
  "Less",
  "GreaterEqual",
  "LessEqual",
  undefined,
);
const equality = fc.constantFrom("Equal", "NotEqual", undefined);
const on = (index: number, value: fc.Arbitrary<unknown>, condition: typeof equality | typeof ordered) =>
  fc.record({
    index: fc.constant(index),
    value,
    condition: condition as fc.Arbitrary<Constraint["condition"]>,
  });

/** Excludes the cases that the published client gets wrong: see the table of the page about sessions. */
const payConstraints: fc.Arbitrary<Constraint>[] = [
  on(0, addresses, equality),
  on(1, fc.tuple(numbers(2n ** 256n), numbers(2n ** 256n)), fc.constant("Equal" as const)),
  on(2, fc.record({ a: numbers(2n ** 256n), b: fc.boolean() }), fc.constant("Equal" as const)),
  fc.record({
    index: fc.constant(3),
    value: numbers(2n ** 256n - 1n),
    condition: ordered as fc.Arbitrary<Constraint["condition"]>,
    limit,
  }),
  fc.record({ index: fc.constant(3), limit }),
  on(4, fc.boolean(), equality),
  on(5, fc.constantFrom("0x01020304", "0xffffffff"), equality),
];

/** What may be sent, which is not zero; per use no more than in total. */
const value = fc
  .tuple(
    limits.filter((each) => amountOf(each) > 0n),
    fc.option(fc.integer({ min: 1, max: 1000 }), { nil: undefined }),
  )
  .map(([valueLimit, parts]) => ({
    valueLimit,
    maxValuePerUse: parts === undefined ? undefined : (amountOf(valueLimit) * BigInt(parts) + 999n) / 1000n,
  }));

function amountOf(each: PartialLimit): bigint {
  return typeof each === "bigint" ? each : "limit" in each ? each.limit : 0n;
}

const calls = fc.oneof(
  fc
    .tuple(addresses, value, fc.array(fc.oneof(...payConstraints), { maxLength: 4 }))
    .map(([address, rest, constraints]) => ({ address, abi, functionName: "pay", ...rest, constraints })),
  addresses.map((address) => ({ address, abi, functionName: "mint" })),
  addresses.map((address) => ({ address, abi, functionName: "burn", constraints: [{ index: 1, value: 5 }] })),
);
const transfers = fc.oneof(
  fc.tuple(addresses, value).map(([to, rest]) => ({ to, ...rest })),
  addresses.map((to) => ({ to })),
);

const preferences: fc.Arbitrary<SessionPreferences> = fc
  .record({
    expiry: fc.oneof(
      fc.bigInt(1n, 10n ** 10n),
      fc.date({ min: new Date("2001-01-01"), max: new Date("2200-01-01"), noInvalidDate: true }),
      fc.constant(undefined),
    ),
    feeLimit: fc.option(
      limits.filter((each) => each !== 0n),
      { nil: undefined },
    ),
    contractCalls: fc.uniqueArray(calls, { maxLength: 3, selector: ({ address }) => address }),
    transfers: fc.uniqueArray(transfers, { maxLength: 3, selector: ({ to }) => to }),
  })
  .filter(({ contractCalls, transfers: list }) => contractCalls.length + list.length > 0);

const defaults = { expiresAt: 1_800_000_000n, feeLimit: { limitType: 1 as const, limit: 5n, period: 0n } };

describe("Sessions compared with the published client", () => {
  it("formats and encodes generated preferences as it does (property)", () => {
    fc.assert(
      fc.property(preferences, (generated) => {
        const ours = { signer: SIGNER, ...formatSessionPreferences(generated, defaults) } as const;
        const theirs = {
          signer: SIGNER,
          ...published.formatSessionPreferences(generated, defaults),
        } as const;
        expect(ours).to.deep.equal(theirs);
        expect(encodeSession(ours)).to.equal(publishedUtils.encodeSession(theirs));
      }),
      { numRuns: tries(200) },
    );
  });

  it("reads durations as it does", () => {
    const durations = ["1 day", "8 hours", "30m", "1.5h", "1w", "1y", "2 mins", "90 secs", "3 hrs", "2 yrs"];
    for (const duration of durations) {
      const now = BigInt(Math.floor(Date.now() / 1000));
      const theirs = published.formatDatePreferences(duration);
      // It reads the machine's clock, which may have advanced by a second.
      expect(theirs - formatDatePreferences(duration, { now }) <= 1n, duration).to.equal(true);
    }
  });

  it("encodes what accompanies a signature as it does (property)", () => {
    fc.assert(
      fc.property(preferences, fc.bigInt(1n, 10n ** 10n), (generated, timestamp) => {
        const sessionConfig = { signer: SIGNER, ...formatSessionPreferences(generated, defaults) } as const;
        for (const { target } of sessionConfig.transferPolicies) {
          const args = { sessionConfig, to: target, timestamp };
          expect(encodeSessionTx(args)).to.equal(publishedUtils.encodeSessionTx(args));
        }
        for (const { target, selector } of sessionConfig.callPolicies) {
          const args = { sessionConfig, target, selector, timestamp };
          expect(getPeriodIdsForTransaction(args)).to.deep.equal(
            publishedUtils.getPeriodIdsForTransaction(args),
          );
        }
      }),
      { numRuns: tries(100) },
    );
  });

  it("encodes a module's installation as it does", () => {
    const module = { address: BOB, parameters: "0x1234" } as const;
    expect(encodeModuleData(module)).to.equal(publishedUtils.encodeModuleData(module));
  });

  it("differs where it is wrong: unlimited value, zero fees, overloads", () => {
    const unlimited = { transfers: [{ to: ALICE, valueLimit: { limitType: "unlimited" as const } }] };
    expect(
      published.formatSessionPreferences(unlimited, defaults).transferPolicies[0]?.maxValuePerUse,
    ).to.equal(0n);
    const ours = formatSessionPreferences(unlimited, defaults).transferPolicies[0];
    expect(ours?.maxValuePerUse).to.equal(2n ** 256n - 1n);

    const free = { transfers: [{ to: ALICE }], feeLimit: 0n };
    expect(published.formatSessionPreferences(free, defaults).feeLimit.limit).to.equal(5n);
    expect(formatSessionPreferences(free, defaults).feeLimit.limit).to.equal(0n);

    const overloaded = parseAbi(["function f(address)", "function f(uint256)"]);
    const call = {
      contractCalls: [{ address: ALICE, abi: overloaded, functionName: "f(uint256)" }],
    } as const;
    expect(() =>
      published.formatSessionPreferences({ contractCalls: [...call.contractCalls] }, defaults),
    ).to.throw();
    expect(
      formatSessionPreferences({ contractCalls: [...call.contractCalls] }, defaults).callPolicies,
    ).to.have.lengthOf(1);
  });
});
