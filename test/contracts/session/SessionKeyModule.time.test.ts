import { expect } from "chai";
import { toBeHex, zeroPadValue } from "ethers";
import { calldata } from "../../helpers/chain/calldata";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { fundedWallet, localProvider } from "../../helpers/chain/local-chain";
import { STUB_ECDSA_SIGNATURE } from "../../helpers/accounts/owner-signer";
import { DAY, SessionHost } from "../../helpers/sessions/session-host";
import { callTo, onArgument, transferTo } from "../../helpers/sessions/session-policies";
import type { UsageLimit } from "../../helpers/sessions/session-spec";
import { allowance, lifetime, unlimited } from "../../helpers/sessions/usage-limit";

const ALICE = "0xa11ce00000000000000000000000000000000001";
const BOB = "0xb0b0000000000000000000000000000000000002";
const SELECTOR = "0xa9059cbb";
const HOUR = 3600n;
const MAX = 2n ** 256n - 1n;

describe("SessionKeyModule: time", () => {
  let sessions: SessionHost;

  before(async () => {
    sessions = await SessionHost.deploy(await fundedWallet(localProvider()));
  });

  /** The first second of the next period of this length, and its number. */
  const nextPeriod = async (length: bigint): Promise<{ id: bigint; start: bigint }> => {
    const id = (await sessions.now()) / length + 1n;
    return { id, start: id * length };
  };

  it("K3: a transaction is refused after the session's last second", async () => {
    const session = await sessions.open({ transferPolicies: [transferTo(ALICE, unlimited)] });
    const { expiresAt } = session.spec;
    await sessions.moveTo(expiresAt);
    expect(await sessions.ask(session, { to: ALICE })).to.equal(true);
    await sessions.moveTo(expiresAt + 1n);
    const { error } = await expectRefused(sessions.ask(session, { to: ALICE }), "TimestampOutOfRange");
    expect(error?.args.toArray()).to.deep.equal([expiresAt + 1n, 0n, expiresAt]);
    const estimation = { to: ALICE, rawSignature: STUB_ECDSA_SIGNATURE };
    await expectRefused(sessions.ask(session, estimation), "TimestampOutOfRange");
  });

  it("K3: a session lasts through its last second, be that the first of a period", async () => {
    const { start } = await nextPeriod(HOUR);
    const session = await sessions.open({
      expiresAt: start,
      transferPolicies: [transferTo(ALICE, allowance(10n, HOUR))],
    });
    await sessions.moveTo(start);
    expect(await sessions.ask(session, { to: ALICE, value: 1n })).to.equal(true);
  });

  it("K5: an allowance resets with its period's first second", async () => {
    const session = await sessions.open({ transferPolicies: [transferTo(ALICE, allowance(10n, HOUR))] });
    const { start } = await nextPeriod(HOUR);
    await sessions.moveTo(start);
    await sessions.use(session, { to: ALICE, value: 10n });
    await sessions.moveTo(start + HOUR - 1n);
    await expectRefused(sessions.ask(session, { to: ALICE, value: 1n }), "ValueLimitExceeded");
    await sessions.moveTo(start + HOUR);
    await sessions.use(session, { to: ALICE, value: 10n });
    await expectRefused(sessions.ask(session, { to: ALICE, value: 1n }), "ValueLimitExceeded");
    await sessions.moveTo(start + 9n * HOUR);
    const state = await sessions.module.sessionState(sessions.account, session.spec);
    expect(state.transferValue[0]!.remaining).to.equal(10n);
    await expectRefused(sessions.ask(session, { to: ALICE, value: 11n }), "ValueLimitExceeded");
    expect(await sessions.ask(session, { to: ALICE, value: 10n })).to.equal(true);
  });

  it("K5: an allowance of any size is counted in its period, and in no other", async () => {
    for (const limit of [2n ** 72n, 2n ** 192n - 1n, 2n ** 192n, MAX]) {
      const session = await sessions.open({ transferPolicies: [transferTo(ALICE, allowance(limit, HOUR))] });
      const remaining = async () =>
        (await sessions.module.sessionState(sessions.account, session.spec)).transferValue[0]!.remaining;
      const { start } = await nextPeriod(HOUR);
      for (const second of [start, start + HOUR]) {
        await sessions.moveTo(second);
        expect(await remaining()).to.equal(limit);
        await sessions.use(session, { to: ALICE, value: limit - 1n });
        expect(await remaining()).to.equal(1n);
        await expectRefused(sessions.ask(session, { to: ALICE, value: 2n }), "ValueLimitExceeded");
      }
    }
  });

  it("K5: an allowance resets, however many policies the session has", async () => {
    const target = (i: number) => zeroPadValue(toBeHex(0x10000 + i), 20);
    const limits = [allowance(10n, HOUR), ...Array<UsageLimit>(7).fill(unlimited), lifetime(10n)];
    const session = await sessions.open({
      callPolicies: limits.map((limit, i) =>
        callTo(target(i), SELECTOR, { constraints: [onArgument(0n, { limit })] }),
      ),
    });
    const spend = (i: number, amount: bigint) => ({ to: target(i), data: calldata(SELECTOR, amount) });
    const { start } = await nextPeriod(HOUR);
    await sessions.moveTo(start);
    for (const i of [0, 8]) await sessions.use(session, spend(i, 10n));
    await sessions.moveTo(start + HOUR);
    await sessions.use(session, spend(0, 10n));
    await expectRefused(sessions.ask(session, spend(8, 1n)), "ArgumentLimitExceeded");
  });

  it("K4: a session may last as long as the number type allows", async () => {
    const session = await sessions.open({
      expiresAt: MAX,
      transferPolicies: [transferTo(ALICE, lifetime(2n)), transferTo(BOB, allowance(2n, DAY))],
    });
    for (const to of [ALICE, BOB]) await sessions.use(session, { to, value: 2n });
    await expectRefused(sessions.ask(session, { to: ALICE, value: 1n }), "ValueLimitExceeded");
  });

  it("refuses the id of any other period, and ids that are missing, surplus or out of place", async () => {
    const session = await sessions.open({ transferPolicies: [transferTo(ALICE, allowance(10n, HOUR))] });
    const { id, start } = await nextPeriod(HOUR);
    await sessions.moveTo(start + 10n);
    const ask = (...periodIds: bigint[]) => sessions.ask(session, { to: ALICE, periodIds });
    expect(await ask(0n, id)).to.equal(true);
    for (const wrong of [id - 1n, id + 1n, 0n]) await expectRefused(ask(0n, wrong), "TimestampOutOfRange");
    for (const wrong of [2n ** 40n + id, 2n ** 64n - 1n])
      await expectRefused(ask(0n, wrong), "EmptyTimeWindow");
    const wrongNumbers: [bigint[], bigint[]][] = [
      [[], [0n, 1n]],
      [[0n], [1n, 2n]],
      [
        [0n, id, 0n],
        [3n, 2n],
      ],
    ];
    for (const [ids, args] of wrongNumbers) {
      const { error } = await expectRefused(ask(...ids), "WrongNumberOfPeriodIds");
      expect(error?.args.toArray()).to.deep.equal(args);
    }
    const tooWide = 2n ** 64n + id;
    const unexpected: [bigint[], bigint[]][] = [
      [
        [id, id],
        [0n, id],
      ],
      [
        [0n, tooWide],
        [1n, tooWide],
      ],
    ];
    for (const [ids, args] of unexpected) {
      const { error } = await expectRefused(ask(...ids), "UnexpectedPeriodId");
      expect(error?.args.toArray()).to.deep.equal(args);
    }
  });

  it("answers false to a stub signature with the period ids of another clock", async () => {
    const session = await sessions.open({
      feeLimit: allowance(10n, DAY),
      transferPolicies: [transferTo(ALICE, allowance(10n, HOUR))],
    });
    const stub = { to: ALICE, value: 1n, rawSignature: STUB_ECDSA_SIGNATURE };
    expect(await sessions.ask(session, { ...stub, periodIds: [20_000n, 480_000n] })).to.equal(false);
  });

  it("K3: refuses periods that have no second in common", async () => {
    const session = await sessions.open({
      feeLimit: allowance(10n, DAY),
      transferPolicies: [transferTo(ALICE, allowance(10n, HOUR))],
    });
    const { id, start } = await nextPeriod(DAY);
    await sessions.moveTo(start);
    const hour = start / HOUR;
    const ask = (...periodIds: bigint[]) => sessions.ask(session, { to: ALICE, periodIds });
    expect(await ask(id, hour)).to.equal(true);
    const { error } = await expectRefused(ask(id, hour - 1n), "EmptyTimeWindow");
    expect(error?.args.toArray()).to.deep.equal([start, start - 1n]);
    await expectRefused(ask(id - 1n, hour), "EmptyTimeWindow");
    await expectRefused(ask(id, hour + 1n), "TimestampOutOfRange");
  });

  it("K3: refuses a period that begins after the session's end", async () => {
    const session = await sessions.open({ transferPolicies: [transferTo(ALICE, allowance(10n, HOUR))] });
    const periodIds = [0n, session.spec.expiresAt / HOUR + 1n];
    await expectRefused(sessions.ask(session, { to: ALICE, periodIds }), "EmptyTimeWindow");
  });

  it("K4: an unlimited limit leaves all the time to expiry", async () => {
    const session = await sessions.open({ transferPolicies: [transferTo(ALICE, unlimited)] });
    expect(await sessions.ask(session, { to: ALICE, value: MAX })).to.equal(true);
    await sessions.moveTo(session.spec.expiresAt - 1n);
    expect(await sessions.ask(session, { to: ALICE, value: MAX })).to.equal(true);
  });

  it("a period longer than the clock's range never ends", async () => {
    for (const period of [2n ** 64n, 2n ** 128n, MAX]) {
      const session = await sessions.open({
        transferPolicies: [transferTo(ALICE, lifetime(10n)), transferTo(BOB, allowance(10n, period))],
      });
      await sessions.use(session, { to: BOB, value: 4n });
      await sessions.moveTo(session.spec.expiresAt);
      await expectRefused(sessions.ask(session, { to: BOB, value: 7n }), "ValueLimitExceeded");
      await expectRefused(sessions.ask(session, { to: BOB, periodIds: [0n, 1n] }), "EmptyTimeWindow");
      expect(await sessions.ask(session, { to: BOB, value: 6n })).to.equal(true);
    }
  });

  it("a fee allowance resets in each period", async () => {
    const session = await sessions.open({
      feeLimit: allowance(10n, HOUR),
      transferPolicies: [transferTo(ALICE, unlimited)],
    });
    const { start } = await nextPeriod(HOUR);
    const costing = (gasLimit: bigint) => ({ to: ALICE, gasLimit, maxFeePerGas: 1n });
    await sessions.moveTo(start);
    await sessions.use(session, costing(10n));
    await sessions.moveTo(start + HOUR - 1n);
    await expectRefused(sessions.ask(session, costing(1n)), "FeeLimitExceeded");
    await sessions.moveTo(start + HOUR);
    await expectRefused(sessions.ask(session, costing(11n)), "FeeLimitExceeded");
    await sessions.use(session, costing(10n));
  });
});
