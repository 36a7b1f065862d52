import { expect } from "chai";
import { concat, dataLength, dataSlice, id, toBeHex } from "ethers";
import fc from "fast-check";
import { IERC7579Execution__factory, MuteSessionHost__factory } from "../../../typechain-types";
import { calldata, word } from "../../helpers/chain/calldata";
import {
  decodeBatchExecute,
  encodeBatch,
  encodeBatchExecute,
  encodeDelegate,
  encodeMode,
  encodeSingle,
  type Execution,
} from "../../helpers/accounts/execution-mode";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { fundedWallet, localProvider } from "../../helpers/chain/local-chain";
import { propertyRuns } from "../../helpers/project/tries";
import { DAY, SessionHost, type SessionCall, type SessionSecret } from "../../helpers/sessions/session-host";
import { callTo, countUses, onArgument, transferTo } from "../../helpers/sessions/session-policies";
import { ConstraintCondition } from "../../helpers/sessions/session-spec";
import { allowance, lifetime, unlimited } from "../../helpers/sessions/usage-limit";

const ALICE = "0xa11ce00000000000000000000000000000000001";
const BOB = "0xb0b0000000000000000000000000000000000002";
const TOKEN = "0x70ce000000000000000000000000000000000001";
const STRANGER = "0x5742000000000000000000000000000000000009";
const TRANSFER = id("transfer(address,uint256)").slice(0, 10);
const APPROVE = id("approve(address,uint256)").slice(0, 10);
const APPROVAL_BASED = id("approvalBased(address,uint256,bytes)").slice(0, 10);
const MAX = 2n ** 256n - 1n;
const NO_IDS = [0n, 0n, 0n];
const execution = IERC7579Execution__factory.createInterface();

