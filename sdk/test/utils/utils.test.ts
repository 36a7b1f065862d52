import { expect } from "chai";
import { erc20Abi, pad } from "viem";
import * as published from "zksync-sso-published/utils";
import { InvalidClockError, NoPolicyError } from "../../src/errors/index.js";
import { formatSessionPreferences, NO_USAGE, sessionStateOf } from "../../src/session/index.js";
import * as utils from "../../src/utils/index.js";
import { ALICE, BOB, SIGNER, TOKEN } from "../helpers/addresses.js";

const NOW = 1_714_500_000n;
const defaults = { expiresAt: NOW + 86_400n, feeLimit: { limitType: 1 as const, limit: 100n, period: 0n } };
const session = {
  signer: SIGNER,
  ...formatSessionPreferences(
    {
      transfers: [{ to: ALICE, valueLimit: { limit: 10n, period: "1 hour" } }],
      contractCalls: [
        {
          address: TOKEN,
          abi: erc20Abi,
          functionName: "transfer",
          constraints: [
            { index: 0, value: BOB },
            { index: 1, limit: { limit: 10n, period: 3600n } },
          ],
        },
      ],
    },
    defaults,
  ),
};

describe("Utilities with the published client's names", () => {
  it("have enums with the published members and values", () => {
    for (const name of [
      "LimitType",
      "ConstraintCondition",
      "SessionStatus",
      "SessionErrorType",
      "SessionEventType",
    ] as const) {
      for (const [member, value] of Object.entries(utils[name])) {
        expect((published[name] as Record<string, unknown>)[member]).to.equal(value);
      }
    }
    expect(utils.LimitUnlimited).to.deep.equal(published.LimitUnlimited);
    expect(utils.LimitZero).to.deep.equal(published.LimitZero);
  });

  it("find the period of a time", () => {
    const args = { sessionConfig: session, target: ALICE, timestamp: NOW };
    expect(utils.getPeriodIdsForTransaction(args)).to.deep.equal([0n, 476_250n]);
    const call = { ...args, target: TOKEN, selector: "0xa9059cbb" } as const;
    expect(utils.getPeriodIdsForTransaction(call)).to.deep.equal([0n, 0n, 0n, 476_250n]);
  });

  it("ask for the chain's time if an allowance needs it, rather than reading the machine's clock", () => {
    const args = { sessionConfig: session, target: ALICE };
    expect(() => utils.getPeriodIdsForTransaction(args)).to.throw(InvalidClockError);
    expect(() => utils.encodeSessionTx({ sessionConfig: session, to: ALICE })).to.throw(InvalidClockError);
  });

  it("report if no policy covers a call", () => {
    const args = { sessionConfig: session, target: BOB, timestamp: NOW };
    expect(() => utils.getPeriodIdsForTransaction(args)).to.throw(NoPolicyError, "transfers to");
  });

  describe("validateSessionTransaction", () => {
    const sessionState = sessionStateOf(session, NO_USAGE, NOW);
    const typeOf = (transaction: utils.TransactionValidationArgs["transaction"], rest: object = {}) =>
      utils.validateSessionTransaction({
        sessionState,
        sessionConfig: session,
        currentTimestamp: NOW,
        ...rest,
        transaction,
      }).error?.type;
    const transfer = (recipient: `0x${string}`, amount: bigint) =>
      `0xa9059cbb${pad(recipient).slice(2)}${amount.toString(16).padStart(64, "0")}` as const;

    it("answers in the published words", () => {
      expect(typeOf({ to: ALICE, value: 10n })).to.equal(undefined);
      expect(typeOf({ to: ALICE, value: 11n })).to.equal("max_value_per_use_exceeded");
      expect(typeOf({ to: BOB })).to.equal("no_transfer_policy");
      expect(typeOf({ to: TOKEN, data: "0x12345678" })).to.equal("no_call_policy");
      expect(typeOf({ to: TOKEN, data: "0xa9059cbb" })).to.equal("constraint_index_out_of_bounds");
      expect(typeOf({ to: TOKEN, data: transfer(ALICE, 1n) })).to.equal("constraint_equal_violated");
      expect(typeOf({ to: TOKEN, data: transfer(BOB, 11n) })).to.equal("parameter_limit_exceeded");
      expect(typeOf({ to: ALICE, gas: 101n, gasPrice: 1n })).to.equal("fee_limit_exceeded");
      expect(typeOf({ to: ALICE }, { currentTimestamp: NOW + 86_401n })).to.equal("session_expired");
      expect(typeOf({ to: ALICE }, { sessionState: { ...sessionState, status: 2 } })).to.equal(
        "session_inactive",
      );
      expect(typeOf({ to: ALICE }, { sessionState: { ...sessionState, transferValue: [] } })).to.equal(
        "no_limit_state_found",
      );
    });

    it("reads the word of a constraint, not the byte, and applies the constraint's own limit", () => {
      // The published check reads the argument at byte `index`, and finds limits by that number alone.
      expect(typeOf({ to: TOKEN, data: transfer(BOB, 10n) })).to.equal(undefined);
    });
  });
});
