import { expect } from "chai";
import { id, ZeroAddress, ZeroHash } from "ethers";
import fc from "fast-check";
import hre from "hardhat";
import { timestampAsserter } from "../../../scripts/suite/timestamp-asserter";
import {
  IValidationModule__factory,
  ISessionKeyModule__factory,
  ReentrantSessionHost__factory,
} from "../../../typechain-types";
import { deployContract } from "../../helpers/chain/deploy-contract";
import { calldata } from "../../helpers/chain/calldata";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { interfaceId } from "../../helpers/accounts/interface-id";
import { fundedWallet, localProvider } from "../../helpers/chain/local-chain";
import { mappingEntry, namespaceMember } from "../../helpers/chain/storage-slots";
import { SessionHost, type SessionSecret } from "../../helpers/sessions/session-host";
import { callTo, countUses, onArgument, transferTo } from "../../helpers/sessions/session-policies";
import {
  ConstraintCondition,
  encodeSession,
  sessionHash,
  SessionStatus,
  USE_COUNT_INDEX,
  type SessionSpec,
} from "../../helpers/sessions/session-spec";
import type { UsageLimit } from "../../helpers/sessions/session-spec";
import { propertyRuns } from "../../helpers/project/tries";
import { allowance, lifetime, unlimited } from "../../helpers/sessions/usage-limit";

const ALICE = "0xa11ce00000000000000000000000000000000001";
const TOKEN = "0x70ce000000000000000000000000000000000001";
const TRANSFER = id("transfer(address,uint256)").slice(0, 10);

