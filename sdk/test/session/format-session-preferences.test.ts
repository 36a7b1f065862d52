import { expect } from "chai";
import { erc20Abi, getAddress, parseAbi, toFunctionSelector, zeroAddress, type Abi } from "viem";
import {
  callPolicy,
  ConstraintCondition,
  formatSessionPreferences,
  LimitZero,
  type CallPolicy,
  type Constraint,
  type PartialLimit,
  type SessionPreferences,
  type TransferPolicy,
} from "../../src/session/index.js";
import { ALICE, BOB, TOKEN } from "../helpers/addresses.js";
import { MissingOptionError } from "../../src/errors/index.js";
import { expectSessionError, sessionError } from "../helpers/expect-error.js";

const NOW = 1_800_000_000n;
const MAX = 2n ** 256n - 1n;
const ZERO_WORD = `0x${"00".repeat(32)}`;
const defaults = { expiresAt: NOW + 86_400n, feeLimit: { limitType: 1 as const, limit: 7n, period: 0n } };
const transfers = [{ to: ALICE, valueLimit: 1n }] satisfies TransferPolicy[];

function format(preferences: SessionPreferences) {
  return formatSessionPreferences(preferences, defaults, { now: NOW });
}

/** Casts what nobody could write in TypeScript. */
function untyped<type>(value: unknown): type {
  return value as type;
}

const abi = parseAbi([
  "struct Pair { uint256 a; bool b; }",
  "struct Note { address to; string text; }",
  "function pay(address to, uint256[2] parts, Pair more, uint256 amount, int256 offset, bytes4 tag, uint8 kind)",
  "function tell(string text, uint256 amount, Note note, Note[2] notes, uint256[] list, bytes raw)",
  "function look() view returns (uint256)",
  "function send(address to)",
  "function send(address to, uint256 amount)",
]) satisfies Abi;

const pay = { address: TOKEN, abi, functionName: "pay" };

function constrained(constraint: Constraint, functionName = "pay") {
  return format({ contractCalls: [{ address: TOKEN, abi, functionName, constraints: [constraint] }] })
    .callPolicies[0]?.constraints;
}

