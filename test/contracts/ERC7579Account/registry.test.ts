import { expect } from "chai";
import { getAddress, toBeHex } from "ethers";
import fc from "fast-check";
import { RegistryHost__factory, type RegistryHost } from "../../../typechain-types";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { fundedWallet, localProvider } from "../../helpers/chain/local-chain";
import { walletDeployer } from "../../helpers/accounts/suite";
import { triesFrom } from "../../helpers/project/tries";

/** The roles that are given and taken: owner, validator, executor, fallback handler, the two kinds of hooks. */
const ROLES = [0, 1, 2, 3, 4, 5];
const OWNER = 0;
const VALIDATOR = 1;
const EXECUTOR = 2;
/** Comes and goes with the role of a validator, and never alone. */
const KEY_HOLDER = 6;

interface Step {
  readonly add: boolean;
  readonly member: string;
  readonly role: number;
  /** Whether a validator that is added holds keys. */
  readonly holdsKeys: boolean;
}

/** What the registry must answer: its members in the order they were added, each with its roles. */
class RegistryModel {
  readonly #roles = new Map<string, Set<number>>();

  /** Returns whether the step changed anything. */
  apply({ add, member, role, holdsKeys }: Step): boolean {
    const roles = this.#roles.get(member) ?? new Set();
    if (roles.has(role) === add) return false;
    const withKeys = role === VALIDATOR && (holdsKeys || !add);
    for (const each of withKeys ? [VALIDATOR, KEY_HOLDER] : [role]) {
      if (add) roles.add(each);
      else roles.delete(each);
    }
    this.#roles.set(member, roles);
    if (roles.size === 0) this.#roles.delete(member);
    return true;
  }

