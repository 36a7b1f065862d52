import { expect } from "chai";
import fc from "fast-check";
import { AccountBeacon__factory } from "../../typechain-types";
import { accountStage, type AccountStage } from "../helpers/account-fixture";
import { dismantle, happenings, powersOf, type Accounts } from "./state-machine/commands";
import { newModel, type WorldModel } from "./state-machine/model";
import { deployPool, findPowers, observe, realAccount, type Pool } from "./state-machine/world";
import { triesFrom } from "../helpers/tries";

/** How many sequences are tried; `npm test` tries few. */
const RUNS = triesFrom("INVARIANT_RUNS", 2);
const COMMANDS = triesFrom("INVARIANT_COMMANDS", 12);

describe("ERC7579Account: invariants, whatever happens in whatever order", function () {
  this.timeout(RUNS * COMMANDS * 4_000);
  let stage: AccountStage;
  let pool: Pool;
  before(async () => {
    stage = await accountStage();
    pool = await deployPool(stage);
  });

  /** Two new accounts, and the beacon as it was at first. */
  const begin = async (): Promise<{ model: WorldModel; real: Accounts }> => {
    const beacon = AccountBeacon__factory.connect(stage.suite.addresses.beacon, stage.deployer);
    await (await beacon.upgradeTo(pool.implementations[0])).wait();
    return {
      model: { accounts: [newModel(), newModel()], beacon: 0 },
      real: [await realAccount(stage, pool, "first"), await realAccount(stage, pool, "second")],
    };
  };

  it("only its keys, validators and executors make it act (2), another account changes nothing (4), what is installed can be removed (5), and upgrades keep it all (6)", async () => {
    await fc.assert(
      fc.asyncProperty(happenings(COMMANDS), fc.boolean(), async (commands, unlinks) => {
        const world = await begin();
        await fc.asyncModelRun(() => world, commands);

        for (const i of [0, 1] as const) {
          const model = world.model.accounts[i];
          const real = world.real[i];
          await dismantle(model, real, unlinks);
          expect(await observe(real)).to.deep.equal(model);
          expect(await findPowers(real, [])).to.deep.equal(
            powersOf({ ...newModel(), passkeys: model.passkeys }),
          );
          for (const module of Object.values(pool.modules).flat()) {
            expect(await real.onChain.contract.isModule(module)).to.equal(false);
          }
        }
      }),
      { numRuns: RUNS },
    );
  });
});