describe("SessionKeyModule: sessions", () => {
  let sessions: SessionHost;
  let other: SessionHost;
  const transfers = { transferPolicies: [transferTo(ALICE, lifetime(100n))] };

  before(async () => {
    const wallet = await fundedWallet(localProvider());
    sessions = await SessionHost.deploy(wallet);
    other = await SessionHost.on(wallet, sessions.moduleAddress);
  });

  describe("opening a session", () => {
    it("stores, announces and reports it", async () => {
      const { spec } = await sessions.spec(transfers);
      const hash = sessionHash(spec);
      expect(await sessions.module.sessionStatus(sessions.account, hash)).to.equal(
        SessionStatus.NotInitialized,
      );
      const receipt = await sessions.create(spec);
      const [event] = await sessions.module.queryFilter(
        sessions.module.filters.SessionCreated(sessions.account, hash),
        receipt.blockNumber,
      );
      expect(event!.data).to.equal(encodeSession(spec));
      expect(await sessions.module.sessionStatus(sessions.account, hash)).to.equal(SessionStatus.Active);
      expect(await sessions.module.sessionSigner(spec.signer)).to.equal(hash);
      expect(await sessions.module.sessionStatus(other.account, hash)).to.equal(SessionStatus.NotInitialized);
    });

    it("happens on installation if install data name one", async () => {
      const { spec } = await sessions.spec(transfers);
      const fresh = await SessionHost.on(await fundedWallet(localProvider()), sessions.moduleAddress);
      await fresh.uninstall();
      await fresh.install(encodeSession(spec));
      expect(await fresh.module.sessionStatus(fresh.account, sessionHash(spec))).to.equal(
        SessionStatus.Active,
      );
      await expectRefused(fresh.install(`${encodeSession(spec).slice(0, -64)}`), /revert/);
      await expectRefused(fresh.install(`0x${"00".repeat(31)}21`), "MalformedInstallData");
    });

    it("K13: is refused unless the caller has installed the module", async () => {
      const { spec } = await sessions.spec(transfers);
      await expectRefused(sessions.module.createSession.staticCall(spec), "AccountNotInitialized");
      const dropped = await SessionHost.on(await fundedWallet(localProvider()), sessions.moduleAddress);
      await (await dropped.host.setModule(dropped.moduleAddress, false)).wait();
      await expectRefused(dropped.create(spec), "AccountNotInitialized");
    });

    it("K13: is refused to an account that names the module as its own, and has not told it or has told it otherwise", async () => {
      const { spec } = await sessions.spec(transfers);
      const wallet = await fundedWallet(localProvider());
      const untold = await SessionHost.of(wallet, sessions.moduleAddress, "ModuleHost");
      await (await untold.host.setModule(untold.moduleAddress, true)).wait();
      await expectRefused(untold.create(spec), "AccountNotInitialized");
      const left = await SessionHost.on(wallet, sessions.moduleAddress);
      await left.perform(left.module.interface.encodeFunctionData("onUninstall", ["0x"]));
      await expectRefused(left.create(spec), "AccountNotInitialized");
      await left.install();
      await left.create(spec);
    });

    it("K13: is refused to a wallet that is no contract, though it told the module of itself", async () => {
      const module = sessions.module.connect(await fundedWallet(localProvider(), 3));
      await (await module.onInstall("0x")).wait();
      const { spec } = await sessions.spec(transfers);
      await expectRefused(module.createSession.staticCall(spec), "AccountNotInitialized");
    });

    it("K15: cannot be re-entered by the account it is for", async () => {
      const wallet = await fundedWallet(localProvider());
      const account = await deployContract(wallet, "ReentrantSessionHost");
      const host = ReentrantSessionHost__factory.connect(account, wallet);
      const { module, moduleAddress } = sessions;
      const call = async (data: string) => (await host.callAs(moduleAddress, data)).wait();
      const create = (spec: SessionSpec) => module.interface.encodeFunctionData("createSession", [spec]);
      const [outer, inner] = [await sessions.spec(transfers), await sessions.spec(transfers)];

      await call(module.interface.encodeFunctionData("onInstall", ["0x"]));
      await (await host.setNested(create(inner.spec))).wait();
      await call(create(outer.spec));
      const status = ({ spec }: SessionSecret) => module.sessionStatus(account, sessionHash(spec));
      expect(await status(outer)).to.equal(SessionStatus.Active);
      expect(await status(inner)).to.equal(SessionStatus.NotInitialized);
      expect(await host.reentered()).to.equal(false);
    });

    it("K17: is possible for the calling account only", async () => {
      const session = await sessions.open(transfers);
      const hash = sessionHash(session.spec);
      expect(await sessions.module.sessionStatus(other.account, hash)).to.equal(SessionStatus.NotInitialized);
      await expectRefused(other.ask(session, { to: ALICE }), "SessionNotActive");
      await expectRefused(other.create(session.spec), "SignerAlreadyUsed");
      await expectRefused(other.revoke(session), "SessionNotActive");
      expect(await sessions.ask(session, { to: ALICE })).to.equal(true);
    });

    it("K20: keeps its state in the published storage slots", async () => {
      const session = await sessions.open({
        feeLimit: lifetime(100n),
        transferPolicies: [transferTo(ALICE, lifetime(100n)), transferTo(TOKEN, lifetime(100n))],
        callPolicies: [callTo(TOKEN, TRANSFER, { constraints: [onArgument(0n, { limit: lifetime(100n) })] })],
      });
      const hash = sessionHash(session.spec);
      const { accounts, sessionsOf, signers } = slotReader(sessions.moduleAddress);
      const asserter = BigInt(await timestampAsserter(localProvider()));
      expect((await accounts(sessions.account)) & (2n ** 160n - 1n)).to.equal(asserter);
      expect((await accounts(sessions.account)) >> 160n).to.equal(1n);
      // Active, of the first installation, counting under the calls' limit id 8192.
      const opened = 1n | (1n << 8n) | (8192n << 24n);
      expect(await sessionsOf(hash, sessions.account)).to.equal(opened);
      expect(await signers(session.spec.signer)).to.equal(BigInt(hash));

      await sessions.use(session, { to: ALICE, value: 7n, gasLimit: 5n, maxFeePerGas: 1n });
      await sessions.use(session, { to: TOKEN, data: calldata(TRANSFER, 3n) });
      const counts = (5n << 40n) | (7n << 112n) | (3n << 184n);
      expect(await sessionsOf(hash, sessions.account)).to.equal(opened | counts);
    });

    it("K20: counts in its own slot whatever fits in 72 bits", async () => {
      const most = 2n ** 72n - 1n;
      const { sessionsOf } = slotReader(sessions.moduleAddress);
      for (const [limit, counted] of [
        [most, most],
        [most + 1n, 0n],
      ] as const) {
        const session = await sessions.open({ ...transfers, feeLimit: lifetime(limit) });
        await sessions.use(session, { to: ALICE, gasLimit: 1n, maxFeePerGas: most });
        const record = await sessionsOf(sessionHash(session.spec), sessions.account);
        expect((record >> 40n) & most).to.equal(counted);
      }
    });

    it("K20: names in its own slot the limit of its calls that is counted there: an argument's before a value's", async () => {
      const { sessionsOf } = slotReader(sessions.moduleAddress);
      const chosen = async (...callPolicies: ReturnType<typeof callTo>[]) => {
        const { spec } = await sessions.open({ callPolicies });
        return ((await sessionsOf(sessionHash(spec), sessions.account)) >> 24n) & 0xffffn;
      };
      const on = (...limits: UsageLimit[]) => limits.map((limit) => onArgument(0n, { limit }));
      const valueLimit = lifetime(5n);
      const [none, big, daily, fits] = [
        lifetime(0n),
        lifetime(2n ** 72n),
        allowance(9n, 86_400n),
        lifetime(7n),
      ];
      // (policy + 1) << 13 | constraint << 2 for an argument's limit, policy << 13 | 2 for a value's.
      expect(await chosen(callTo(ALICE, TRANSFER, { valueLimit }), callTo(TOKEN, TRANSFER))).to.equal(2n);
      expect(await chosen(callTo(ALICE, TRANSFER), callTo(TOKEN, TRANSFER, { valueLimit }))).to.equal(8194n);
      const late = on(unlimited, none, big, daily, fits, fits);
      expect(
        await chosen(callTo(ALICE, TRANSFER, { valueLimit }), callTo(TOKEN, TRANSFER, { constraints: late })),
      ).to.equal(2n * 8192n + 4n * 4n);
      const constraints = on(none, big, daily);
      expect(await chosen(callTo(TOKEN, TRANSFER, { constraints }))).to.equal(0n);
      expect(await chosen(callTo(TOKEN, TRANSFER, { constraints, valueLimit }))).to.equal(2n);
      const single = lifetime(1n);
      expect(await chosen(callTo(TOKEN, TRANSFER, { constraints: on(single), valueLimit }))).to.equal(8192n);
    });

    it("K2: is refused a second time, even after the session was closed", async () => {
      const session = await sessions.open(transfers);
      await expectRefused(sessions.create(session.spec), "SessionAlreadyExists");
      await sessions.revoke(session);
      await expectRefused(sessions.create(session.spec), "SessionAlreadyExists");
    });

    it("is refused for a signer used before, on any account", async () => {
      const { spec } = await sessions.open(transfers);
      const again = { ...spec, expiresAt: spec.expiresAt + 1n };
      for (const account of [sessions, other]) {
        const { error } = await expectRefused(account.create(again), "SignerAlreadyUsed");
        expect(error?.args.toArray()).to.deep.equal([hre.ethers.getAddress(spec.signer), sessionHash(spec)]);
      }
    });

    it("is refused without a signer, with unlimited fees, or without any policy", async () => {
      const { spec } = await sessions.spec(transfers);
      await expectRefused(sessions.create({ ...spec, signer: ZeroAddress }), "ZeroSigner");
      await expectRefused(sessions.create({ ...spec, feeLimit: unlimited }), "UnlimitedFees");
      await expectRefused(sessions.create({ ...spec, transferPolicies: [] }), "NoPolicies");
    });

    it("is refused unless the session lasts more than 60 seconds", async () => {
      const { spec } = await sessions.spec(transfers);
      const { error } = await expectRefused(sessions.create({ ...spec, expiresAt: 0n }), "ExpiresTooSoon");
      const earliest = error?.args.earliest as bigint;
      const start = earliest + 100n;
      await sessions.setNextTime(start);
      await expectRefused(sessions.create({ ...spec, expiresAt: start + 60n }), "ExpiresTooSoon");
      await sessions.setNextTime(start + 1000n);
      await sessions.create({ ...spec, expiresAt: start + 1000n + 61n });
    });

    it("K8: is refused for the account, its modules, system contracts and the zero address", async () => {
      const system = "0x0000000000000000000000000000000000008006";
      const lastOfSystem = "0x000000000000000000000000000000000000ffff";
      await (await sessions.host.setModule(TOKEN, true)).wait();
      const own = [sessions.account, sessions.moduleAddress, TOKEN];
      for (const target of [...own, system, lastOfSystem, ZeroAddress]) {
        const { spec } = await sessions.spec({ callPolicies: [callTo(target, TRANSFER)] });
        await expectRefused(sessions.create(spec), "TargetBanned");
      }
      for (const target of [sessions.account, TOKEN, ZeroAddress]) {
        const { spec } = await sessions.spec({ transferPolicies: [transferTo(target, unlimited)] });
        await expectRefused(sessions.create(spec), "TargetBanned");
      }
      await (await sessions.host.setModule(TOKEN, false)).wait();
      const firstOfUsers = "0x0000000000000000000000000000000000010000";
      await sessions.open({ callPolicies: [callTo(firstOfUsers, TRANSFER)] });
    });

    it("admits withdrawals through the base token's contract", async () => {
      const withdraw = callTo(
        "0x000000000000000000000000000000000000800a",
        id("withdraw(address)").slice(0, 10),
      );
      await sessions.open({ callPolicies: [withdraw] });
    });

    it("admits ETH alone for an address of the system, counted or not", async () => {
      const system = "0x0000000000000000000000000000000000008006";
      const bare = callTo(system, "0x00000000", { maxValuePerUse: 1n, valueLimit: lifetime(1n) });
      await sessions.open({ callPolicies: [bare] });
      await sessions.open({ transferPolicies: [transferTo(system, lifetime(1n))] });
    });

    it("is refused with two policies for the same thing", async () => {
      const twoCalls = [callTo(ALICE, TRANSFER), callTo(TOKEN, TRANSFER), callTo(TOKEN, TRANSFER)];
      const calls = await sessions.spec({ callPolicies: twoCalls });
      const refusal = await expectRefused(sessions.create(calls.spec), "DuplicatePolicy");
      expect(refusal.error?.args.toArray()).to.deep.equal([0n, 2n]);
      const twoTransfers = [transferTo(ALICE, unlimited), transferTo(ALICE, lifetime(1n))];
      const { spec } = await sessions.spec({ transferPolicies: twoTransfers });
      const { error } = await expectRefused(sessions.create(spec), "DuplicatePolicy");
      expect(error?.args.toArray()).to.deep.equal([1n, 1n]);
    });

    it("K5: is refused with an allowance whose period is 60 seconds or less, naming it", async () => {
      const { spec } = await sessions.spec(transfers);
      for (const period of [0n, 1n, 60n]) {
        const short = allowance(1n, period);
        const constraints = [onArgument(0n, {}), onArgument(1n, { limit: short })];
        const attempts: [Partial<SessionSpec>, string, bigint[]][] = [
          [{ feeLimit: short }, "FeePeriodTooShort", []],
          [{ transferPolicies: [transferTo(ALICE, short)] }, "ValuePeriodTooShort", [1n, 0n]],
          [
            { callPolicies: [callTo(TOKEN, TRANSFER, { valueLimit: short })] },
            "ValuePeriodTooShort",
            [0n, 0n],
          ],
          [
            { callPolicies: [callTo(TOKEN, TRANSFER, { constraints })] },
            "ConstraintPeriodTooShort",
            [0n, 1n],
          ],
        ];
        for (const [parts, reason, place] of attempts) {
          const { error } = await expectRefused(sessions.create({ ...spec, ...parts }), reason);
          expect(error?.args.toArray()).to.deep.equal([...place, period, 61n]);
        }
      }
      await sessions.open({
        feeLimit: allowance(1n, 61n),
        transferPolicies: [transferTo(ALICE, allowance(1n, 61n))],
        callPolicies: [
          callTo(TOKEN, TRANSFER, { constraints: [onArgument(1n, { limit: allowance(1n, 61n) })] }),
        ],
      });
    });

    it("is refused with a count that has no limit or has a condition", async () => {
      const conditional = { ...countUses(lifetime(1n)), condition: ConstraintCondition.Equal };
      for (const [constraint, reason] of [
        [countUses(unlimited), "CountWithoutLimit"],
        [conditional, "CountWithCondition"],
      ] as const) {
        const callPolicies = [callTo(TOKEN, TRANSFER, { constraints: [constraint] })];
        const { spec } = await sessions.spec({ callPolicies });
        await expectRefused(sessions.create(spec), reason);
      }
    });

    it("is refused with more constraints than there are ids for", async () => {
      const withConstraints = async (count: number) => {
        const constraints = Array.from({ length: count }, () => onArgument(0n, {}));
        const { spec } = await sessions.spec({
          callPolicies: [callTo(TOKEN, TRANSFER), callTo(ALICE, TRANSFER, { constraints })],
        });
        const data = sessions.module.interface.encodeFunctionData("createSession", [spec]);
        return sessions.host.callAs.staticCall(sessions.moduleAddress, data);
      };
      const { error } = await expectRefused(withConstraints(2049), "TooManyConstraints");
      expect(error?.args.toArray()).to.deep.equal([1n]);
      await withConstraints(2048);
    });

    it("is refused with a constraint on the arguments of a plain transfer", async () => {
      const callPolicies = [callTo(ALICE, "0x00000000", { constraints: [onArgument(0n, {})] })];
      const { spec } = await sessions.spec({ callPolicies });
      await expectRefused(sessions.create(spec), "ConstraintOnBareTransfer");
    });

    it("is refused with an ordering condition that has no value to compare with", async () => {
      const max = `0x${"ff".repeat(32)}`;
      for (const [condition, refValue] of [
        ["Less", ZeroHash],
        ["GreaterEqual", ZeroHash],
        ["Greater", max],
        ["LessEqual", max],
      ] as const) {
        const constraints = [onArgument(0n, { condition: ConstraintCondition[condition], refValue })];
        const { spec } = await sessions.spec({ callPolicies: [callTo(TOKEN, TRANSFER, { constraints })] });
        await expectRefused(sessions.create(spec), "VoidCondition");
      }
    });
  });

  it("say of each limit what is left of it, of which policy it is, and of which argument", async () => {
    const constraints = [
      onArgument(2n, {}),
      onArgument(3n, { limit: lifetime(7n) }),
      countUses(lifetime(5n)),
    ];
    const session = await sessions.open({
      transferPolicies: [transferTo(ALICE, lifetime(100n)), transferTo(TOKEN, unlimited)],
      callPolicies: [callTo(TOKEN, TRANSFER, { constraints, valueLimit: lifetime(9n) })],
    });
    const state = await sessions.module.sessionState(sessions.account, session.spec);
    const said = ([remaining, target, selector, index]: readonly unknown[]) => ({
      remaining,
      target: String(target).toLowerCase(),
      selector,
      index,
    });
    const bare = "0x00000000";
    const most = 2n ** 256n - 1n;
    expect(state.transferValue.map(said)).to.deep.equal([
      { remaining: 100n, target: ALICE, selector: bare, index: 0n },
      { remaining: most, target: TOKEN, selector: bare, index: 0n },
    ]);
    const ofCall = { target: TOKEN, selector: TRANSFER };
    expect(state.callValue.map(said)).to.deep.equal([{ remaining: 9n, ...ofCall, index: 0n }]);
    expect(state.callParams.map(said)).to.deep.equal([
      { remaining: 7n, ...ofCall, index: 3n },
      { remaining: 5n, ...ofCall, index: USE_COUNT_INDEX },
    ]);
  });

  describe("closing a session", () => {
    it("disables its key from then on", async () => {
      const session = await sessions.open(transfers);
      expect(await sessions.ask(session, { to: ALICE })).to.equal(true);
      const receipt = await sessions.revoke(session);
      const events = await sessions.module.queryFilter(
        sessions.module.filters.SessionRevoked(sessions.account, sessionHash(session.spec)),
        receipt.blockNumber,
      );
      expect(events).to.have.lengthOf(1);
      const { error } = await expectRefused(sessions.ask(session, { to: ALICE }), "SessionNotActive");
      expect(error?.args.toArray()).to.deep.equal([sessionHash(session.spec), BigInt(SessionStatus.Closed)]);
    });

    it("closes several at once, or none", async () => {
      const hashes: string[] = [];
      for (let i = 0; i < 2; i++) hashes.push(sessionHash((await sessions.open(transfers)).spec));
      const encode = (list: string[]) => sessions.module.interface.encodeFunctionData("revokeKeys", [list]);
      const statuses = () =>
        Promise.all(
          hashes.map(async (hash) => Number(await sessions.module.sessionStatus(sessions.account, hash))),
        );
      await expectRefused(sessions.perform(encode([...hashes, ZeroHash])), "SessionNotActive");
      expect(await statuses()).to.deep.equal([SessionStatus.Active, SessionStatus.Active]);
      await sessions.perform(encode(hashes));
      expect(await statuses()).to.deep.equal([SessionStatus.Closed, SessionStatus.Closed]);
    });

    it("is refused for a session that is not open", async () => {
      const session = await sessions.open(transfers);
      await expectRefused(other.revoke(session), "SessionNotActive");
      await sessions.revoke(session);
      await expectRefused(sessions.revoke(session), "SessionNotActive");
    });

    it("K14: closes all on uninstalling, and reinstalling revives none", async () => {
      const account = await SessionHost.on(await fundedWallet(localProvider()), sessions.moduleAddress);
      const session = await account.open(transfers);
      expect(await account.module.isInitialized(account.account)).to.equal(true);
      await account.uninstall();
      expect(await account.module.isInitialized(account.account)).to.equal(false);
      await expectRefused(account.ask(session, { to: ALICE }), "SessionNotActive");
      await account.install();
      await expectRefused(account.ask(session, { to: ALICE }), "SessionNotActive");
      const state = await account.module.sessionState(account.account, session.spec);
      expect(state.status).to.equal(SessionStatus.Closed);
      await expectRefused(account.create(session.spec), "SessionAlreadyExists");
      expect(await account.ask(await account.open(transfers), { to: ALICE })).to.equal(true);
    });

    it("K14: closes all on an installation that follows one without onUninstall", async () => {
      const account = await SessionHost.on(await fundedWallet(localProvider()), sessions.moduleAddress);
      const session = await account.open(transfers);
      await account.install();
      await expectRefused(account.ask(session, { to: ALICE }), "SessionNotActive");
    });

    it("K14: announces once that all of them are closed, whichever way it happens", async () => {
      const account = await SessionHost.on(await fundedWallet(localProvider()), sessions.moduleAddress);
      const announced = async (act: () => Promise<unknown>) => {
        const { provider } = account.module.runner as { provider: ReturnType<typeof localProvider> };
        const before = await provider.getBlockNumber();
        await act();
        const filter = account.module.filters.AllSessionsClosed(account.account);
        return (await account.module.queryFilter(filter, before + 1)).length;
      };
      const first = await SessionHost.on(await fundedWallet(localProvider()), sessions.moduleAddress);
      await account.open(transfers);
      expect(await announced(() => account.uninstall())).to.equal(1);
      // There is nothing left to close.
      expect(await announced(() => account.uninstall())).to.equal(0);
      expect(await announced(() => account.install())).to.equal(0);
      expect(await announced(() => account.install()), "without onUninstall").to.equal(1);
      // Only the caller's.
      expect(await announced(() => first.uninstall())).to.equal(0);
    });

    it("A30: is final: no call to the module's callbacks opens or revives a session (property)", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(acts, { minLength: 3, maxLength: 12 }), async (sequence) => {
          const account = await SessionHost.on(await fundedWallet(localProvider()), sessions.moduleAddress);
          const opened: { session: SessionSecret; closed: boolean }[] = [];
          let installed = true;
          for (const act of sequence) {
            const session = await account.spec(transfers);
            const works = await perform(account, act, session.spec, opened.at(-1)?.session);
            if (act === "record") installed = true;
            if (act === "forget") installed = false;
            const opens = act === "create" || act === "onInstall with a session";
            if (works && opens) expect(installed, "opened while not installed").to.equal(true);
            const closesAll =
              act === "onInstall" || act === "onUninstall" || act === "onInstall with a session";
            if (works && closesAll) for (const each of opened) each.closed = true;
            const last = opened.at(-1);
            if (works && act === "revoke" && last) last.closed = true;
            if (works && opens) opened.push({ session, closed: false });
            for (const { session: each, closed } of opened) {
              const status = await account.module.sessionStatus(account.account, sessionHash(each.spec));
              expect(status).to.equal(BigInt(closed ? SessionStatus.Closed : SessionStatus.Active));
            }
          }
        }),
        { numRuns: propertyRuns(8) },
      );
    });
  });

  describe("interfaces", () => {
    it("report a validator and nothing else", async () => {
      const { module } = sessions;
      expect(await Promise.all([0n, 1n, 2n, 3n, 4n].map((type) => module.isModuleType(type)))).to.deep.equal([
        false,
        true,
        false,
        false,
        false,
      ]);
      const own = interfaceId(
        ISessionKeyModule__factory.createInterface(),
        IValidationModule__factory.createInterface(),
      );
      for (const id of ["0x01ffc9a7", own]) expect(await module.supportsInterface(id), id).to.equal(true);
      expect(await module.supportsInterface("0xffffffff")).to.equal(false);
    });

    it("refuse a deployment without a timestamp asserter", async () => {
      const wallet = await fundedWallet(localProvider());
      await expectRefused(deployContract(wallet, "SessionKeyModule", [ALICE]), "NoTimestampAsserter");
    });
  });
});

