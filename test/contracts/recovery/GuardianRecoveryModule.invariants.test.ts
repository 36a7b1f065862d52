import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import fc from "fast-check";
import { accountStage, type AccountStage } from "../../helpers/accounts/account-fixture";
import { chainTime, moveTimeTo, restoreClock } from "../../helpers/chain/chain-time";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { localProvider } from "../../helpers/chain/local-chain";
import { receiptOfFailure } from "../../helpers/chain/receipt-of-failure";
import { hashedCredentialId } from "../../helpers/recovery/recovery";
import { RecoveryWorld, type Instruction } from "../../helpers/recovery/recovery-world";
import { RecoveryModel, type PendingRecovery, type Scope } from "../../model/recovery-model";
import { triesFrom } from "../../helpers/project/tries";

/** How many sequences are tried; `npm test` tries few. */
const RUNS = triesFrom("INVARIANT_RUNS", 1);
const COMMANDS = triesFrom("INVARIANT_COMMANDS", 12);

const HOUR = 3600n;
const DAY = 24n * HOUR;
/** Seconds after a recovery's start at which something may change. */
const EDGES = [DAY - 1n, DAY, 2n * DAY, 3n * DAY - 60n, 3n * DAY - 59n, 3n * DAY, 3n * DAY + 1n];
const PASSKEYS = [0, 1, 2, 3];
const SCOPES: readonly Scope[] = [0, 1].flatMap((account) => [0, 1].map((domain) => ({ account, domain })));
const NO_RECOVERY = { credential: ZeroHash, key: [ZeroHash, ZeroHash], start: 0n };

/**
 * An action and how many seconds after that account's recovery started it happens; without a number, at once.
 */
type Step = { readonly at?: bigint } & (
  | Instruction
  | { readonly scope: Scope; readonly kind: "reinstall" }
  | { readonly scope: Scope; readonly kind: "replay" }
  | Finish
);
type Finish = {
  readonly scope: Scope;
  readonly kind: "finish";
  readonly passkey?: number;
  readonly outside: boolean;
};

const scope = fc.record({ account: fc.nat(1), domain: fc.nat(1) });
const guardian = fc.nat(3);
const passkey = fc.constantFrom(...PASSKEYS);
const at = fc.option(fc.constantFrom(...EDGES), { nil: undefined });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constantFrom("propose", "agree", "agree", "remove"), scope, guardian }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("begin"), scope, guardian, passkey, at }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("finish"),
      scope,
      at,
      // Mostly the passkey that the recovery committed to.
      passkey: fc.option(passkey, { freq: 3, nil: undefined }),
      outside: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom("discard", "reinstall", "replay"), scope }) },
) as fc.Arbitrary<Step>;

describe("GuardianRecoveryModule: invariants under any sequence of account and guardian actions", function () {
  this.timeout(300_000 + RUNS * COMMANDS * 20_000);
  const provider = localProvider();
  restoreClock(provider);
  let stage: AccountStage;
  before(async () => {
    stage = await accountStage();
  });

  it("lets a recovery end with its passkey exactly when it may, and never changes anything else", async () => {
    const sequence = fc.array(step, { minLength: Math.min(6, COMMANDS), maxLength: COMMANDS, size: "max" });
    await fc.assert(fc.asyncProperty(sequence, run), { numRuns: RUNS, examples: [[SCRIPT]] });
  });

  async function run(steps: Step[]): Promise<void> {
    const world = await RecoveryWorld.create(stage, PASSKEYS.length);
    const model = new RecoveryModel();
    for (const each of BEGINNING) await take(world, model, each);
    const untouched = await world.accountStates();
    for (const each of steps) {
      await take(world, model, each);
      await check(world, model);
    }
    expect(await world.accountStates()).to.deep.equal(untouched);
  }

  /** Takes a step in both and compares the outcomes. */
  async function take(world: RecoveryWorld, model: RecoveryModel, each: Step): Promise<void> {
    const earliest = (await chainTime(provider)) + 2n;
    const wanted = each.at === undefined ? 0n : (model.started(each.scope)?.start ?? 0n) + each.at;
    const now = wanted > earliest ? wanted : earliest;
    await moveTimeTo(provider, now);
    if (each.kind === "finish") return finish(world, model, each, now);
    if (each.kind === "replay") return world.expectReplaysRefused();
    if (each.kind === "reinstall") {
      model.reinstall(each.scope.account);
      return world.reinstall(each.scope.account);
    }
    const refusal = change(model, each, now);
    const sent = world.send(each, refusal === undefined);
    await (refusal === undefined ? sent : expectRefused(sent, refusal));
  }

  async function finish(
    world: RecoveryWorld,
    model: RecoveryModel,
    { scope: where, passkey: guess, outside }: Finish,
    now: bigint,
  ): Promise<void> {
    const chosen = guess ?? model.started(where)?.passkey ?? 0;
    // Bypassing the sequencer lifts the one-minute rule, and a failure leaves no trace.
    const outcome = model.finish(where, chosen, now, outside ? 0n : 60n, outside);
    const sent = () => world.finish(where, chosen, outside);
    if (outcome === "added") world.expectOneKeyAdded(where, chosen, await sent());
    else if (outcome === "in vain") expect((await receiptOfFailure(sent())).status).to.equal(0);
    else await expectRefused(sent(), outcome.refusal);
  }

  /** Reads everything that the two modules report. */
  async function check(world: RecoveryWorld, model: RecoveryModel): Promise<void> {
    const now = (await chainTime(provider)) + 1n;
    for (const where of SCOPES) {
      const guardians = [...model.guardians(where)].map(([g, ready]) => `${world.guardians[g]} ${ready}`);
      const recovery = model.pending(where, now);
      const found = await world.read(where);
      expect(found.guardians.sort()).to.deep.equal(guardians.sort());
      expect(found.pending).to.deep.equal(recovery ? expectedRecovery(world, recovery) : NO_RECOVERY);
    }
    for (const domain of [0, 1]) {
      for (const g of world.guardians.keys()) {
        const guarded = [0, 1].filter((account) => model.guardians({ account, domain }).get(g));
        expect(await world.guardedBy(domain, g)).to.deep.equal(guarded);
      }
      for (const p of PASSKEYS) {
        const owner = model.owner(domain, p);
        const expected = owner === undefined ? ZeroAddress : world.accounts[owner]!.address;
        expect(await world.registered(domain, p)).to.equal(expected);
      }
    }
  }
});