  /** Returns the roles of a member as the registry stores them, a bit for each. */
  roles(member: string): number {
    return [...(this.#roles.get(member) ?? [])].reduce((bits, role) => bits | (1 << role), 0);
  }

  isModule(member: string): boolean {
    return [...(this.#roles.get(member) ?? [])].some((role) => role !== OWNER);
  }

  list(role: number): string[] {
    return [...this.#roles].filter(([, roles]) => roles.has(role)).map(([member]) => member);
  }

  /** Returns steps that make the same registry anew. */
  steps(): Step[] {
    return [...this.#roles].flatMap(([member, roles]) =>
      [...roles]
        .filter((role) => role !== KEY_HOLDER)
        .map((role) => ({ add: true, member, role, holdsKeys: role === VALIDATOR && roles.has(KEY_HOLDER) })),
    );
  }
}

describe("ERC7579Account: the member registry", () => {
  let host: RegistryHost;
  before(async () => {
    const wallet = await fundedWallet(localProvider());
    host = RegistryHost__factory.connect(await walletDeployer(wallet).deploy("RegistryHost", []), wallet);
  });

  /**
   * Few addresses, so that steps collide; their low bits decide the summary, so that many share bits there.
   */
  const address = fc
    .record({ high: fc.bigInt(1n, 3n), low: fc.oneof(fc.bigInt(0n, 40n), fc.bigInt(0n, 2n ** 20n - 1n)) })
    .map(({ high, low }) => getAddress(toBeHex((high << 150n) | low, 20)));
  const scenario = fc.uniqueArray(address, { minLength: 2, maxLength: 6 }).chain((pool) =>
    fc.record({
      strangers: fc.array(address, { maxLength: 3 }),
      steps: fc.array(
        fc
          .record({
            add: fc.boolean(),
            member: fc.constantFrom(...pool),
            role: fc.constantFrom(...ROLES),
            holdsKeys: fc.boolean(),
          })
          .map((step) => ({ ...step, holdsKeys: step.holdsKeys && step.add && step.role === VALIDATOR })),
        { maxLength: 24 },
      ),
      pool: fc.constant(pool),
    }),
  );

  /** So many executors are added, and one of them removed. */
  const comingAndGoing = (count: number, gone: number) => {
    const pool = Array.from({ length: count }, (_, i) => getAddress(toBeHex(0x10001 + i, 20)));
    const step = { role: EXECUTOR, holdsKeys: false };
    const added = pool.map((member) => ({ ...step, member, add: true }));
    return [{ pool, strangers: [], steps: [...added, { ...step, member: pool[gone]!, add: false }] }] as [
      scenario: { pool: string[]; strangers: string[]; steps: Step[] },
    ];
  };

  describe("a role with 255 members", () => {
    const member = (i: number) => getAddress(toBeHex(0x10000 + i, 20));
    const steps = (count: number, role: number, holdsKeys = false) =>
      Array.from({ length: count }, (_, i) => ({ add: true, member: member(i), role, holdsKeys }));

    for (const role of ROLES)
      it(`is full, and says so, whatever other roles have: role ${role}`, async () => {
        const other = role === OWNER ? EXECUTOR : OWNER;
        const { lists } = await host.run.staticCall([...steps(255, role), ...steps(1, other)], []);
        const lengths = [...ROLES, KEY_HOLDER].map((each) => (each === role ? 255 : each === other ? 1 : 0));
        expect(lists.map((list) => list.length)).to.deep.equal(lengths);
        const { error } = await expectRefused(host.run.staticCall(steps(256, role), []), "RegistryFull");
        expect(error?.args.toArray()).to.deep.equal([member(255)]);
      });

    it("is full if all of them are key holders", async () => {
      const full = steps(255, VALIDATOR, true);
      const { lists } = await host.run.staticCall(full, []);
      expect([VALIDATOR, KEY_HOLDER].map((role) => lists[role]!.length)).to.deep.equal([255, 255]);
      await expectRefused(host.run.staticCall(steps(256, VALIDATOR, true), []), "RegistryFull");
    });

    it("needs no room for an existing member", async () => {
      const again = await host.run.staticCall([...steps(255, OWNER), ...steps(1, OWNER)], []);
      expect(again.changed.at(-1)).to.equal(false);
    });
  });

  it("leaves a validator that holds keys one when it loses any role but that of a validator", async () => {
    const member = getAddress(toBeHex(0x10001, 20));
    const validator = { add: true, member, role: VALIDATOR, holdsKeys: true };
    for (const role of ROLES.filter((each) => each !== VALIDATOR)) {
      const other = { member, role, holdsKeys: false };
      const steps = [validator, { ...other, add: true }, { ...other, add: false }];
      const { lists } = await host.run.staticCall(steps, []);
      expect([...lists[KEY_HOLDER]!], String(role)).to.deep.equal([member]);
    }
  });

  it("answers as a plain list would, whatever is added and removed", async () => {
    const runs = triesFrom("PROPERTY_RUNS", 60);
    await fc.assert(
      fc.asyncProperty(scenario, async ({ steps, pool, strangers }) => {
        const model = new RegistryModel();
        const expected = steps.map((step) => model.apply(step));
        const asked = [...pool, ...strangers];
        const { changed, answers, lists, moduleMarks } = await host.run.staticCall(steps, asked);
        expect([...changed]).to.deep.equal(expected);
        expect(answers.map(({ isModule }) => isModule)).to.deep.equal(
          asked.map((each) => model.isModule(each)),
        );
        expect(answers.map(({ roles }) => Number(roles))).to.deep.equal(
          asked.map((each) => model.roles(each)),
        );
        expect(lists.map((list) => [...list])).to.deep.equal(
          [...ROLES, KEY_HOLDER].map((role) => model.list(role)),
        );
        const anew = await host.run.staticCall(model.steps(), []);
        expect(moduleMarks, "the summary is of what is left").to.equal(anew.moduleMarks);
      }),
      {
        numRuns: runs,
        // The only module comes and goes; and of three, the newest, the oldest or the one between them.
        examples: [comingAndGoing(1, 0), ...[0, 1, 2].map((gone) => comingAndGoing(3, gone))],
      },
    );
  });
});
