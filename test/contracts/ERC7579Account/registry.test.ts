import { expect } from "chai";
import { getAddress, toBeHex } from "ethers";
import fc from "fast-check";
import { RegistryHost__factory, type RegistryHost } from "../../../typechain-types";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { fundedWallet, localProvider } from "../../helpers/chain/local-chain";
import { walletDeployer } from "../../helpers/accounts/suite";
import { triesFrom } from "../../helpers/project/tries";

/**
 * The roles that are given to an address alone: owner, validator, executor, fallback handler, the two kinds
 * of hooks.
 */
const ROLES = [0, 1, 2, 3, 4, 5];
const OWNER = 0;
const EXECUTOR = 2;

interface Step {
  readonly add: boolean;
  readonly member: string;
  readonly role: number;
}

/** What the registry must answer: its members in the order they were added, each with its roles. */
class RegistryModel {
  readonly #roles = new Map<string, Set<number>>();

  /** Returns whether the step changed anything. */
  apply({ add, member, role }: Step): boolean {
    const roles = this.#roles.get(member) ?? new Set();
    if (roles.has(role) === add) return false;
    if (add) this.#roles.set(member, roles.add(role));
    else roles.delete(role);
    if (roles.size === 0) this.#roles.delete(member);
    return true;
  }

  isModule(member: string): boolean {
    return [...(this.#roles.get(member) ?? [])].some((role) => role !== OWNER);
  }

  list(role: number): string[] {
    return [...this.#roles].filter(([, roles]) => roles.has(role)).map(([member]) => member);
  }

  hasModules(): boolean {
    return [...this.#roles.keys()].some((member) => this.isModule(member));
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
        fc.record({
          add: fc.boolean(),
          member: fc.constantFrom(...pool),
          role: fc.constantFrom(...ROLES),
        }),
        { maxLength: 24 },
      ),
      pool: fc.constant(pool),
    }),
  );

  it("has room for 255 members of a role, and reports when it is full", async () => {
    const member = (i: number) => getAddress(toBeHex(0x10000 + i, 20));
    const steps = (count: number, role = OWNER) =>
      Array.from({ length: count }, (_, i) => ({ add: true, member: member(i), role }));
    const { lists } = await host.run.staticCall([...steps(255), ...steps(1, EXECUTOR)], []);
    expect(lists.map((list) => list.length)).to.deep.equal([255, 0, 1, 0, 0, 0]);
    const { error } = await expectRefused(host.run.staticCall(steps(256), []), "RegistryFull");
    expect(error?.args.toArray()).to.deep.equal([member(255)]);
    const again = await host.run.staticCall([...steps(255), ...steps(1).slice(0, 1)], []);
    expect(again.changed.at(-1), "an existing member needs no room").to.equal(false);
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
        expect(lists.map((list) => [...list])).to.deep.equal(ROLES.map((role) => model.list(role)));
        expect(moduleMarks !== 0n, "something is left in the summary").to.equal(model.hasModules());
      }),
      { numRuns: runs },
    );
  });
});
