import { expect } from "chai";
import { AbiCoder, concat, dataSlice, id, Signature, toBeHex, zeroPadValue } from "ethers";
import { calldata, word } from "../../helpers/chain/calldata";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { fundedWallet, localProvider } from "../../helpers/chain/local-chain";
import { STUB_ECDSA_SIGNATURE } from "../../helpers/accounts/owner-signer";
import {
  DAY,
  SessionHost,
  SIGNED_HASH,
  type SessionCall,
  type SessionSecret,
} from "../../helpers/sessions/session-host";
import { secp256k1KeyPair } from "../../helpers/sessions/session-keypair";
import { callTo, countUses, onArgument, transferTo } from "../../helpers/sessions/session-policies";
import { encodeSessionSignature, encodeSessionValidatorData } from "../../helpers/sessions/session-signature";
import {
  ConstraintCondition,
  encodeSession,
  SessionStatus,
  type Constraint,
  type UsageLimit,
} from "../../helpers/sessions/session-spec";
import { allowance, lifetime, unlimited } from "../../helpers/sessions/usage-limit";

const ALICE = "0xa11ce00000000000000000000000000000000001";
const BOB = "0xb0b0000000000000000000000000000000000002";
const TOKEN = "0x70ce000000000000000000000000000000000001";
const TRANSFER = id("transfer(address,uint256)").slice(0, 10);
const APPROVE = id("approve(address,uint256)").slice(0, 10);
const MAX = 2n ** 256n - 1n;