describe("formatSessionPreferences", () => {
  describe("members", () => {
    const limit = { limit: 5n, perod: "1 day" };
    const misspelt: [object, string, string][] = [
      [{ transfers, expiresat: "1 day" }, "preferences.expiresat", "expiresAt"],
      [{ transfers, feelimit: 5n }, "preferences.feelimit", "feeLimit"],
      [{ transfers, contractCall: [] }, "preferences.contractCall", "contractCalls"],
      [{ transfers, feeLimit: limit }, "feeLimit.perod", "period"],
      [{ transfers: [{ to: ALICE, valuelimit: 5n }] }, "transfers[0].valuelimit", "valueLimit"],
      [{ transfers: [{ to: ALICE, maxUse: 5 }] }, "transfers[0].maxUse", "maxUses"],
      [{ transfers: [{ to: ALICE, maxUses: limit }] }, "transfers[0].maxUses.perod", "period"],
      [{ contractCalls: [{ ...pay, constraint: [] }] }, "contractCalls[0].constraint", "constraints"],
      [
        { contractCalls: [{ ...pay, constraints: [{ index: 3, Value: 1n }] }] },
        "contractCalls[0].constraints[0].Value",
        "value",
      ],
      [
        { contractCalls: [{ ...pay, constraints: [{ index: 3, limit }] }] },
        "contractCalls[0].constraints[0].limit.perod",
        "period",
      ],
    ];
    for (const [preferences, field, meant] of misspelt)
      it(`are named if misspelt, along with the likely one: ${field}`, () => {
        expectSessionError(() => format(untyped(preferences)), "InvalidPreferenceError", field);
        expect(sessionError(() => format(untyped(preferences))).metaMessages).to.deep.equal([
          `Did you mean ${meant}?`,
        ]);
      });

    it("are listed if none is similar, and ignored if undefined", () => {
      const { metaMessages } = sessionError(() => format(untyped({ transfers, color: "red" })));
      expect(metaMessages[0]).to.include("expiresAt, expiry, feeLimit, transfers, contractCalls");
      expect(() => format(untyped({ transfers, color: undefined }))).not.to.throw();
    });

    it("are objects and lists where required", () => {
      const wrong: [unknown, string][] = [
        [{ transfers: {} }, "transfers"],
        [{ transfers: [null] }, "transfers[0]"],
        [{ contractCalls: "all" }, "contractCalls"],
        [{ contractCalls: [[]] }, "contractCalls[0]"],
        [{ contractCalls: [{ ...pay, constraints: {} }] }, "contractCalls[0].constraints"],
        [{ contractCalls: [{ ...pay, constraints: [null] }] }, "contractCalls[0].constraints[0]"],
        [[], "preferences"],
      ];
      for (const [preferences, field] of wrong)
        expectSessionError(() => format(untyped(preferences)), "InvalidPreferenceError", field);
    });

    it("are completed by defaults, and named if missing", () => {
      const without = (given: unknown) => () => formatSessionPreferences({ transfers }, untyped(given));
      expect(without(undefined)).to.throw(MissingOptionError, "`defaults`");
      expect(without({ expiresAt: 1n })).to.throw(MissingOptionError, "`defaults.feeLimit`");
      expect(() => format(untyped(undefined))).to.throw(MissingOptionError, "`preferences`");
    });
  });

  describe("expiry", () => {
    const expiryOf = (expiresAt: SessionPreferences["expiresAt"]) =>
      format({ transfers, expiresAt }).expiresAt;

    it("counts a duration from the chain's time", () => {
      expect(expiryOf("8 hours")).to.equal(NOW + 28_800n);
      expect(expiryOf("1.5h")).to.equal(NOW + 5_400n);
      expect(expiryOf("90 mins")).to.equal(NOW + 5_400n);
      expect(expiryOf("61500 ms")).to.equal(NOW + 61n);
    });

    it("accepts a Unix time and a date, rounded down", () => {
      expect(expiryOf(NOW + 100n)).to.equal(NOW + 100n);
      expect(expiryOf(new Date(Number(NOW + 100n) * 1000 + 999))).to.equal(NOW + 100n);
    });

    it("accepts `expiry` as another name for itself, but not both", () => {
      expect(format({ transfers, expiry: "1 day" }).expiresAt).to.equal(NOW + 86_400n);
      expectSessionError(() => format({ transfers, expiry: "soon" }), "InvalidDurationError", "expiry");
      const both = { transfers, expiry: "1 day", expiresAt: "1 day" };
      expectSessionError(() => format(both), "InvalidDurationError", "expiry");
    });

    it("has a default", () => {
      expect(format({ transfers }).expiresAt).to.equal(defaults.expiresAt);
      const past = { ...defaults, expiresAt: NOW };
      expectSessionError(
        () => formatSessionPreferences({ transfers }, past, { now: NOW }),
        "InvalidDurationError",
        "expiresAt",
      );
    });

    for (const nonsense of [
      "",
      " ",
      "soon",
      "8",
      "8 moons",
      "-1 day",
      "0 hours",
      "0.5 seconds",
      "999 ms",
      "1 day ago",
      "1 1 day",
      "h",
      ".h",
      NOW,
      NOW - 1n,
      NOW + 60n,
      0n,
      -5n,
      "60 seconds",
      new Date(NaN),
      new Date(0),
      // Milliseconds instead of seconds, and no end at all.
      NOW * 1000n,
      MAX,
      "10000 years",
      "9".repeat(200) + " days",
      untyped<bigint>(5),
      untyped<bigint>(null),
      untyped<bigint>({}),
    ]) {
      const shown = String(nonsense).slice(0, 40);
      it(`is refused if it makes no sense, is past or too near: "${shown}"`, () => {
        expectSessionError(() => expiryOf(nonsense), "InvalidDurationError", "expiresAt");
      });
    }

    it("asks for the chain's time rather than reading the machine's clock", () => {
      const run = () => formatSessionPreferences({ transfers, expiresAt: "1 day" }, defaults);
      expectSessionError(run, "InvalidClockError", "expiresAt");
      const inMilliseconds = { now: NOW * 1000n };
      expectSessionError(
        () => formatSessionPreferences({ transfers }, defaults, inMilliseconds),
        "InvalidClockError",
        "now",
      );
    });

    it("takes a time as it is if the chain's is unknown", () => {
      expect(formatSessionPreferences({ transfers, expiresAt: 5n }, defaults).expiresAt).to.equal(5n);
    });
  });

  describe("limits", () => {
    const limitOf = (feeLimit: PartialLimit) => format({ transfers, feeLimit }).feeLimit;

    it("accept a bare number for the lifetime, and a period for an allowance", () => {
      expect(limitOf(5n)).to.deep.equal({ limitType: 1, limit: 5n, period: 0n });
      expect(limitOf({ limit: 5n })).to.deep.equal({ limitType: 1, limit: 5n, period: 0n });
      expect(limitOf({ limit: 5n, period: "1 hour" })).to.deep.equal({
        limitType: 2,
        limit: 5n,
        period: 3600n,
      });
      expect(limitOf({ limitType: "allowance", limit: 5n, period: 61n })).to.deep.equal({
        limitType: 2,
        limit: 5n,
        period: 61n,
      });
    });

    it("accept the contract's numbers for types, and its form of a limit", () => {
      expect(limitOf({ limitType: 1, limit: 5n })).to.deep.equal({ limitType: 1, limit: 5n, period: 0n });
      expect(limitOf(LimitZero)).to.deep.equal(LimitZero);
    });

    it("take 0n for a value, not for none", () => {
      expect(limitOf(0n)).to.deep.equal({ limitType: 1, limit: 0n, period: 0n });
      expect(limitOf({ limit: 0n, period: "1 day" })).to.deep.equal({
        limitType: 2,
        limit: 0n,
        period: 86_400n,
      });
      expectSessionError(() => limitOf({ limit: 5n, period: 0n }), "InvalidDurationError", "feeLimit.period");
    });

    it("have a default for fees", () => {
      expect(format({ transfers }).feeLimit).to.deep.equal(defaults.feeLimit);
    });

    it("are required for fees", () => {
      expectSessionError(() => limitOf({ limitType: "unlimited" }), "InvalidLimitError", "feeLimit");
    });

    for (const [period, name] of [
      [60n, "60 s"],
      [1n, "1 s"],
      [-1n, "a negative one"],
      ["1 minute", "a minute in words"],
      ["0.5 s", "less than a second"],
      ["hourly", "no duration"],
      [untyped<bigint>(3600), "a number that is not a bigint"],
      [2n ** 256n, "one that is too long"],
    ] as const) {
      it(`are refused with a period that no transaction could use: ${name}`, () => {
        expectSessionError(() => limitOf({ limit: 5n, period }), "InvalidDurationError", "feeLimit.period");
      });
    }

    for (const [limit, field] of [
      [-1n, "feeLimit"],
      [2n ** 256n, "feeLimit"],
      [5, "feeLimit"],
      ["5", "feeLimit"],
      [null, "feeLimit"],
      [{ limit: 5 }, "feeLimit.limit"],
      [{ limitType: "lifetime" }, "feeLimit.limit"],
      [{ limitType: "lifetime", limit: 5n, period: "1 day" }, "feeLimit.period"],
      [{ limitType: "unlimited", limit: 5n }, "feeLimit.limit"],
      [{ limitType: "unlimited", period: 5n }, "feeLimit.period"],
      [{ limitType: "daily", limit: 5n }, "feeLimit.limitType"],
      [{ limitType: 3, limit: 5n }, "feeLimit.limitType"],
    ] as const) {
      const shown = JSON.stringify(limit, (_, value: unknown) =>
        typeof value === "bigint" ? `${value}n` : value,
      );
      it(`are refused if malformed or contradictory: ${shown.slice(0, 60)}`, () => {
        if (limit === null) {
          const run = () => format({ transfers: [{ to: ALICE, valueLimit: untyped(null) }] });
          return expectSessionError(run, "InvalidLimitError", "transfers[0].valueLimit");
        }
        return expectSessionError(() => limitOf(untyped(limit)), "InvalidLimitError", field);
      });
    }
  });

  describe("transfers", () => {
    const transfer = (policy: Omit<TransferPolicy, "to">) => format({ transfers: [{ to: BOB, ...policy }] });

    it("allow no value unless they say so, and at most the limit at once", () => {
      expect(transfer({}).transferPolicies).to.deep.equal([
        { target: BOB, maxValuePerUse: 0n, valueLimit: LimitZero },
      ]);
      expect(transfer({ valueLimit: 7n }).transferPolicies[0]).to.deep.include({ maxValuePerUse: 7n });
      expect(transfer({ valueLimit: 7n, maxValuePerUse: 3n }).transferPolicies[0]).to.deep.include({
        maxValuePerUse: 3n,
      });
    });

    it("refuse a limit of 0, with which nothing could be sent", () => {
      for (const valueLimit of [0n, { limit: 0n }, { limit: 0n, period: "1 day" }])
        expectSessionError(() => transfer({ valueLimit }), "InvalidLimitError", "transfers[0].valueLimit");
      const paid = (valueLimit: PartialLimit) => format({ contractCalls: [{ ...pay, valueLimit }] });
      expect(paid(0n).callPolicies[0]?.valueLimit).to.deep.equal(LimitZero);
      const daily = { limit: 0n, period: "1 day" };
      expectSessionError(() => paid(daily), "InvalidLimitError", "contractCalls[0].valueLimit");
      expectSessionError(
        () => constrained({ index: 3, limit: 0n }),
        "InvalidLimitError",
        "contractCalls[0].constraints[0].limit",
      );
      expect(format({ transfers, feeLimit: 0n }).feeLimit).to.deep.equal(LimitZero);
    });

    it("refuse a value per use that contradicts the total", () => {
      const field = "transfers[0].maxValuePerUse";
      for (const valueLimit of [7n, { limit: 7n, period: "1 day" }] satisfies PartialLimit[]) {
        expectSessionError(() => transfer({ valueLimit, maxValuePerUse: 8n }), "InvalidLimitError", field);
        expectSessionError(() => transfer({ valueLimit, maxValuePerUse: 0n }), "InvalidLimitError", field);
        expect(() => transfer({ valueLimit, maxValuePerUse: 7n })).not.to.throw();
      }
      expect(() => transfer({ valueLimit: { limitType: "unlimited" }, maxValuePerUse: MAX })).not.to.throw();
      const call = { ...pay, valueLimit: 7n, maxValuePerUse: 8n };
      expectSessionError(
        () => format({ contractCalls: [call] }),
        "InvalidLimitError",
        "contractCalls[0].maxValuePerUse",
      );
    });

    it("let any value through where it is unlimited", () => {
      expect(transfer({ valueLimit: { limitType: "unlimited" } }).transferPolicies[0]).to.deep.include({
        maxValuePerUse: MAX,
      });
    });

    it("refuse a value per use where nothing may be sent in total", () => {
      expectSessionError(
        () => transfer({ maxValuePerUse: 3n }),
        "InvalidLimitError",
        "transfers[0].valueLimit",
      );
      expectSessionError(
        () => transfer({ valueLimit: 1n, maxValuePerUse: -3n }),
        "InvalidLimitError",
        "transfers[0].maxValuePerUse",
      );
    });

    it("are counted by a call policy for plain transfers, after the calls", () => {
      const { callPolicies, transferPolicies } = format({
        contractCalls: [pay],
        transfers: [
          { to: ALICE, valueLimit: 9n, maxUses: 3 },
          { to: BOB, valueLimit: 1n },
        ],
      });
      expect(transferPolicies.map(({ target }) => target)).to.deep.equal([BOB]);
      expect(callPolicies[1]).to.deep.equal({
        target: ALICE,
        selector: "0x00000000",
        maxValuePerUse: 9n,
        valueLimit: { limitType: 1, limit: 9n, period: 0n },
        constraints: [
          {
            condition: 0,
            index: 2n ** 64n - 1n,
            refValue: ZERO_WORD,
            limit: { limitType: 1, limit: 3n, period: 0n },
          },
        ],
      });
    });

    it("are also counted by period", () => {
      const [counted] = transfer({ valueLimit: 1n, maxUses: { limit: 2, period: "1 day" } }).callPolicies;
      expect(counted?.constraints[0]?.limit).to.deep.equal({ limitType: 2, limit: 2n, period: 86_400n });
    });

    for (const maxUses of [
      0,
      0n,
      { limit: 0 },
      { limit: 0n, period: "1 day" },
      -1,
      1.5,
      NaN,
      "3",
      2 ** 60,
      -1n,
      null,
      { limit: 2, limitType: "unlimited" },
      { period: 5n },
    ]) {
      it(`refuse an invalid number of uses: ${String(JSON.stringify(maxUses, (_, v: unknown) => (typeof v === "bigint" ? `${v}n` : v)))} ${String(maxUses)}`, () => {
        expect(() => transfer({ valueLimit: 1n, maxUses: untyped(maxUses) })).to.throw(
          /transfers\[0\]\.maxUses/,
        );
      });
    }

    for (const to of ["0x12", "alice.eth", "", zeroAddress, ALICE.replace("E", "e"), undefined, 5]) {
      it(`refuse a recipient to which no session can send: ${String(to)}`, () => {
        expectSessionError(
          () => format({ transfers: [{ to: untyped(to) }] }),
          "InvalidTargetError",
          "transfers[0].to",
        );
      });
    }

    it("accept an address in lower case", () => {
      const lower = untyped<`0x${string}`>(ALICE.toLowerCase());
      expect(format({ transfers: [{ to: lower }] }).transferPolicies[0]?.target).to.equal(ALICE);
    });
  });

  describe("policies", () => {
    it("are required", () => {
      expectSessionError(() => format({}), "EmptySessionError", "transfers");
      expectSessionError(
        () => format({ transfers: [], contractCalls: [] }),
        "EmptySessionError",
        "transfers",
      );
    });

    it("are about one thing each, comparing addresses case-insensitively", () => {
      const lower = untyped<`0x${string}`>(ALICE.toLowerCase());
      const twice: TransferPolicy[] = [{ to: ALICE }, { to: lower }];
      expectSessionError(() => format({ transfers: twice }), "DuplicatePolicyError", "transfers[1].to");
      const counted: TransferPolicy[] = [{ to: ALICE }, { to: ALICE, maxUses: 1 }];
      expectSessionError(() => format({ transfers: counted }), "DuplicatePolicyError", "transfers[1].to");
      expectSessionError(
        () => format({ contractCalls: [pay, pay] }),
        "DuplicatePolicyError",
        "contractCalls[1]",
      );
    });
  });

  describe("calls", () => {
    const call = (policy: Partial<CallPolicy>) =>
      format({ contractCalls: [{ ...pay, ...policy }] }).callPolicies[0];

    it("send no value unless they say so", () => {
      expect(call({})).to.deep.equal({
        target: getAddress(TOKEN),
        selector: toFunctionSelector("pay(address,uint256[2],(uint256,bool),uint256,int256,bytes4,uint8)"),
        maxValuePerUse: 0n,
        valueLimit: LimitZero,
        constraints: [],
      });
    });

    it("are counted by a constraint after all others", () => {
      const policy = call({ maxUses: 2n, constraints: [{ index: 3, limit: 5n }] });
      expect(policy?.constraints.map(({ index, limit }) => [index, limit.limit])).to.deep.equal([
        [5n, 5n],
        [2n ** 64n - 1n, 2n],
      ]);
    });

    it("need a function that exists, writes and is unambiguous", () => {
      const field = "contractCalls[0].functionName";
      expectSessionError(() => call({ functionName: "steal" }), "FunctionNotFoundError", field);
      expectSessionError(() => call({ functionName: "look" }), "FunctionNotFoundError", field);
      expectSessionError(() => call({ functionName: "pay(uint256)" }), "FunctionNotFoundError", field);
      expectSessionError(() => call({ functionName: "send" }), "OverloadedFunctionError", field);
      expect(call({ functionName: "send(address)" })?.selector).to.equal(toFunctionSelector("send(address)"));
      expect(call({ functionName: "send(address,uint256)" })?.selector).to.equal(
        toFunctionSelector("send(address,uint256)"),
      );
    });

    it("need an ABI as items rather than as text", () => {
      const field = "contractCalls[0].abi";
      for (const none of [undefined, null, "function pay()", {}, [null], [5], [{}], [{ type: "function" }]])
        expectSessionError(() => call({ abi: untyped(none) }), "InvalidAbiError", field);
      const words = ["function pay(address to)"];
      const { metaMessages } = sessionError(() => call({ abi: untyped(words) }));
      expect(metaMessages[0]).to.include("parseAbi");
      const policy = { address: TOKEN, abi: words, functionName: "pay" };
      expectSessionError(() => callPolicy(policy as never), "InvalidAbiError", "abi");
    });

    it("need an ABI with valid names and types: others would give another function's selector", () => {
      const field = "contractCalls[0].abi";
      const withdraw = "withdrawTo(address,uint256)";
      const odd = (name: string, ...inputs: object[]) => {
        const abi = untyped([{ type: "function", stateMutability: "nonpayable", name, inputs, outputs: [] }]);
        return () => call({ abi, functionName: name } as never);
      };
      const pair = { type: "tuple", components: [{ type: "address" }, { type: "uint256[2][]" }] };
      expect(odd("$pay_2", pair)()?.selector).to.equal(toFunctionSelector("$pay_2((address,uint256[2][]))"));
      for (const name of [withdraw, "pay(", "pay,", "pay to", "", "2pay"])
        expectSessionError(odd(name), "InvalidAbiError", field);
      const { components } = pair;
      for (const type of ["address,uint256", "uint256)", "(address)", "", "uint256[", "tuple"])
        expectSessionError(odd("pay", { type }), "InvalidAbiError", field);
      for (const none of [null, "address", {}, { type: "tuple", components: [{ type: "uint256)" }] }])
        expectSessionError(odd("pay", none as object), "InvalidAbiError", field);
      expectSessionError(odd("pay", { type: "tuple)", components }), "InvalidAbiError", field);
    });

    it("allow no system contract but the base token", () => {
      const field = "contractCalls[0].address";
      for (const address of [
        "0x0000000000000000000000000000000000008006",
        "0x000000000000000000000000000000000000ffff",
      ] as const)
        expectSessionError(() => call({ address }), "InvalidTargetError", field);
      expect(call({ address: "0x000000000000000000000000000000000000800a" })?.target).to.match(/800A$/);
    });
  });

  describe("constraints", () => {
    it("are about the argument's word, not its byte and not its position", () => {
      expect(constrained({ index: 3, value: 9n, condition: "LessEqual" })).to.deep.equal([
        {
          condition: ConstraintCondition.LessEqual,
          index: 5n,
          refValue: `0x${"9".padStart(64, "0")}`,
          limit: { limitType: 0, limit: 0n, period: 0n },
        },
      ]);
    });

    it("find an argument after a dynamic one, which takes one word of the head", () => {
      expect(constrained({ index: 1, value: 9n }, "tell")?.[0]?.index).to.equal(1n);
    });

    it("compare for equality if there is a value, and with nothing if there is none", () => {
      expect(constrained({ index: 3, value: 0n })?.[0]?.condition).to.equal(ConstraintCondition.Equal);
      expect(constrained({ index: 3, limit: 1n })?.[0]).to.deep.include({
        condition: 0,
        refValue: ZERO_WORD,
      });
      expect(constrained({ index: 3 })?.[0]).to.deep.include({ condition: 0, refValue: ZERO_WORD });
    });

    it("compare each word of an argument that has several, and only for equality", () => {
      expect(
        constrained({ index: 1, value: [4n, 5n] })?.map(({ index, refValue }) => [index, BigInt(refValue)]),
      ).to.deep.equal([
        [1n, 4n],
        [2n, 5n],
      ]);
      expect(constrained({ index: 2, value: { a: 4n, b: true } })).to.have.lengthOf(2);
      // Inequality in one word makes a different value, which several constraints cannot express.
      const notEqual = { index: 1, value: [4n, 5n], condition: "NotEqual" } as const;
      expectSessionError(
        () => constrained(notEqual),
        "UnorderedArgumentError",
        "contractCalls[0].constraints[0].condition",
      );
      expectSessionError(
        () => constrained({ index: 1, limit: 5n }),
        "UnorderedArgumentError",
        "contractCalls[0].constraints[0].limit",
      );
    });

    it("pad values as the ABI does", () => {
      expect(constrained({ index: 0, value: BOB })?.[0]?.refValue).to.equal(
        `0x${"0".repeat(24)}${BOB.slice(2).toLowerCase()}`,
      );
      expect(constrained({ index: 5, value: "0x01020304" })?.[0]?.refValue).to.equal(
        `0x01020304${"0".repeat(56)}`,
      );
      expect(constrained({ index: 4, value: -1n })?.[0]?.refValue).to.equal(`0x${"f".repeat(64)}`);
    });

    const bad: [title: string, constraint: unknown, name: string, member: string, fn?: string][] = [
      ["an argument that does not exist", { index: 7, value: 1n }, "ArgumentNotFoundError", "index"],
      ["a negative position", { index: -1, value: 1n }, "ArgumentNotFoundError", "index"],
      ["half a position", { index: 0.5, value: 1n }, "ArgumentNotFoundError", "index"],
      ["no position", { value: 1n }, "ArgumentNotFoundError", "index"],
      ["a string", { index: 0, value: "hi" }, "DynamicArgumentError", "index", "tell"],
      ["a tuple with a dynamic member", { index: 2, value: {} }, "DynamicArgumentError", "index", "tell"],
      ["an array of such tuples", { index: 3, value: [] }, "DynamicArgumentError", "index", "tell"],
      ["a list", { index: 4, value: [] }, "DynamicArgumentError", "index", "tell"],
      ["bytes", { index: 5, value: "0x" }, "DynamicArgumentError", "index", "tell"],
      ["a condition without a value", { index: 3, condition: "Less" }, "InvalidConditionError", "value"],
      ["a value that is undefined", { index: 3, value: undefined }, "InvalidConditionError", "value"],
      [
        "a condition that does not exist",
        { index: 3, value: 1n, condition: "Around" },
        "InvalidConditionError",
        "condition",
      ],
      [
        "a condition named like a property of every object",
        { index: 3, value: 1n, condition: "toString" },
        "InvalidConditionError",
        "condition",
      ],
      [
        "a value that is left unchecked",
        { index: 3, value: 1n, condition: "Unconstrained" },
        "InvalidConditionError",
        "condition",
      ],
      [
        "a condition that everything meets",
        { index: 3, value: 0n, condition: "GreaterEqual" },
        "InvalidConditionError",
        "value",
      ],
      [
        "a condition that nothing meets",
        { index: 3, value: 0n, condition: "Less" },
        "InvalidConditionError",
        "value",
      ],
      [
        "the upper end, met by all",
        { index: 3, value: MAX, condition: "LessEqual" },
        "InvalidConditionError",
        "value",
      ],
      [
        "the upper end, met by none",
        { index: 3, value: MAX, condition: "Greater" },
        "InvalidConditionError",
        "value",
      ],
      [
        "an ordering of a signed number",
        { index: 4, value: 5n, condition: "Less" },
        "UnorderedArgumentError",
        "condition",
      ],
      [
        "an ordering of an address",
        { index: 0, value: ALICE, condition: "Less" },
        "UnorderedArgumentError",
        "condition",
      ],
      [
        "an ordering of bytes",
        { index: 5, value: "0x01020304", condition: "Less" },
        "UnorderedArgumentError",
        "condition",
      ],
      ["a limit on an address", { index: 0, limit: 5n }, "UnorderedArgumentError", "limit"],
      [
        "a limit on a signed number that admits negative ones",
        { index: 4, limit: MAX },
        "UnorderedArgumentError",
        "limit",
      ],
      ["a value of another type", { index: 0, value: 5n }, "InvalidArgumentValueError", "value"],
      ["a number outside the type's range", { index: 6, value: 256 }, "InvalidArgumentValueError", "value"],
      ["a fraction", { index: 3, value: 1.5 }, "InvalidArgumentValueError", "value"],
      ["null", { index: 3, value: null }, "InvalidArgumentValueError", "value"],
      ["an array of another length", { index: 1, value: [1n] }, "InvalidArgumentValueError", "value"],
      // What JavaScript would make a number of.
      ["an empty text for a number", { index: 3, value: "" }, "InvalidArgumentValueError", "value"],
      ["an empty text in an array", { index: 1, value: [1n, " "] }, "InvalidArgumentValueError", "value"],
      ["a truth value for a number", { index: 3, value: true }, "InvalidArgumentValueError", "value"],
      ["an array for a number", { index: 3, value: [7n] }, "InvalidArgumentValueError", "value"],
      ["a date for a number", { index: 3, value: new Date(5) }, "InvalidArgumentValueError", "value"],
      ["a number beyond 2^53", { index: 3, value: 2 ** 53 + 2 }, "InvalidArgumentValueError", "value"],
      ["half a byte too little", { index: 5, value: "0x1234567" }, "InvalidArgumentValueError", "value"],
      ["bytes that are none", { index: 5, value: "0xzzzzzzzz" }, "InvalidArgumentValueError", "value"],
      [
        "a limit's period of a minute",
        { index: 3, limit: { limit: 5n, period: 60n } },
        "InvalidDurationError",
        "limit.period",
      ],
    ];
    for (const [title, constraint, name, member, fn] of bad) {
      it(`refuse ${title}, naming the field`, () => {
        const field = `contractCalls[0].constraints[0].${member}`;
        expectSessionError(() => constrained(untyped(constraint), fn), name, field);
      });
    }

    it("may limit a signed number, as a negative one is above every such limit", () => {
      expect(constrained({ index: 4, limit: 2n ** 255n - 1n })).to.have.lengthOf(1);
    });

    it("are at most as many as the contract can count", () => {
      const constraints = Array.from({ length: 2049 }, () => ({ index: 3, limit: 1n }));
      expectSessionError(
        () => format({ contractCalls: [{ ...pay, constraints }] }),
        "InvalidLimitError",
        "contractCalls[0].constraints",
      );
    });
  });

  describe("callPolicy", () => {
    it("returns the policy, or throws where it is written if it is wrong", () => {
      const policy = callPolicy({
        address: TOKEN,
        abi: erc20Abi,
        functionName: "transfer",
        constraints: [{ index: 1, limit: 5n }],
      });
      expect(format({ contractCalls: [policy] }).callPolicies[0]?.selector).to.equal("0xa9059cbb");
      const loose: Abi = erc20Abi;
      const wrong = {
        address: TOKEN,
        abi: loose,
        functionName: "transfer",
        constraints: [{ index: 0, value: ALICE }, { index: 9 }],
      };
      expectSessionError(() => callPolicy(wrong), "ArgumentNotFoundError", "constraints[1].index");
    });
  });
});