/** What an account may do with the module, in any order, with or without an installation. */
const acts = fc.constantFrom(
  "onInstall" as const,
  "onInstall with a session" as const,
  "onUninstall" as const,
  "record" as const,
  "forget" as const,
  "create" as const,
  "revoke" as const,
);
type Act = typeof acts extends fc.Arbitrary<infer T> ? T : never;

/** Has the account do it; returns false if the module refuses. */
async function perform(
  account: SessionHost,
  act: Act,
  spec: SessionSpec,
  last: SessionSecret | undefined,
): Promise<boolean> {
  const { interface: abi } = account.module;
  const recordAs = async (installed: boolean) =>
    (await account.host.setModule(account.moduleAddress, installed)).wait();
  const acted = {
    onInstall: () => account.perform(abi.encodeFunctionData("onInstall", ["0x"])),
    "onInstall with a session": () =>
      account.perform(abi.encodeFunctionData("onInstall", [encodeSession(spec)])),
    onUninstall: () => account.perform(abi.encodeFunctionData("onUninstall", ["0x1234"])),
    record: () => recordAs(true),
    forget: () => recordAs(false),
    create: () => account.create(spec),
    revoke: () =>
      account.perform(abi.encodeFunctionData("revokeKey", [sessionHash((last ?? { spec }).spec)])),
  }[act]();
  return acted.then(
    () => true,
    () => false,
  );
}

/** Reads the module's mappings from the slots that their declarations give them. */
function slotReader(module: string) {
  const provider = localProvider();
  const member = (number: number) => namespaceMember("zksync-sso.storage.SessionKeyModule", number);
  const read = async (slot: string) => BigInt(await provider.getStorage(module, slot));
  return {
    accounts: (account: string) => read(mappingEntry(account, member(1))),
    sessionsOf: (hash: string, account: string) => read(mappingEntry(account, mappingEntry(hash, member(2)))),
    signers: (signer: string) => read(mappingEntry(signer, member(4))),
  };
}
