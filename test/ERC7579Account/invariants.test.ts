import { expect } from "chai";
import fc from "fast-check";
import { accountStage, type AccountStage } from "../helpers/account-fixture";
import { changes, type Accounts } from "./state-machine/commands";
import { changeModule, newModel, type ModuleType } from "./state-machine/model";
import {
  deployPool,
  findPowers,
  installData,
  observe,
  realAccount,
  removalData,
  type Pool,
} from "./state-machine/world";

/** How many sequences are tried; `npm test` tries few. */
const RUNS = Number(process.env.INVARIANT_RUNS ?? 4);
const COMMANDS = Number(process.env.INVARIANT_COMMANDS ?? 8);

describe("ERC7579Account: invariants, whatever happens in whatever order", function () {
  this.timeout(RUNS * COMMANDS * 4_000);
  let stage: AccountStage;
  let pool: Pool;
  before(async () => {
    stage = await accountStage();
    pool = await deployPool(stage);
  });

  const freshAccounts = async (): Promise<Accounts> => [
    await realAccount(stage, pool, "first"),
    await realAccount(stage, pool, "second"),
  ];

  it("only its keys, validators and executors make it act (2), and another account changes nothing (4)", async () => {
    await fc.assert(
      fc.asyncProperty(changes(COMMANDS), async (commands) => {
        const real = await freshAccounts();
        await fc.asyncModelRun(() => ({ model: [newModel(), newModel()] as const, real }), commands);
      }),
      { numRuns: RUNS },
    );
  });

  it("whatever is installed can be removed, and then has no power left (5)", async () => {
    const module = fc.record({
      type: fc.constantFrom<ModuleType[]>(1, 2, 3, 4),
      index: fc.nat({ max: 1 }),
      way: fc.constantFrom("uninstallModule", "unlinkModule"),
    });
    const chosen = fc.uniqueArray(module, {
      minLength: 1,
      maxLength: 8,
      selector: (each) => `${each.type} ${each.index}`,
    });
    await fc.assert(
      fc.asyncProperty(chosen, fc.func(fc.nat()), async (modules, order) => {
        const [real] = await freshAccounts();
        const model = newModel();
        const send = async (functionName: string, args: unknown[]) =>
          real.onChain.sendSelf(functionName, args);
        for (const { type, index } of modules) {
          changeModule(model, true, type, index);
          await send("installModule", [type, pool.modules[type][index], installData(real, type, index)]);
        }
        expect(await observe(real)).to.deep.equal(model);
        for (const { type, index, way } of [...modules].sort((a, b) => order(a) - order(b))) {
          await send(way, [type, pool.modules[type][index], removalData(type, index)]);
        }
        expect(await observe(real)).to.deep.equal(newModel());
        expect(await findPowers(real, [])).to.deep.equal({
          owners: new Set([0]),
          validators: new Set(),
          executors: new Set(),
          strangers: new Set(),
        });
        for (const module of Object.values(pool.modules).flat()) {
          expect(await real.onChain.contract.isModule(module)).to.equal(false);
        }
      }),
      { numRuns: RUNS },
    );
  });
});
