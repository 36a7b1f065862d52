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
/** In milliseconds. Half of it is for finding the shortest failing sequence. */
const TIMEOUT = 600_000 + RUNS * COMMANDS * 40_000;

describe("ERC7579Account: invariants under any sequence of events", function () {
  this.timeout(TIMEOUT);
  let stage: AccountStage;
  let pool: Pool;
  before(async () => {
    stage = await ownStage();
    pool = await deployPool(stage);
  });

  /** Two new accounts, and the beacon reset. */
  const begin = async (): Promise<{ model: WorldModel; real: Accounts }> => {
    const beacon = AccountBeacon__factory.connect(stage.suite.addresses.beacon, stage.deployer);
    await (await beacon.upgradeTo(pool.implementations[0])).wait();
    return {
      model: { accounts: [newModel(), newModel()], beacon: 0 },
      real: [await realAccount(stage, pool, "first"), await realAccount(stage, pool, "second")],
    };
  };

  it("acts for its keys, validators and executors only (I2), is unaffected by other accounts (I4), can remove what is installed (I5), and keeps everything in upgrades (I6)", async () => {
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
        // Reports what was found, however far it is from the shortest sequence.
        interruptAfterTimeLimit: TIMEOUT / 2,
        markInterruptAsFailure: true,
        reporter: reportSequence("test/contracts/ERC7579Account/invariants.test.ts"),
      },
    );
  });
});