function expectedRecovery({ passkeys }: RecoveryWorld, { passkey: p, start }: PendingRecovery) {
  const { credentialId, publicKey } = passkeys[p]!;
  return { credential: hashedCredentialId(credentialId), key: publicKey, start };
}

/** Changes the model; returns the error's name if the module must refuse. */
function change(model: RecoveryModel, each: Instruction, now: bigint): string | undefined {
  switch (each.kind) {
    case "propose":
      return each.guardian === each.scope.account
        ? "GuardianCannotBeSelf"
        : model.propose(each.scope, each.guardian);
    case "agree":
      return model.agree(each.scope, each.guardian);
    case "remove":
      return model.remove(each.scope, each.guardian);
    case "begin":
      return model.begin(each.scope, each.guardian, each.passkey, now);
    case "discard":
      return model.discard(each.scope);
  }
}

const HOME = { account: 0, domain: 0 };
const THERE = { account: 1, domain: 0 };

/** An EOA guards the first account, and the first account guards the second. */
const BEGINNING: Step[] = [
  { kind: "propose", scope: HOME, guardian: 2 },
  { kind: "agree", scope: HOME, guardian: 2 },
  { kind: "propose", scope: THERE, guardian: 0 },
  { kind: "agree", scope: THERE, guardian: 0 },
];

/** One sequence in which every distinct event happens. */
const SCRIPT: Step[] = [
  { kind: "begin", scope: HOME, guardian: 3, passkey: 0 },
  { kind: "begin", scope: HOME, guardian: 2, passkey: 0 },
  { kind: "begin", scope: THERE, guardian: 0, passkey: 0 },
  { kind: "finish", scope: HOME, outside: false, at: DAY - 1n },
  { kind: "finish", scope: HOME, passkey: 1, outside: false, at: DAY },
  { kind: "finish", scope: HOME, outside: false },
  { kind: "finish", scope: HOME, passkey: 0, outside: true },
  { kind: "replay", scope: HOME },
  { kind: "finish", scope: THERE, outside: true, at: DAY },
  { kind: "finish", scope: THERE, outside: false },
  { kind: "finish", scope: THERE, outside: false },
  { kind: "finish", scope: THERE, outside: false },
  { kind: "finish", scope: THERE, outside: false },
  { kind: "finish", scope: THERE, outside: true },
  { kind: "begin", scope: HOME, guardian: 2, passkey: 0 },
  { kind: "begin", scope: THERE, guardian: 0, passkey: 0 },
  { kind: "begin", scope: THERE, guardian: 0, passkey: 1 },
  { kind: "begin", scope: HOME, guardian: 2, passkey: 2 },
  { kind: "finish", scope: THERE, outside: false, at: 3n * DAY - 60n },
  { kind: "finish", scope: THERE, outside: false },
  { kind: "finish", scope: HOME, outside: false, at: 3n * DAY - 59n },
  { kind: "finish", scope: HOME, outside: true, at: 3n * DAY },
  { kind: "replay", scope: HOME },
  { kind: "begin", scope: HOME, guardian: 2, passkey: 3 },
  { kind: "begin", scope: HOME, guardian: 2, passkey: 3, at: 3n * DAY },
  { kind: "finish", scope: HOME, outside: true, at: 3n * DAY + 1n },
  { kind: "begin", scope: HOME, guardian: 2, passkey: 3 },
  { kind: "discard", scope: HOME, at: 2n * DAY },
  { kind: "finish", scope: HOME, passkey: 3, outside: true },
  { kind: "begin", scope: HOME, guardian: 2, passkey: 3 },
  { kind: "remove", scope: HOME, guardian: 2 },
  { kind: "finish", scope: HOME, passkey: 3, outside: false, at: DAY },
  { kind: "begin", scope: THERE, guardian: 0, passkey: 3 },
  { kind: "reinstall", scope: THERE },
  { kind: "finish", scope: THERE, passkey: 3, outside: true, at: DAY },
];