describe("SessionKeyModule: transactions of a session", () => {
  let sessions: SessionHost;
  let other: SessionHost;

  before(async () => {
    const wallet = await fundedWallet(localProvider());
    sessions = await SessionHost.deploy(wallet);
    other = await SessionHost.on(wallet, sessions.moduleAddress);
  });

  /** A session that may make one kind of call, without value, under these constraints. */
  const openConstrained = (...constraints: Constraint[]): Promise<SessionSecret> =>
    sessions.open({ callPolicies: [callTo(TOKEN, TRANSFER, { constraints })] });
  const transfer = (...words: bigint[]): SessionCall => ({ to: TOKEN, data: calldata(TRANSFER, ...words) });

  describe("authenticating a transaction", () => {
    let session: SessionSecret;
    const call = { to: ALICE, value: 1n };
    before(async () => {
      session = await sessions.open({ transferPolicies: [transferTo(ALICE, lifetime(10n))] });
    });

    it("accepts the session's key", async () => {
      expect(await sessions.ask(session, call)).to.equal(true);
    });

    it("answers false to another key, a malleated, short, empty or stub signature", async () => {
      const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
      const { r, s, v } = Signature.from(await session.key.sign(SIGNED_HASH));
      const malleated = concat([r, toBeHex(order - BigInt(s), 32), toBeHex(v === 27 ? 28 : 27)]);
      const signWith = secp256k1KeyPair();
      expect(await sessions.ask(session, { ...call, signWith })).to.equal(false);
      for (const rawSignature of [malleated, concat([r, s]), "0x", STUB_ECDSA_SIGNATURE]) {
        expect(await sessions.ask(session, { ...call, rawSignature })).to.equal(false);
      }
    });

    it("answers false to what is no signature, whatever address the session's signer is", async () => {
      for (const signer of [1n, 2n ** 160n - 1n]) {
        const key = { ...secp256k1KeyPair(), address: toBeHex(signer, 20) };
        const odd = await sessions.open({ transferPolicies: [transferTo(ALICE, lifetime(10n))] }, key);
        for (const size of [0, 1, 64, 65, 66, 127, 128, 129]) {
          const rawSignature = `0x${"00".repeat(size)}`;
          expect(await sessions.ask(odd, { ...call, rawSignature }), `${size} bytes`).to.equal(false);
        }
      }
    });

    it("answers false to a transaction of another account", async () => {
      expect(await sessions.ask(session, { ...call, from: other.account })).to.equal(false);
      await expectRefused(other.ask(session, call), "SessionNotActive");
    });

    it("refuses a spec that is not the session's", async () => {
      const transferPolicies = [transferTo(ALICE, lifetime(11n))];
      const forged = { key: session.key, spec: { ...session.spec, transferPolicies } };
      await expectRefused(sessions.ask(forged, call), "SessionNotActive");
    });

    it("K9: refuses every encoding of the signature field but the canonical one", async () => {
      const raw = await session.key.sign(SIGNED_HASH);
      const canonical = encodeSessionValidatorData(session.spec, [0n, 0n]);
      const specWords = dataSlice(encodeSession(session.spec), 32);
      const ids = concat([word(2n), word(0n), word(0n)]);
      const at = 0x40n + BigInt(specWords.length / 2 - 1);
      const wrapped = (data: string) =>
        AbiCoder.defaultAbiCoder().encode(["bytes", "address", "bytes"], [raw, sessions.moduleAddress, data]);
      expect(concat([word(0x40n), word(at), specWords, ids])).to.equal(canonical);
      expect(await sessions.ask(session, { ...call, signature: wrapped(canonical) })).to.equal(true);

      const malformed = [
        "0x",
        dataSlice(canonical, 0, 0x5f),
        dataSlice(canonical, 0, 0x60),
        concat([canonical, "0x00"]),
        dataSlice(canonical, 0, canonical.length / 2 - 2),
        concat([word(0x60n), word(at + 32n), word(0n), specWords, ids]),
        concat([word(0x40n), word(MAX), specWords, ids]),
        concat([word(0x40n), word(0n), specWords, ids]),
        // The list is before the specification, and as long as the position says.
        concat([word(0x40n), word(0x20n), ...Array<string>(32).fill(word(0n))]),
        concat([word(MAX - 31n), word(at), specWords, ids]),
        concat([word(0x40n), word(at), specWords, word(2n ** 255n + 2n), word(0n), word(0n)]),
      ];
      for (const data of malformed) {
        await expectRefused(
          sessions.ask(session, { ...call, signature: wrapped(data) }),
          "MalformedValidatorData",
        );
      }
      const padded = concat([word(0x40n), word(at + 32n), specWords, word(0n), ids]);
      await expectRefused(sessions.ask(session, { ...call, signature: wrapped(padded) }), "SessionNotActive");
      for (const signature of ["0x", "0x00", word(0x60n), concat([word(0x60n), word(0n), word(MAX)])]) {
        await expectRefused(sessions.ask(session, { ...call, signature }), "MalformedValidatorData");
      }
    });

    it("K9: refuses any single changed byte of the session's data", async () => {
      const whole = encodeSessionSignature(
        await session.key.sign(SIGNED_HASH),
        sessions.moduleAddress,
        session.spec,
        [0n, 0n],
      );
      const length = whole.length / 2 - 1;
      const start = length - (encodeSessionValidatorData(session.spec, [0n, 0n]).length / 2 - 1);
      for (let at = start; at < length; at += 7) {
        const changed = concat([
          dataSlice(whole, 0, at),
          toBeHex(Number(dataSlice(whole, at, at + 1)) ^ 0x5a, 1),
          dataSlice(whole, at + 1),
        ]);
        const outcome = await sessions.ask(session, { ...call, signature: changed }).catch(() => false);
        expect(outcome, `byte ${at}`).to.equal(false);
      }
    });

    it("K16: signs no messages", async () => {
      const { module, account } = sessions;
      const { key } = session;
      const hash = id("a message");
      const raw = await key.sign(hash);
      for (const each of [raw, AbiCoder.defaultAbiCoder().encode(["bytes"], [raw])]) {
        expect(await module.validateSignature(hash, each)).to.equal(false);
        expect(await module.isValidSignatureWithSender(account, hash, each)).to.equal("0xffffffff");
      }
    });
  });

  describe("transfers", () => {
    it("are allowed up to the limit, to the wei", async () => {
      const session = await sessions.open({ transferPolicies: [transferTo(ALICE, lifetime(100n))] });
      await sessions.use(session, { to: ALICE, value: 60n });
      const { error } = await expectRefused(
        sessions.ask(session, { to: ALICE, value: 41n }),
        "ValueLimitExceeded",
      );
      expect(error?.args.toArray()).to.deep.equal([1n, 0n, 41n, 40n]);
      await sessions.use(session, { to: ALICE, value: 40n });
      await expectRefused(sessions.ask(session, { to: ALICE, value: 1n }), "ValueLimitExceeded");
      expect(await sessions.ask(session, { to: ALICE, value: 0n })).to.equal(true);
    });

    it("K1: remember what was used after each transaction", async () => {
      const session = await sessions.open({
        transferPolicies: [transferTo(ALICE, allowance(5n, 30n * DAY))],
      });
      for (const left of [4n, 3n, 2n, 1n, 0n]) {
        await sessions.use(session, { to: ALICE, value: 1n });
        const state = await sessions.module.sessionState(sessions.account, session.spec);
        expect(state.transferValue[0]!.remaining).to.equal(left);
      }
      await expectRefused(sessions.ask(session, { to: ALICE, value: 1n }), "ValueLimitExceeded");
    });

    it("are limited per use", async () => {
      const session = await sessions.open({ transferPolicies: [transferTo(ALICE, unlimited, 5n)] });
      await sessions.use(session, { to: ALICE, value: 5n });
      await sessions.use(session, { to: ALICE, value: 5n });
      const { error } = await expectRefused(
        sessions.ask(session, { to: ALICE, value: 6n }),
        "MaxValuePerUseExceeded",
      );
      expect(error?.args.toArray()).to.deep.equal([1n, 0n, 6n, 5n]);
    });

    it("are refused to any other recipient, and with calldata", async () => {
      const session = await sessions.open({ transferPolicies: [transferTo(ALICE, unlimited)] });
      const periodIds = [0n, 0n];
      await expectRefused(sessions.ask(session, { to: BOB, periodIds }), "TransferNotAllowed");
      await expectRefused(sessions.ask(session, { to: ALICE, data: TRANSFER, periodIds }), "CallNotAllowed");
      const truncatable = `0x1${ALICE.slice(2)}`;
      await expectRefused(sessions.ask(session, { to: truncatable, periodIds }), "AddressOverflow");
    });

    it("K12: are counted separately for each policy, session and account", async () => {
      const transferPolicies = [transferTo(ALICE, lifetime(10n)), transferTo(BOB, lifetime(10n))];
      const first = await sessions.open({ transferPolicies });
      const second = await sessions.open({ transferPolicies });
      const third = await other.open({ transferPolicies });
      await sessions.use(first, { to: ALICE, value: 10n });
      await sessions.use(first, { to: BOB, value: 9n });
      const left = async (host: SessionHost, { spec }: SessionSecret) =>
        (await host.module.sessionState(host.account, spec)).transferValue.map((each) => each.remaining);
      expect(await left(sessions, first)).to.deep.equal([0n, 1n]);
      expect(await left(sessions, second)).to.deep.equal([10n, 10n]);
      expect(await left(other, third)).to.deep.equal([10n, 10n]);
    });

    it("are counted per use by a call policy without selector, which alone governs them", async () => {
      const counted = callTo(ALICE, "0x00000000", {
        maxValuePerUse: 7n,
        valueLimit: unlimited,
        constraints: [countUses(lifetime(2n))],
      });
      const session = await sessions.open({
        callPolicies: [counted],
        transferPolicies: [transferTo(ALICE, unlimited), transferTo(BOB, unlimited)],
      });
      await expectRefused(sessions.ask(session, { to: ALICE, value: 8n }), "MaxValuePerUseExceeded");
      await sessions.use(session, { to: ALICE, value: 7n });
      await sessions.use(session, { to: ALICE });
      const { error } = await expectRefused(sessions.ask(session, { to: ALICE }), "UseLimitExceeded");
      expect(error?.args.toArray()).to.deep.equal([0n, 0n, 0n]);
      expect(await sessions.ask(session, { to: BOB, value: 8n })).to.equal(true);
    });

    it("with any limit type agree with what sessionState reports", async () => {
      const limits: UsageLimit[] = [lifetime(50n), lifetime(MAX), allowance(50n, 30n * DAY), unlimited];
      const targets = limits.map((_, i) => zeroPadValue(toBeHex(0x10000 + i), 20));
      const session = await sessions.open({
        transferPolicies: limits.map((limit, i) => transferTo(targets[i]!, limit)),
      });
      for (const to of targets) await sessions.use(session, { to, value: 8n });
      const state = await sessions.module.sessionState(sessions.account, session.spec);
      expect(state.transferValue.map((each) => each.remaining)).to.deep.equal([42n, MAX - 8n, 42n, MAX]);
      expect(state.transferValue.map((each) => each.target.toLowerCase())).to.deep.equal(targets);
    });
  });

  describe("calls", () => {
    it("are allowed by target and selector", async () => {
      const session = await openConstrained();
      expect(await sessions.ask(session, transfer())).to.equal(true);
      expect(await sessions.ask(session, transfer(1n, 2n))).to.equal(true);
      const periodIds = [0n, 0n];
      const elsewhere = { to: ALICE, data: TRANSFER, periodIds };
      const { error } = await expectRefused(sessions.ask(session, elsewhere), "CallNotAllowed");
      expect(error?.args.toArray().map(String)[1]).to.equal(TRANSFER);
      await expectRefused(sessions.ask(session, { to: TOKEN, data: APPROVE, periodIds }), "CallNotAllowed");
      await expectRefused(sessions.ask(session, { to: TOKEN, periodIds }), "TransferNotAllowed");
      await expectRefused(
        sessions.ask(session, { to: TOKEN, data: TRANSFER, value: 1n }),
        "MaxValuePerUseExceeded",
      );
    });

    it("are limited in the ETH they send, per use and in total", async () => {
      const valueLimits = [lifetime(10n), allowance(10n, 30n * DAY), lifetime(MAX)];
      for (const valueLimit of valueLimits) {
        const paid = callTo(TOKEN, TRANSFER, { maxValuePerUse: 6n, valueLimit });
        const session = await sessions.open({ callPolicies: [paid] });
        const pay = (value: bigint) => ({ to: TOKEN, data: TRANSFER, value });
        const tooMuch = await expectRefused(sessions.ask(session, pay(7n)), "MaxValuePerUseExceeded");
        expect(tooMuch.error?.args.toArray()).to.deep.equal([0n, 0n, 7n, 6n]);
        await sessions.use(session, pay(6n));
        const [state] = (await sessions.module.sessionState(sessions.account, session.spec)).callValue;
        expect(state!.remaining).to.equal(valueLimit.limit - 6n);
        if (valueLimit.limit === MAX) continue;
        const { error } = await expectRefused(sessions.ask(session, pay(5n)), "ValueLimitExceeded");
        expect(error?.args.toArray()).to.deep.equal([0n, 0n, 5n, 4n]);
        await sessions.use(session, pay(4n));
        await expectRefused(sessions.ask(session, pay(1n)), "ValueLimitExceeded");
      }
    });

    it("K11: move a token only through the allowed functions", async () => {
      const session = await openConstrained(onArgument(1n, { limit: lifetime(10n) }));
      const others = [
        "approve(address,uint256)",
        "increaseAllowance(address,uint256)",
        "transferFrom(address,address,uint256)",
        "permit(address,address,uint256,uint256,uint8,bytes32,bytes32)",
        "transferAndCall(address,uint256)",
      ];
      for (const signature of others) {
        const data = calldata(id(signature).slice(0, 10), BigInt(ALICE), 1n, 1n);
        const { error } = await expectRefused(
          sessions.ask(session, { to: TOKEN, data, periodIds: [0n, 0n, 0n] }),
          "CallNotAllowed",
        );
        expect(error?.args.selector).to.equal(data.slice(0, 10));
      }
    });

    it("K10: are refused with 1 to 3 bytes of calldata, or the selector 0", async () => {
      const callPolicies = [callTo(TOKEN, TRANSFER), callTo(TOKEN, "0x00000000")];
      const session = await sessions.open({ callPolicies, transferPolicies: [transferTo(TOKEN, unlimited)] });
      const periodIds = [0n, 0n];
      for (const length of [1, 2, 3]) {
        const data = dataSlice(TRANSFER, 0, length);
        const { error } = await expectRefused(
          sessions.ask(session, { to: TOKEN, data, periodIds }),
          "SelectorTruncated",
        );
        expect(error?.args.length_ ?? error?.args[1]).to.equal(BigInt(length));
      }
      const data = "0x00000000";
      await expectRefused(sessions.ask(session, { to: TOKEN, data, periodIds }), "CallNotAllowed");
    });

    it("K8: are refused to a module installed after the session was opened", async () => {
      const session = await openConstrained();
      await (await sessions.host.setModule(TOKEN, true)).wait();
      await expectRefused(sessions.ask(session, transfer()), "TargetBanned");
      await (await sessions.host.setModule(TOKEN, false)).wait();
      expect(await sessions.ask(session, transfer())).to.equal(true);
    });

    it("compare arguments as the seven conditions say", async () => {
      const table: [keyof typeof ConstraintCondition, boolean, boolean, boolean][] = [
        ["Unconstrained", true, true, true],
        ["Equal", false, true, false],
        ["Greater", false, false, true],
        ["Less", true, false, false],
        ["GreaterEqual", false, true, true],
        ["LessEqual", true, true, false],
        ["NotEqual", true, false, true],
      ];
      // Above 2^255, to expose a signed comparison.
      const refValue = 2n ** 255n + 5n;
      for (const [name, ...expected] of table) {
        const session = await openConstrained(
          onArgument(1n, { condition: ConstraintCondition[name], refValue: word(refValue) }),
        );
        for (const [i, argument] of [refValue - 2n ** 255n, refValue, refValue + 1n].entries()) {
          const answer = sessions.ask(session, transfer(0n, argument));
          if (expected[i]) expect(await answer, name).to.equal(true);
          else await expectRefused(answer, "ConditionFailed");
        }
      }
    });

    it("check stacked constraints in order and name the first that fails", async () => {
      const session = await openConstrained(
        onArgument(0n, { condition: ConstraintCondition.Equal, refValue: word(BigInt(ALICE)) }),
        onArgument(1n, { condition: ConstraintCondition.Greater, refValue: word(10n) }),
        onArgument(1n, { condition: ConstraintCondition.Less, refValue: word(20n) }),
      );
      expect(await sessions.ask(session, transfer(BigInt(ALICE), 15n))).to.equal(true);
      const failing = async (...words: bigint[]) =>
        (
          await expectRefused(sessions.ask(session, transfer(...words)), "ConditionFailed")
        ).error?.args.toArray();
      expect(await failing(BigInt(BOB), 10n)).to.deep.equal([
        0n,
        0n,
        word(BigInt(BOB)),
        BigInt(ConstraintCondition.Equal),
        word(BigInt(ALICE)),
      ]);
      expect((await failing(BigInt(ALICE), 10n))?.slice(0, 2)).to.deep.equal([0n, 1n]);
      expect((await failing(BigInt(ALICE), 20n))?.slice(0, 2)).to.deep.equal([0n, 2n]);
    });

    it("are refused when the calldata ends before a constrained word", async () => {
      const session = await openConstrained(onArgument(1n, {}));
      expect(await sessions.ask(session, transfer(0n, 0n))).to.equal(true);
      const data = dataSlice(calldata(TRANSFER, 0n, 0n), 0, 67);
      const { error } = await expectRefused(sessions.ask(session, { to: TOKEN, data }), "ArgumentMissing");
      expect(error?.args.toArray()).to.deep.equal([0n, 0n, 67n]);
      const far = await openConstrained(onArgument(2n ** 64n - 2n, {}));
      await expectRefused(sessions.ask(far, transfer(0n)), "ArgumentMissing");
    });

    it("limit the sum of an argument, for limits of any size", async () => {
      for (const limit of [1n, 2n ** 72n - 1n, 2n ** 72n, 2n ** 192n - 1n, 2n ** 192n, MAX]) {
        for (const kind of [lifetime(limit), allowance(limit, 30n * DAY)]) {
          const session = await openConstrained(onArgument(0n, { limit: kind }));
          const half = limit / 2n;
          await sessions.use(session, transfer(half));
          const { error } = await expectRefused(
            sessions.ask(session, transfer(limit - half + 1n > MAX ? MAX : limit - half + 1n)),
            "ArgumentLimitExceeded",
          );
          expect(error?.args.left).to.equal(limit - half);
          await sessions.use(session, transfer(limit - half));
          await expectRefused(sessions.ask(session, transfer(MAX)), "ArgumentLimitExceeded");
          const [state] = (await sessions.module.sessionState(sessions.account, session.spec)).callParams;
          expect(state!.remaining).to.equal(0n);
        }
      }
    });

    it("have no period if they limit a lifetime, whatever their spec says of one", async () => {
      const limits = [2n ** 80n, 2n ** 200n].map((limit) => ({ ...lifetime(limit), period: 1n }));
      const session = await openConstrained(...limits.map((limit, i) => onArgument(BigInt(i), { limit })));
      await sessions.use(session, transfer(5n, 6n));
      await sessions.moveTo((await sessions.now()) + 2n);
      const { callParams } = await sessions.module.sessionState(sessions.account, session.spec);
      expect(callParams.map(({ remaining }) => remaining)).to.deep.equal([2n ** 80n - 5n, 2n ** 200n - 6n]);
      await expectRefused(sessions.ask(session, transfer(2n ** 80n - 4n, 0n)), "ArgumentLimitExceeded");
    });

    it("are reported in full of a spec that was never opened, even one that cannot be", async () => {
      const { spec } = await sessions.spec({
        callPolicies: [
          callTo(TOKEN, TRANSFER, { constraints: [onArgument(0n, { limit: allowance(5n, 0n) })] }),
        ],
      });
      const { status, callParams } = await sessions.module.sessionState(sessions.account, spec);
      expect(status).to.equal(SessionStatus.NotInitialized);
      expect(callParams.map(({ remaining }) => remaining)).to.deep.equal([5n]);
    });

    it("limit the number of uses", async () => {
      const session = await openConstrained(countUses(lifetime(2n)));
      await sessions.use(session, transfer(5n));
      const state = await sessions.module.sessionState(sessions.account, session.spec);
      expect(state.callParams.map(({ remaining, index }) => [remaining, index])).to.deep.equal([
        [1n, 2n ** 64n - 1n],
      ]);
      await sessions.use(session, transfer());
      await expectRefused(sessions.ask(session, transfer()), "UseLimitExceeded");
    });

    it("count apart, whatever the number of their policy", async () => {
      // The session's slot has 16 bits for the number of one limit: that of the ninth policy would be the first's there,
      // and the first is too large for the slot.
      const large = 2n ** 80n;
      const others = Array.from({ length: 7 }, (_, i) => callTo(toBeHex(0x20000 + i, 20), TRANSFER));
      const ninth = toBeHex(0x30000, 20);
      const limited = (target: string, limit: bigint) =>
        callTo(target, TRANSFER, {
          maxValuePerUse: MAX,
          valueLimit: lifetime(limit),
          constraints: [onArgument(0n, { limit: lifetime(limit) })],
        });
      const callPolicies = [limited(TOKEN, large), ...others, limited(ninth, 100n)];
      const session = await sessions.open({ callPolicies });
      const use = (to: string, amount: bigint) =>
        sessions.use(session, { to, value: amount, data: calldata(TRANSFER, amount) });
      await use(TOKEN, large - 7n);
      await use(ninth, 30n);
      const state = await sessions.module.sessionState(sessions.account, session.spec);
      expect(state.callParams.map(({ remaining }) => remaining)).to.deep.equal([7n, 70n]);
      expect([state.callValue[0]!.remaining, state.callValue[8]!.remaining]).to.deep.equal([7n, 70n]);
      const tooMuch = { to: TOKEN, data: calldata(TRANSFER, 8n) };
      await expectRefused(sessions.ask(session, tooMuch), "ArgumentLimitExceeded");
      await expectRefused(sessions.ask(session, { ...tooMuch, value: 8n }), "ValueLimitExceeded");
    });

    it("count apart from transfers and from each other, argument by argument and policy by policy", async () => {
      const limit = lifetime(2n ** 80n);
      const targets = [0x40000, 0x40001, 0x40002].map((target) => toBeHex(target, 20));
      const constraints = [0n, 1n, 2n].map((index) => onArgument(index, { limit }));
      const session = await sessions.open({
        transferPolicies: targets.map((target) => transferTo(target, limit)),
        callPolicies: targets.map((target) =>
          callTo(target, TRANSFER, { maxValuePerUse: MAX, valueLimit: limit, constraints }),
        ),
      });
      // Each counts another amount, of which no two sums are the same.
      const amounts = [0, 1, 2].map((i) => [0, 1, 2, 3, 4].map((j) => 1n << BigInt(5 * i + j)));
      for (const [i, [transfer, value, ...words]] of amounts.entries()) {
        const to = targets[i]!;
        await sessions.use(session, { to, value: transfer! });
        await sessions.use(session, { to, value: value!, data: calldata(TRANSFER, ...words) });
      }
      const { transferValue, callValue, callParams } = await sessions.module.sessionState(
        sessions.account,
        session.spec,
      );
      const used = (states: typeof transferValue) => states.map(({ remaining }) => limit.limit - remaining);
      expect(used(transferValue)).to.deep.equal(amounts.map(([transfer]) => transfer));
      expect(used(callValue)).to.deep.equal(amounts.map(([, value]) => value));
      expect(used(callParams)).to.deep.equal(amounts.flatMap(([, , ...words]) => words));
    });

    it("K7: count nothing when a later rule refuses", async () => {
      const session = await openConstrained(
        countUses(lifetime(3n)),
        onArgument(0n, { condition: ConstraintCondition.Less, refValue: word(9n), limit: lifetime(100n) }),
      );
      await expectRefused(sessions.use(session, transfer(9n)), "ConditionFailed");
      const fee = { gasLimit: 2n, maxFeePerGas: 10n ** 18n };
      await expectRefused(sessions.use(session, { ...transfer(8n), ...fee }), "FeeLimitExceeded");
      const state = await sessions.module.sessionState(sessions.account, session.spec);
      expect(state.callParams.map((each) => each.remaining)).to.deep.equal([3n, 100n]);
    });
  });
});
