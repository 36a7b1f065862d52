import { expect } from "chai";
import { concat, dataSlice, hexlify, id } from "ethers";
import { utils } from "zksync-ethers";
import { calldata, word } from "./helpers/calldata";
import { expectRefused } from "./helpers/expect-refused";
import { fundedWallet, localProvider } from "./helpers/local-chain";
import { STUB_ECDSA_SIGNATURE } from "./helpers/owner-signer";
import { DAY, SessionHost, type SessionSecret } from "./helpers/session-host";
import { callTo, onArgument, transferTo } from "./helpers/session-policies";
import { Condition } from "./helpers/session-spec";
import { allowance, lifetime, unlimited } from "./helpers/usage-limit";

const ALICE = "0xa11ce00000000000000000000000000000000001";
const BOB = "0xb0b0000000000000000000000000000000000002";
const TOKEN = "0x70ce000000000000000000000000000000000001";
const PAYMASTER = "0x9a75000000000000000000000000000000000003";
const APPROVE = id("approve(address,uint256)").slice(0, 10);
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

  it("K7: do not fail the estimation with a stub signature", async () => {
    const session = await sessions.open({ transferPolicies, feeLimit: lifetime(100n) });
    const call = { to: ALICE, gasLimit: 10n ** 9n, maxFeePerGas: 10n ** 9n };
    expect(await sessions.ask(session, { ...call, rawSignature: STUB_ECDSA_SIGNATURE })).to.equal(false);
    await expectRefused(sessions.ask(session, call), "FeeLimitExceeded");
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

  it("K18: an approval-based paymaster needs a policy for the approve, which counts", async () => {
    const none = await sessions.open({ transferPolicies });
    await expectRefused(sessions.ask(none, { to: ALICE, ...approval(1n) }), "CallNotAllowed");
    const constraints = [
      onArgument(0n, { condition: Condition.Equal, refValue: word(BigInt(PAYMASTER)) }),
      onArgument(1n, { limit: lifetime(10n) }),
    ];
    const session = await sessions.open({
      transferPolicies,
      callPolicies: [callTo(TOKEN, APPROVE, { constraints })],
    });
    const periodIds = [0n, 0n, 0n, 0n, 0n];
    await sessions.use(session, { to: ALICE, periodIds, ...approval(6n) });
    await expectRefused(
      sessions.ask(session, { to: ALICE, periodIds, ...approval(5n) }),
      "ArgumentLimitExceeded",
    );
    const elsewhere = { ...approval(1n), paymaster: BOB };
    await expectRefused(sessions.ask(session, { to: ALICE, periodIds, ...elsewhere }), "ConditionFailed");
    await (await sessions.host.setModule(TOKEN, true)).wait();
    await expectRefused(sessions.ask(session, { to: ALICE, periodIds, ...approval(1n) }), "TargetBanned");
    await (await sessions.host.setModule(TOKEN, false)).wait();
  });

  it("K8: an approval-based paymaster cannot have the account call itself or a module", async () => {
    const session = await sessions.open({ transferPolicies });
    const flow = id("approvalBased(address,uint256,bytes)").slice(0, 10);
    for (const token of [sessions.account, sessions.moduleAddress]) {
      const paymasterInput = calldata(flow, BigInt(token), 1n, 0x60n, 0n);
      const asked = { to: ALICE, paymaster: PAYMASTER, paymasterInput, periodIds: [0n, 0n] };
      await expectRefused(sessions.ask(session, asked), "TargetBanned");
    }
  });

  it("K18: refuses paymaster input that is short, of an unknown flow, or names no address", async () => {
    const session = await sessions.open({ transferPolicies });
    const { paymaster, paymasterInput } = approval(1n);
    const full = hexlify(paymasterInput);
    const ask = (input: string) => sessions.ask(session, { to: ALICE, paymaster, paymasterInput: input });
    await expectRefused(ask("0x8c5a34"), "PaymasterInputTooShort");
    await expectRefused(ask(dataSlice(full, 0, 67)), "PaymasterInputTooShort");
    await expectRefused(ask("0x12345678"), "UnknownPaymasterFlow");
    await expectRefused(
      ask(concat([dataSlice(full, 0, 4), word(2n ** 160n), dataSlice(full, 36)])),
      "AddressOverflow",
    );
  });
});
