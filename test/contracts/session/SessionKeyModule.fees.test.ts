import { expect } from "chai";
import { concat, dataLength, dataSlice, hexlify, id } from "ethers";
import { utils } from "zksync-ethers";
import { calldata, word } from "../../helpers/chain/calldata";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { fundedWallet, localProvider } from "../../helpers/chain/local-chain";
import { STUB_ECDSA_SIGNATURE } from "../../helpers/accounts/owner-signer";
import { DAY, SessionHost, type SessionSecret } from "../../helpers/sessions/session-host";
import { callTo, countUses, onArgument, transferTo } from "../../helpers/sessions/session-policies";
import { ConstraintCondition, type Constraint } from "../../helpers/sessions/session-spec";
import { allowance, lifetime, unlimited } from "../../helpers/sessions/usage-limit";

const ALICE = "0xa11ce00000000000000000000000000000000001";
const BOB = "0xb0b0000000000000000000000000000000000002";
const TOKEN = "0x70ce000000000000000000000000000000000001";
const PAYMASTER = "0x9a75000000000000000000000000000000000003";
const APPROVE = id("approve(address,uint256)").slice(0, 10);
const TRANSFER = id("transfer(address,uint256)").slice(0, 10);
const MAX = 2n ** 256n - 1n;

describe("SessionKeyModule: fees", () => {
  let sessions: SessionHost;

  before(async () => {
    sessions = await SessionHost.deploy(await fundedWallet(localProvider()));
  });

  const transferPolicies = [transferTo(ALICE, unlimited)];
  const feesLeft = async ({ spec }: SessionSecret) =>
    (await sessions.module.sessionState(sessions.account, spec)).feesRemaining;
  const general = utils.getPaymasterParams(PAYMASTER, { type: "General", innerInput: "0x" });
  const approval = (minimalAllowance: bigint) =>
    utils.getPaymasterParams(PAYMASTER, {
      type: "ApprovalBased",
      token: TOKEN,
      minimalAllowance,
      innerInput: "0x",
    });

  it("K6: count gas limit times gas price against the limit", async () => {
    const session = await sessions.open({ transferPolicies, feeLimit: lifetime(100n) });
    await sessions.use(session, { to: ALICE, gasLimit: 10n, maxFeePerGas: 6n });
    expect(await feesLeft(session)).to.equal(40n);
    const { error } = await expectRefused(
      sessions.ask(session, { to: ALICE, gasLimit: 41n, maxFeePerGas: 1n }),
      "FeeLimitExceeded",
    );
    expect(error?.args.toArray()).to.deep.equal([41n, 40n]);
    await expectRefused(
      sessions.ask(session, { to: ALICE, gasLimit: MAX, maxFeePerGas: MAX }),
      "FeeLimitExceeded",
    );
    await sessions.use(session, { to: ALICE, gasLimit: 40n, maxFeePerGas: 1n });
  });

  it("K7: do not fail an estimation with a stub signature", async () => {
    const session = await sessions.open({ transferPolicies, feeLimit: lifetime(100n) });
    const call = { to: ALICE, gasLimit: 10n ** 9n, maxFeePerGas: 10n ** 9n };
    expect(await sessions.ask(session, { ...call, rawSignature: STUB_ECDSA_SIGNATURE })).to.equal(false);
    await expectRefused(sessions.ask(session, call), "FeeLimitExceeded");
  });

  it("K7: cost an estimation as much as the transaction, though they are more than is left", async () => {
    for (const feeLimit of [lifetime(100n), lifetime(2n ** 200n), allowance(100n, 30n * DAY)]) {
      const session = await sessions.open({ transferPolicies, feeLimit });
      const affordable = { to: ALICE, gasLimit: 10n, maxFeePerGas: 1n };
      const dear = { to: ALICE, gasLimit: 10n ** 9n, maxFeePerGas: 2n ** 200n };
      const stub = { ...dear, rawSignature: STUB_ECDSA_SIGNATURE };
      const [estimated, used] = [
        Number(await sessions.estimate(session, stub)),
        Number(await sessions.estimate(session, affordable)),
      ];
      expect(estimated).to.be.within(used, used + 20_000);
    }
  });

  it("fit in limits of any size", async () => {
    for (const limit of [2n ** 72n - 1n, 2n ** 72n, MAX]) {
      for (const feeLimit of [lifetime(limit), allowance(limit, 30n * DAY)]) {
        const session = await sessions.open({ transferPolicies, feeLimit });
        await sessions.use(session, { to: ALICE, gasLimit: 1n, maxFeePerGas: limit - 1n });
        expect(await feesLeft(session)).to.equal(1n);
        await expectRefused(
          sessions.ask(session, { to: ALICE, gasLimit: 2n, maxFeePerGas: 1n }),
          "FeeLimitExceeded",
        );
      }
    }
  });

  it("are not counted when a general paymaster pays", async () => {
    const session = await sessions.open({ transferPolicies, feeLimit: lifetime(1n) });
    await sessions.use(session, { to: ALICE, gasLimit: 10n, maxFeePerGas: 10n, ...general });
    expect(await feesLeft(session)).to.equal(1n);
    const without = sessions.ask(session, { to: ALICE, periodIds: [], ...general });
    const { error } = await expectRefused(without, "WrongNumberOfPeriodIds");
    expect(error?.args.toArray(), "the fee's id is there all the same").to.deep.equal([0n, 1n]);
  });

  it("K18: need a policy for the approve of an approval-based paymaster, which counts", async () => {
    const none = await sessions.open({ transferPolicies });
    await expectRefused(sessions.ask(none, { to: ALICE, ...approval(1n) }), "CallNotAllowed");
    const constraints = [
      onArgument(0n, { condition: ConstraintCondition.Equal, refValue: word(BigInt(PAYMASTER)) }),
      onArgument(1n, { limit: lifetime(10n) }),
    ];
    const session = await sessions.open({
      transferPolicies,
      callPolicies: [callTo(TOKEN, APPROVE, { constraints })],
    });
    await sessions.use(session, { to: ALICE, ...approval(6n) });
    await expectRefused(sessions.ask(session, { to: ALICE, ...approval(5n) }), "ArgumentLimitExceeded");
    const elsewhere = { ...approval(1n), paymaster: BOB };
    await expectRefused(sessions.ask(session, { to: ALICE, ...elsewhere }), "ConditionFailed");
    await (await sessions.host.setModule(TOKEN, true)).wait();
    await expectRefused(sessions.ask(session, { to: ALICE, ...approval(1n) }), "TargetBanned");
    await (await sessions.host.setModule(TOKEN, false)).wait();
    expect(await sessions.ask(session, { to: ALICE, ...approval(1n) })).to.equal(true);
  });

  it("K18: hold an approve to its constraints like any call of the function", async () => {
    const cases: [Constraint, bigint, string][] = [
      [onArgument(1n, { condition: ConstraintCondition.Less, refValue: word(5n) }), 5n, "ConditionFailed"],
      [
        onArgument(0n, { condition: ConstraintCondition.Equal, refValue: word(BigInt(BOB)) }),
        1n,
        "ConditionFailed",
      ],
      [onArgument(0n, { limit: lifetime(9n) }), 1n, "ArgumentLimitExceeded"],
      [onArgument(2n, {}), 1n, "ArgumentMissing"],
      [onArgument(2n ** 64n - 2n, {}), 1n, "ArgumentMissing"],
      [countUses(lifetime(0n)), 1n, "UseLimitExceeded"],
    ];
    for (const [constraint, amount, reason] of cases) {
      const policy = callTo(TOKEN, APPROVE, { constraints: [onArgument(0n, {}), constraint] });
      const session = await sessions.open({ transferPolicies, callPolicies: [policy] });
      const call = { to: TOKEN, data: calldata(APPROVE, BigInt(PAYMASTER), amount) };
      const asCall = await expectRefused(sessions.ask(session, call), reason);
      const asked = sessions.ask(session, { to: ALICE, ...approval(amount) });
      const { error } = await expectRefused(asked, reason);
      expect(error?.args.toArray()).to.deep.equal(asCall.error?.args.toArray());
    }
  });

  it("K22: come with the period ids of fee, value, the approve's constraints and the call's", async () => {
    await sessions.moveTo(((await sessions.now()) / DAY + 1n) * DAY + 10n);
    const session = await sessions.open({
      feeLimit: allowance(1n, 2n * DAY),
      callPolicies: [
        callTo(TOKEN, APPROVE, {
          valueLimit: allowance(1n, 900n),
          constraints: [onArgument(1n, { limit: allowance(10n, DAY) }), countUses(lifetime(9n))],
        }),
        callTo(ALICE, TRANSFER, {
          valueLimit: allowance(1n, 3600n),
          constraints: [countUses(allowance(9n, 600n))],
        }),
      ],
    });
    const now = await sessions.now();
    const [twoDays, day, hour, ten] = [now / (2n * DAY), now / DAY, now / 3600n, now / 600n] as const;
    const ask = (...periodIds: bigint[]) =>
      sessions.ask(session, { to: ALICE, data: TRANSFER, periodIds, ...approval(1n) });
    expect(await ask(twoDays, hour, day, 0n, ten)).to.equal(true);
    // A paymaster pays, so the fee limit is untouched.
    expect(await ask(0n, hour, day, 0n, ten)).to.equal(true);
    expect(await sessions.ask(session, { to: ALICE, data: TRANSFER, ...approval(1n) })).to.equal(true);
    for (const swapped of [
      [0n, day, hour, 0n, ten],
      [0n, hour, ten, 0n, day],
      [0n, hour, day, 0n, ten + 1n],
    ])
      await expectRefused(ask(...swapped), /EmptyTimeWindow|TimestampOutOfRange/);
    const { error } = await expectRefused(ask(0n, hour, 0n, day, ten), "UnexpectedPeriodId");
    expect(error?.args.toArray()).to.deep.equal([3n, day]);
    const { error: wide } = await expectRefused(ask(0n, 2n ** 64n, day, 0n, ten), "UnexpectedPeriodId");
    expect(wide?.args.toArray()).to.deep.equal([1n, 2n ** 64n]);
  });

  it("K22: take no period id for an approve without constraints before a transfer", async () => {
    const callPolicies = [callTo(TOKEN, APPROVE)];
    const session = await sessions.open({ transferPolicies, callPolicies });
    const ask = (...periodIds: bigint[]) => sessions.ask(session, { to: ALICE, periodIds, ...approval(1n) });
    expect(await ask(0n, 0n)).to.equal(true);
    for (const wrong of [[], [0n], [0n, 0n, 0n]])
      await expectRefused(ask(...wrong), "WrongNumberOfPeriodIds");
  });

  it("K8: prevent an approval-based paymaster from having the account call itself or a module", async () => {
    const session = await sessions.open({ transferPolicies });
    const flow = id("approvalBased(address,uint256,bytes)").slice(0, 10);
    // No policy can be for a module that was installed first.
    for (const [token, reason] of [
      [sessions.account, "TargetBanned"],
      [sessions.moduleAddress, "CallNotAllowed"],
    ]) {
      const paymasterInput = calldata(flow, BigInt(token!), 1n, 0x60n, 0n);
      const asked = { to: ALICE, paymaster: PAYMASTER, paymasterInput, periodIds: [0n, 0n] };
      await expectRefused(sessions.ask(session, asked), reason!);
    }
  });

  it("K18: are refused with paymaster input that is short, of an unknown flow, or names no address", async () => {
    const session = await sessions.open({ transferPolicies });
    const { paymaster, paymasterInput } = approval(1n);
    const full = hexlify(paymasterInput);
    const ask = (input: string) => sessions.ask(session, { to: ALICE, paymaster, paymasterInput: input });
    for (const [input, needed] of [
      ["0x8c5a34", 4n],
      [dataSlice(full, 0, 67), 68n],
    ] as const) {
      const { error } = await expectRefused(ask(input), "PaymasterInputTooShort");
      expect(error?.args.toArray()).to.deep.equal([BigInt(dataLength(input)), needed]);
    }
    // What only the paymaster reads may be missing.
    await expectRefused(ask(dataSlice(full, 0, 68)), "CallNotAllowed");
    await expectRefused(ask("0x12345678"), "UnknownPaymasterFlow");
    await expectRefused(
      ask(concat([dataSlice(full, 0, 4), word(2n ** 160n), dataSlice(full, 36)])),
      "AddressOverflow",
    );
  });
});
