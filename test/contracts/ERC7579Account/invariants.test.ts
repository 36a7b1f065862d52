import { expect } from "chai";
import fc from "fast-check";
import { AccountBeacon__factory } from "../../../typechain-types";
import { ownStage, type AccountStage } from "../../helpers/accounts/account-fixture";
import { checkAll, dismantle, happenings, type Accounts } from "./state-machine/commands";
import { newModel, type WorldModel } from "./state-machine/model";
import { deployPool, realAccount, type Pool } from "./state-machine/world";
import { replayed, reportSequence } from "../../helpers/project/sequence-report";
import { triesFrom } from "../../helpers/project/tries";

/** How many sequences are tried; `npm test` tries few. */
const RUNS = triesFrom("INVARIANT_RUNS", 1);
const COMMANDS = triesFrom("INVARIANT_COMMANDS", 12);
/** Milliseconds. Half of them are for finding the shortest sequence that fails. */
const TIMEOUT = 240_000 + RUNS * COMMANDS * 4_000;

describe("ERC7579Account: invariants, whatever happens in whatever order", function () {
  this.timeout(TIMEOUT);
  let stage: AccountStage;
  let pool: Pool;
  before(async () => {
    stage = await ownStage();
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

  it("only its keys, validators and executors make it act (I2), another account changes nothing (I4), what is installed can be removed (I5), and upgrades keep it all (I6)", async () => {
    await fc.assert(
      fc.asyncProperty(happenings(COMMANDS), async (commands) => {
        const world = await begin();
        await fc.asyncModelRun(() => world, commands);
        const { model, real } = world;
        await checkAll(model, real);
        await dismantle(model, real, 0, false);
        await dismantle(model, real, 1, true);
        for (const { onChain } of real) {
          for (const module of Object.values(pool.modules).flat()) {
            expect(await onChain.contract.isModule(module)).to.equal(false);
          }
        }
      }),
      {
        numRuns: RUNS,
        ...replayed(),
        // So that what was found is told, however far it is from the shortest.
        interruptAfterTimeLimit: TIMEOUT / 2,
        markInterruptAsFailure: true,
        reporter: reportSequence("test/contracts/ERC7579Account/invariants.test.ts"),
      },
    );
  });
});