describe("SessionKeyModule: batches", () => {
  let sessions: SessionHost;

  before(async () => {
    sessions = await SessionHost.deploy(await fundedWallet(localProvider()));
  });

  /** A transaction to the account itself. */
  const toAccount = (data: string, parts: Partial<SessionCall> = {}): SessionCall => ({
    to: sessions.account,
    data,
    ...parts,
  });
  const batch = (...executions: Execution[]): SessionCall => toAccount(encodeBatchExecute(executions));
  /** Returns the targets about which the account is asked, once. */
  const askedAbout = async (session: SessionSecret, call: SessionCall): Promise<string[]> => {
    const asked = await sessions.callbacks(session, call);
    expect(asked).to.have.length(1);
    return (asked[0]![0] as string[]).map((target) => target.toLowerCase());
  };
  const openToBoth = (limit = lifetime(100n)) =>
    sessions.open({ transferPolicies: [transferTo(ALICE, limit), transferTo(BOB, limit)] });

  it("are allowed when each of their calls is", async () => {
    const session = await sessions.open({
      transferPolicies: [transferTo(ALICE, lifetime(10n))],
      callPolicies: [callTo(TOKEN, TRANSFER, { constraints: [onArgument(1n, { limit: lifetime(5n) })] })],
    });
    const send = { target: TOKEN, callData: calldata(TRANSFER, BigInt(BOB), 2n) };
    await sessions.use(session, batch({ target: ALICE, value: 3n }, send, send));
    const state = await sessions.module.sessionState(sessions.account, session.spec);
    expect(state.transferValue[0]!.remaining).to.equal(7n);
    expect(state.callParams[0]!.remaining).to.equal(1n);
  });

  it("are refused, naming the first call that is not allowed, wherever it is", async () => {
    const session = await openToBoth();
    const good = { target: ALICE, value: 1n };
    const stranger = { target: TOKEN };
    for (const calls of [
      [stranger, good, good],
      [good, stranger, good],
      [good, good, stranger],
    ]) {
      const asked = { ...batch(...calls), periodIds: [0n, 0n, 0n, 0n] };
      await expectRefused(sessions.ask(session, asked), "TransferNotAllowed");
    }
    const tooMuch = batch(good, { target: BOB, value: 101n });
    const { error } = await expectRefused(sessions.ask(session, tooMuch), "ValueLimitExceeded");
    expect(error?.args.toArray()).to.deep.equal([1n, 1n, 101n, 100n]);
  });

  it("find the policy of each of their calls, in whatever order", async () => {
    const targets = [ALICE, BOB, TOKEN];
    const limits = [1n, 2n, 4n];
    const session = await sessions.open({
      transferPolicies: targets.map((target, i) => transferTo(target, lifetime(limits[i]!))),
      callPolicies: targets.map((target, i) => {
        const constraints = [onArgument(0n, { limit: lifetime(limits[i]!) })];
        return callTo(target, TRANSFER, { constraints });
      }),
    });
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    for (const order of orders) {
      // Each uses up all that its own policy allows.
      const transfers = order.map((i) => ({ target: targets[i]!, value: limits[i]! }));
      const calls = order.map((i) => ({ target: targets[i]!, callData: calldata(TRANSFER, limits[i]!) }));
      expect(await sessions.ask(session, batch(...transfers, ...calls))).to.equal(true);
      expect(await sessions.ask(session, batch(...calls, ...transfers))).to.equal(true);
      for (const [stranger, reason] of [
        [{ target: STRANGER }, "TransferNotAllowed"],
        [{ target: STRANGER, callData: TRANSFER }, "CallNotAllowed"],
      ] as const) {
        const asked = { ...batch(...transfers, ...calls, stranger), periodIds: Array<bigint>(10).fill(0n) };
        await expectRefused(sessions.ask(session, asked), reason);
      }
    }
  });

  it("add up what their calls use of a shared limit", async () => {
    for (const limit of [lifetime(10n), allowance(10n, 30n * DAY), lifetime(2n ** 200n)]) {
      const session = await openToBoth(limit);
      const half = { target: ALICE, value: limit.limit / 2n };
      await expectRefused(
        sessions.ask(session, batch(half, half, { target: ALICE, value: 1n })),
        "ValueLimitExceeded",
      );
      await sessions.use(session, batch(half, half));
      await expectRefused(sessions.ask(session, { to: ALICE, value: 1n }), "ValueLimitExceeded");
    }
  });

  it("count each of their calls as a use", async () => {
    const constraints = [countUses(lifetime(3n))];
    const session = await sessions.open({ callPolicies: [callTo(TOKEN, TRANSFER, { constraints })] });
    const call = { target: TOKEN, callData: TRANSFER };
    await expectRefused(sessions.ask(session, batch(call, call, call, call)), "UseLimitExceeded");
    await sessions.use(session, batch(call, call));
    await expectRefused(sessions.ask(session, batch(call, call)), "UseLimitExceeded");
    await sessions.use(session, batch(call));
  });

  it("K7: count nothing when a call, or the fee after them, is refused", async () => {
    const session = await openToBoth();
    const calls = batch({ target: ALICE, value: 60n }, { target: ALICE, value: 41n });
    await expectRefused(sessions.use(session, calls), "ValueLimitExceeded");
    const dear = { gasLimit: 2n, maxFeePerGas: 10n ** 18n };
    await expectRefused(
      sessions.use(session, { ...batch({ target: ALICE, value: 60n }), ...dear }),
      "FeeLimitExceeded",
    );
    const state = await sessions.module.sessionState(sessions.account, session.spec);
    expect(state.transferValue[0]!.remaining).to.equal(100n);
  });

  it("come with the period ids of each call in order", async () => {
    // Ten seconds into a day, so that the next five minutes are of the same hour.
    await sessions.moveTo(((await sessions.now()) / DAY + 1n) * DAY + 10n);
    const session = await sessions.open({
      feeLimit: allowance(100n, DAY),
      transferPolicies: [transferTo(ALICE, allowance(10n, 3600n)), transferTo(BOB, allowance(10n, 300n))],
    });
    const now = await sessions.now();
    const [day, hour, five] = [now / DAY, now / 3600n, now / 300n];
    const calls = batch({ target: BOB }, { target: ALICE }, { target: BOB });
    const ask = (...periodIds: bigint[]) => sessions.ask(session, { ...calls, periodIds });
    expect(await ask(day, five, hour, five)).to.equal(true);
    expect(await sessions.ask(session, calls)).to.equal(true);
    await expectRefused(ask(day, hour, five, hour), "EmptyTimeWindow");
    await expectRefused(ask(day, five, hour), "WrongNumberOfPeriodIds");
    // Also if something was counted in the first of two periods.
    const paid = batch({ target: BOB, value: 1n }, { target: BOB, value: 1n });
    expect(await sessions.ask(session, { ...paid, periodIds: [day, five, five] })).to.equal(true);
    for (const ids of [
      [day, five, five + 1n],
      [day, five + 1n, five],
      [day, five, 0n],
    ])
      await expectRefused(sessions.ask(session, { ...paid, periodIds: ids }), "EmptyTimeWindow");
    await expectRefused(ask(day, five, hour, five, 0n), "WrongNumberOfPeriodIds");
    await expectRefused(ask(day, five, hour, five + 1n), "EmptyTimeWindow");
    await expectRefused(ask(day, five + 1n, hour, five + 1n), "TimestampOutOfRange");
  });

  it("K22: list the periods of a paymaster's approve after those of the first call's value", async () => {
    await sessions.moveTo(((await sessions.now()) / DAY + 1n) * DAY + 10n);
    const constraints = [countUses(allowance(1n, 3600n))];
    const session = await sessions.open({
      transferPolicies: [transferTo(ALICE, allowance(10n, DAY)), transferTo(BOB, allowance(10n, 300n))],
      callPolicies: [
        callTo(TOKEN, APPROVE, { constraints, valueLimit: allowance(1n, 900n) }),
        callTo(TOKEN, TRANSFER, { constraints: [countUses(allowance(2n, 600n))] }),
      ],
    });
    const paymasterInput = calldata(APPROVAL_BASED, BigInt(TOKEN), 5n, 0x60n, 0n);
    const calls = { target: TOKEN, callData: TRANSFER };
    const asked = { ...batch({ target: ALICE }, calls, { target: BOB }), paymaster: BOB, paymasterInput };
    const now = await sessions.now();
    const [day, hour, ten, five] = [now / DAY, now / 3600n, now / 600n, now / 300n] as const;
    const ask = (...periodIds: bigint[]) => sessions.ask(session, { ...asked, periodIds });
    expect(await ask(0n, day, hour, 0n, ten, five)).to.equal(true);
    expect(await sessions.ask(session, asked)).to.equal(true);
    await expectRefused(ask(0n, hour, day, 0n, ten, five), "EmptyTimeWindow");
    await expectRefused(ask(0n, day, 0n, ten, five, hour), "UnexpectedPeriodId");
    await expectRefused(ask(0n, day, 0n, hour, ten, five), "UnexpectedPeriodId");
    await expectRefused(ask(0n, day, hour, 0n, ten), "WrongNumberOfPeriodIds");
    await expectRefused(ask(0n, day, hour, 0n, ten, five, 0n), "WrongNumberOfPeriodIds");
  });

  it("K22: list the periods of a paymaster's approve among those of a first call with constraints", async () => {
    await sessions.moveTo(((await sessions.now()) / DAY + 1n) * DAY + 10n);
    const session = await sessions.open({
      transferPolicies: [transferTo(BOB, allowance(10n, 300n))],
      callPolicies: [
        callTo(TOKEN, APPROVE, { constraints: [countUses(allowance(1n, 3600n))] }),
        callTo(TOKEN, TRANSFER, {
          valueLimit: allowance(1n, 900n),
          constraints: [countUses(allowance(2n, 600n))],
        }),
      ],
    });
    const paymasterInput = calldata(APPROVAL_BASED, BigInt(TOKEN), 5n, 0x60n, 0n);
    const call = { target: TOKEN, callData: TRANSFER };
    const asked = { ...batch(call, call, { target: BOB }), paymaster: BOB, paymasterInput };
    const now = await sessions.now();
    const [hour, quarter, ten, five] = [now / 3600n, now / 900n, now / 600n, now / 300n] as const;
    const ask = (...periodIds: bigint[]) => sessions.ask(session, { ...asked, periodIds });
    expect(await ask(0n, quarter, hour, ten, quarter, ten, five)).to.equal(true);
    expect(await sessions.ask(session, asked)).to.equal(true);
    await expectRefused(ask(0n, hour, quarter, ten, quarter, ten, five), "EmptyTimeWindow");
    // The second call has an id for its value, as without a paymaster.
    await expectRefused(ask(0n, quarter, hour, ten, ten, five), "WrongNumberOfPeriodIds");
  });

  it("K8: have room for a target of each of 32 calls, and for that of a paymaster's approve", async () => {
    const targets = Array.from({ length: 32 }, (_, i) => toBeHex(0x10000 + i, 20));
    // Limits of this size are counted beside the session's slot, in memory that follows the list of targets.
    const limit = lifetime(2n ** 200n);
    const session = await sessions.open({
      transferPolicies: targets.map((target) => transferTo(target, limit)),
      callPolicies: [callTo(TOKEN, APPROVE, { constraints: [onArgument(1n, { limit })] })],
    });
    const paymasterInput = calldata(APPROVAL_BASED, BigInt(TOKEN), 5n, 0x60n, 0n);
    const calls = batch(...targets.map((target, i) => ({ target, value: BigInt(i + 1) })));
    const asked = { ...calls, paymaster: BOB, paymasterInput };
    expect(await askedAbout(session, asked)).to.deep.equal([TOKEN, ...targets]);
    await sessions.use(session, asked);
    const state = await sessions.module.sessionState(sessions.account, session.spec);
    const used = [...state.transferValue, ...state.callParams].map(
      ({ remaining }) => limit.limit - remaining,
    );
    expect(used).to.deep.equal([...targets.map((_, i) => BigInt(i + 1)), 5n]);
  });

  it("are limited to 32 calls, and say so", async () => {
    const session = await openToBoth(unlimited);
    const calls = (count: number) => batch(...Array<Execution>(count).fill({ target: ALICE, value: 1n }));
    expect(await sessions.ask(session, calls(32))).to.equal(true);
    // Each call has an id for its value, after that of the fee.
    const short = { ...calls(32), periodIds: Array<bigint>(32).fill(0n) };
    const { error: missing } = await expectRefused(sessions.ask(session, short), "WrongNumberOfPeriodIds");
    expect(missing?.args.toArray()).to.deep.equal([32n, 33n]);
    // Unlimited values have no periods; the refusal says which id is of none, the fee's being the first.
    const stray = { ...calls(32), periodIds: [...Array<bigint>(32).fill(0n), 5n] };
    const { error: unexpected } = await expectRefused(sessions.ask(session, stray), "UnexpectedPeriodId");
    expect(unexpected?.args.toArray()).to.deep.equal([32n, 5n]);
    for (const count of [33, 100]) {
      const { error } = await expectRefused(sessions.ask(session, calls(count)), "TooManyCalls");
      expect(error?.args.toArray()).to.deep.equal([BigInt(count), 32n]);
    }
  });

  it("K8: query the account once, about all of their targets", async () => {
    const session = await sessions.open({
      transferPolicies: [transferTo(ALICE, unlimited), transferTo(BOB, unlimited)],
      callPolicies: [callTo(TOKEN, TRANSFER), callTo(TOKEN, APPROVE)],
    });
    const targets = [ALICE, BOB].map((target) => ({ target }));
    const calls = batch(...targets, { target: TOKEN, callData: TRANSFER }, ...targets, ...targets);
    const paymasterInput = calldata(APPROVAL_BASED, BigInt(TOKEN), 5n, 0x60n, 0n);
    expect(await askedAbout(session, calls)).to.deep.equal([ALICE, BOB, TOKEN]);
    // Once for each policy, whichever it is.
    const each = [TRANSFER, APPROVE].map((callData) => ({ target: TOKEN, callData }));
    expect(await askedAbout(session, batch(...each, ...each, ...each))).to.deep.equal([TOKEN, TOKEN]);
    // An approve's target is included.
    const sponsored = { ...calls, paymaster: BOB, paymasterInput };
    expect(await askedAbout(session, sponsored)).to.deep.equal([TOKEN, ALICE, BOB, TOKEN]);
  });

  it("carry as the transaction's value what their calls move, or nothing", async () => {
    const session = await openToBoth(unlimited);
    const calls = batch({ target: ALICE, value: 3n }, { target: BOB, value: 4n });
    for (const value of [0n, 7n]) expect(await sessions.ask(session, { ...calls, value })).to.equal(true);
    for (const value of [1n, 3n, 6n, 8n, MAX]) {
      const { error } = await expectRefused(sessions.ask(session, { ...calls, value }), "BatchValueMismatch");
      expect(error?.args.toArray()).to.deep.equal([7n, value]);
    }
    const huge = batch({ target: ALICE, value: MAX }, { target: BOB, value: 8n });
    await expectRefused(sessions.ask(session, { ...huge, value: 7n }), "BatchValueMismatch");
  });

  it("K10: are refused when empty", async () => {
    const session = await openToBoth();
    await expectRefused(sessions.ask(session, { ...batch(), periodIds: [0n] }), "EmptyBatch");
  });

  it("K10: treat a call of 1 to 3 bytes, or with the selector 0, as disallowed", async () => {
    const session = await openToBoth(unlimited);
    for (const [callData, reason] of [
      ["0x12", "SelectorTruncated"],
      ["0x123456", "SelectorTruncated"],
      ["0x00000000", "CallNotAllowed"],
    ]) {
      const asked = { ...batch({ target: ALICE, callData }), periodIds: [0n, 0n] };
      await expectRefused(sessions.ask(session, asked), reason!);
    }
  });

  it("K8: call neither the account nor a module, whenever that was installed", async () => {
    const session = await sessions.open({
      transferPolicies: [transferTo(ALICE, unlimited), transferTo(BOB, unlimited)],
    });
    const nested = { target: sessions.account, callData: encodeBatchExecute([{ target: ALICE }]) };
    for (const inner of [nested, { target: sessions.account }]) {
      const asked = { ...batch({ target: ALICE }, inner), periodIds: NO_IDS };
      await expectRefused(sessions.ask(session, asked), "TargetBanned");
    }
    // No policy can be for a module that was installed first.
    const toModule = { ...batch({ target: ALICE }, { target: sessions.moduleAddress }), periodIds: NO_IDS };
    await expectRefused(sessions.ask(session, toModule), "TransferNotAllowed");
    await (await sessions.host.setModule(BOB, true)).wait();
    for (const order of [[ALICE, BOB], [BOB, ALICE], [ALICE, ALICE, BOB, ALICE], [BOB]]) {
      const calls = batch(...order.map((target) => ({ target })));
      const { error } = await expectRefused(sessions.ask(session, calls), "TargetBanned");
      expect(String(error?.args[0]).toLowerCase()).to.equal(BOB);
    }
    await (await sessions.host.setModule(BOB, false)).wait();
    expect(await sessions.ask(session, batch({ target: ALICE }, { target: BOB }))).to.equal(true);
  });

  it("K8: query the account also about targets of policies past the 256th", async () => {
    const policies = Array.from({ length: 270 }, (_, i) => transferTo(toBeHex(0x10000 + i, 20), unlimited));
    const session = await sessions.open({ transferPolicies: policies });
    const late = policies[269]!.target;
    const calls = batch(...Array<Execution>(32).fill({ target: late, value: 1n }));
    expect(await sessions.ask(session, calls)).to.equal(true);
    await (await sessions.host.setModule(late, true)).wait();
    await expectRefused(sessions.ask(session, calls), "TargetBanned");
    await expectRefused(sessions.ask(session, { to: late }), "TargetBanned");
  });

  it("K8: are refused on an account that does not answer whether a target is a module", async () => {
    const wallet = await fundedWallet(localProvider());
    const mute = await SessionHost.of(wallet, sessions.moduleAddress, "MuteSessionHost");
    const answers = MuteSessionHost__factory.connect(mute.account, wallet);
    await mute.perform(mute.module.interface.encodeFunctionData("onInstall", ["0x"]));
    const session = await mute.open({ transferPolicies: [transferTo(ALICE, unlimited)] });
    const calls = encodeBatchExecute([{ target: ALICE }, { target: ALICE }]);
    const asked = [{ to: ALICE }, { to: mute.account, data: calls }];
    for (const call of asked) expect(await mute.ask(session, call)).to.equal(true);
    for (const size of [31n, 0n]) {
      await (await answers.setAnswerBytes(size)).wait();
      for (const call of asked) {
        const { error } = await expectRefused(mute.ask(session, call), "TargetBanned");
        expect(String(error?.args[0]).toLowerCase()).to.equal(ALICE);
      }
    }
  });

  it("K8: are the only calls to the account that a session may make", async () => {
    const session = await openToBoth();
    const others = [
      "0x",
      "0x12",
      id("installModule(uint256,address,bytes)").slice(0, 10),
      id("batchCall((address,bool,uint256,bytes)[])").slice(0, 10),
      execution.encodeFunctionData("executeFromExecutor", [
        encodeMode("batch"),
        encodeBatch([{ target: ALICE }]),
      ]),
    ];
    for (const data of others) {
      const asked = toAccount(data, { periodIds: [0n, 0n] });
      const { error } = await expectRefused(sessions.ask(session, asked), "TargetBanned");
      expect(error?.args.toArray()).to.deep.equal([sessions.account]);
    }
  });

  it("K19: execute in one mode only, the batch that fails as a whole", async () => {
    const session = await openToBoth();
    const calls = [{ target: ALICE, value: 1n }];
    const modes: [string, string][] = [
      [encodeMode("batch", "try"), encodeBatch(calls)],
      [encodeMode("single"), encodeSingle(calls[0]!)],
      [encodeMode("single", "try"), encodeSingle(calls[0]!)],
      [encodeMode("static"), encodeDelegate(calls[0]!)],
      [encodeMode("delegate"), encodeDelegate(calls[0]!)],
      [encodeMode("batch", "default", "0x00000001"), encodeBatch(calls)],
      [`0x01${"00".repeat(30)}01`, encodeBatch(calls)],
      [`0x010000000001${"00".repeat(26)}`, encodeBatch(calls)],
    ];
    for (const [mode, executionCalldata] of modes) {
      // Padded, so that it is long enough for a batch and only the mode is wrong.
      const data = concat([
        execution.encodeFunctionData("execute", [mode, executionCalldata]),
        word(0n),
        word(0n),
      ]);
      const { error } = await expectRefused(
        sessions.ask(session, toAccount(data, { periodIds: [0n, 0n] })),
        "ExecutionModeNotAllowed",
      );
      expect(error?.args.toArray()).to.deep.equal([mode]);
    }
  });

  it("K9: accept one encoding only", async () => {
    const session = await openToBoth();
    const good = encodeBatchExecute([{ target: ALICE, value: 1n }, { target: BOB }]);
    expect(await sessions.ask(session, toAccount(good))).to.equal(true);
    const head = (offset: bigint, length: bigint) =>
      concat([dataSlice(good, 0, 36), word(offset), word(length)]);
    const body = dataSlice(good, 100);
    const length = BigInt(dataLength(body));
    const at = (position: number, value: bigint) =>
      concat([dataSlice(good, 0, position), word(value), dataSlice(good, position + 32)]);
    const lastOf = (elements: string) =>
      concat([head(0x40n, BigInt(64 + dataLength(elements))), word(0x20n), word(2n), elements]);
    const malformed: Record<string, string> = {
      "only the selector": dataSlice(good, 0, 4),
      "cut off": dataSlice(good, 0, dataLength(good) - 1),
      "a byte too long": concat([good, "0x00"]),
      "one word too long": concat([good, word(0n)]),
      "calldata elsewhere": concat([head(0x60n, length), word(0n), body]),
      "array elsewhere": concat([head(0x40n, length + 32n), word(0x40n), word(0n), dataSlice(body, 32)]),
      "a word after the last call": concat([head(0x40n, length + 32n), body, word(0n)]),
      "more calls than there is room for": at(0x84, 2n ** 64n),
      "more calls than there is room for and than a batch may have": at(0x84, 33n),
      "one call too many": at(0x84, 3n),
      "one call too few": at(0x84, 1n),
      "two calls at the same offset": at(0xc4, 0x40n),
      "a call beyond the end": at(0xc4, 2n ** 255n),
      "calls out of order": concat([
        dataSlice(good, 0, 0xa4),
        word(0xc0n),
        word(0x40n),
        dataSlice(good, 0xe4),
      ]),
      "a last call that begins at the end": lastOf(
        concat([word(0x40n), word(0xc0n), dataSlice(good, 0xe4, 0x164)]),
      ),
      "a last call without the length of its data": lastOf(
        concat([word(0x40n), word(0xc0n), dataSlice(good, 0xe4, 0x1c4)]),
      ),
      "a last call whose data is not padded": lastOf(
        concat([word(0x40n), word(0xc0n), dataSlice(good, 0xe4, 0x1c4), word(4n), "0x12345678"]),
      ),
      "calldata of a call elsewhere": at(0x124, 0x80n),
      "calldata of a call beyond the end": at(0x144, 2n ** 256n - 1n),
    };
    for (const [name, data] of Object.entries(malformed)) {
      const asked = toAccount(data, { periodIds: NO_IDS });
      await expectRefused(sessions.ask(session, asked), "MalformedBatch").catch((failure: Error) => {
        throw new Error(`${name}: ${failure.message}`);
      });
    }
    // The first call's data that reaches into the second call is data like any other, and refused as such.
    await expectRefused(
      sessions.ask(session, toAccount(at(0x144, 32n), { periodIds: NO_IDS })),
      "CallNotAllowed",
    );
    await expectRefused(
      sessions.ask(session, toAccount(at(0xe4, 2n ** 160n), { periodIds: NO_IDS })),
      "AddressOverflow",
    );
  });

  it("K9: accept data of any length in a call, before others", async () => {
    const session = await sessions.open({
      transferPolicies: [transferTo(ALICE, unlimited)],
      callPolicies: [callTo(TOKEN, TRANSFER)],
    });
    for (let length = 4; length <= 68; length++) {
      const callData = concat([TRANSFER, `0x${"ff".repeat(length - 4)}`]);
      const calls = batch({ target: TOKEN, callData }, { target: ALICE });
      expect(await sessions.ask(session, calls), `${length} bytes`).to.equal(true);
    }
  });

  it("K9: are refused with a stray bit after a call's data", async () => {
    const session = await sessions.open({ callPolicies: [callTo(TOKEN, TRANSFER)] });
    const good = encodeBatchExecute([{ target: TOKEN, callData: TRANSFER }]);
    expect(await sessions.ask(session, toAccount(good))).to.equal(true);
    const stray = concat([dataSlice(good, 0, dataLength(good) - 1), "0x01"]);
    await expectRefused(sessions.ask(session, toAccount(stray, { periodIds: [0n, 0n] })), "MalformedBatch");
  });

  it("K9: with any bytes changed are refused, or are what the account will decode (property)", async () => {
    const session = await sessions.open({
      transferPolicies: [transferTo(ALICE, unlimited)],
      callPolicies: [callTo(TOKEN, TRANSFER, { maxValuePerUse: MAX, valueLimit: unlimited })],
    });
    const call = { target: TOKEN, callData: calldata(TRANSFER, 5n), value: 1n };
    const good = encodeBatchExecute([{ target: ALICE, value: 1n }, call]);
    const change = fc.tuple(fc.nat(dataLength(good) - 1), fc.integer({ min: 1, max: 255 }));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        const data = changes.reduce(flip, good);
        const asked = toAccount(data, { periodIds: NO_IDS });
        const allowed = await sessions.ask(session, asked).catch(() => false);
        if (!allowed) return;
        // Allowed: then it is the one encoding of calls to these two targets, which any decoder reads alike.
        const decoded = decodeBatchExecute(data);
        expect(encodeBatchExecute(decoded)).to.equal(data);
        for (const { target, callData = "" } of decoded)
          expect([ALICE, TOKEN + callData.slice(2, 10)]).to.include(
            (target + (dataLength(callData) > 0 ? callData.slice(2, 10) : "")).toLowerCase(),
          );
      }),
      { numRuns: propertyRuns(75) },
    );
  });

  it("compare the arguments of each call with its own data", async () => {
    const constraints = [
      onArgument(0n, { condition: ConstraintCondition.Equal, refValue: word(7n) }),
      onArgument(1n, { condition: ConstraintCondition.Less, refValue: word(9n) }),
    ];
    const session = await sessions.open({ callPolicies: [callTo(TOKEN, TRANSFER, { constraints })] });
    const call = (...words: bigint[]) => ({ target: TOKEN, callData: calldata(TRANSFER, ...words) });
    expect(await sessions.ask(session, batch(call(7n, 1n), call(7n, 8n)))).to.equal(true);
    await expectRefused(sessions.ask(session, batch(call(7n, 1n), call(7n, 9n))), "ConditionFailed");
    // The second call's missing argument is not read from what follows the first one's.
    await expectRefused(sessions.ask(session, batch(call(7n), call(7n, 8n))), "ArgumentMissing");
  });
});

/** Returns `data` with one byte changed. */
function flip(data: string, [at, mask]: readonly [number, number]): string {
  const byte = Number(dataSlice(data, at, at + 1)) ^ mask;
  return concat([dataSlice(data, 0, at), toBeHex(byte, 1), dataSlice(data, at + 1)]);
}
