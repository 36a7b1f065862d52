import { expect } from "chai";
import type { Interface } from "ethers";
import { accountStage, ownedAccount, type AccountStage, type OwnedAccount } from "../helpers/account-fixture";
import { setUpForEach } from "../helpers/set-up-for-each";

const SELECTOR = "0x12345678";

/** Gas of unlinking a module that does nothing at all, from the transaction's first step to its last. */
const ITS_OWN_GAS = 300_000;

/** What `ModuleCalls.UNLINK_GAS` lets a module burn. */
const MAY_BURN = 2_000_000;

/** What making half a megabyte of memory costs: the module pays for it once, the account must not do so again. */
const HALF_A_MEGABYTE = 525_000;

/** Ways not to leave, by `HostileModule`'s number of each, with the gas it takes the module. */
const RESISTANCES = [
  { way: "reverts", burns: 0 },
  { way: "burns all its gas", burns: MAY_BURN },
  { way: "returns half a megabyte", burns: HALF_A_MEGABYTE },
  { way: "tries to return four megabytes", burns: MAY_BURN },
];

/** A place a module may have on an account, and by which calls it gets there and is torn from it. */
interface Place {
  readonly install: [name: string, ...args: unknown[]];
  readonly unlink: [name: string, ...args: unknown[]];
}

/** The places of a module. */
const placesOf = (module: string): Record<string, Place> => ({
  "a validator": {
    install: ["installModule", 1n, module, "0x"],
    unlink: ["unlinkModule", 1n, module, "0x"],
  },
  "a validator, by its published name": {
    install: ["addModuleValidator", module, "0x"],
    unlink: ["unlinkModuleValidator", module, "0x"],
  },
  "an executor": {
    install: ["installModule", 2n, module, "0x"],
    unlink: ["unlinkModule", 2n, module, "0x"],
  },
  "a fallback handler": {
    install: ["installModule", 3n, module, SELECTOR],
    unlink: ["unlinkModule", 3n, module, SELECTOR],
  },
  "a hook": {
    install: ["installModule", 4n, module, "0x"],
    unlink: ["unlinkHook", module, false, "0x"],
  },
  "a hook, by ERC-7579's number": {
    install: ["installModule", 4n, module, "0x"],
    unlink: ["unlinkModule", 4n, module, "0x"],
  },
  "a validation hook": {
    install: ["addHook", module, true, "0x"],
    unlink: ["unlinkHook", module, true, "0x"],
  },
});

describe("ERC7579Account: unlinking what does not want to leave (A2)", () => {
  let stage: AccountStage;
  let account: OwnedAccount;

  before(async () => {
    stage = await accountStage();
  });
  setUpForEach(async () => {
    account = await ownedAccount(stage);
  });

  const isInstalled = async (module: string) => {
    const asked = [1n, 2n, 3n, 4n].map((type) => account.contract.isModuleInstalled(type, module, SELECTOR));
    const answers = [account.contract.isModule(module), account.contract.isHook(module), ...asked];
    return (await Promise.all(answers)).includes(true);
  };

  for (const [resistance, { way, burns }] of RESISTANCES.entries()) {
    for (const place of Object.keys(placesOf(""))) {
      it(`works if it ${way}, as ${place}, and costs what it may burn and no more`, async () => {
        const module = await stage.deploy("HostileModule", [resistance]);
        const { install, unlink } = placesOf(module)[place];
        const [installName, ...installArgs] = install;
        await account.sendSelf(installName, installArgs);
        expect(await isInstalled(module)).to.equal(true);

        const [unlinkName, ...unlinkArgs] = unlink;
        const abi: Interface = account.contract.interface;
        const data = abi.encodeFunctionData(unlinkName, unlinkArgs);
        const { gasUsed } = await account.send({ to: account.address, data, gasLimit: 20_000_000n });
        expect(await isInstalled(module)).to.equal(false);
        expect(Number(gasUsed)).to.be.within(burns, burns + ITS_OWN_GAS);
      });
    }
  }

  for (const place of Object.keys(placesOf(""))) {
    it(`works with the gas that a client estimates, whatever it does, as ${place}`, async () => {
      for (const resistance of RESISTANCES.keys()) {
        const module = await stage.deploy("HostileModule", [resistance]);
        const { install, unlink } = placesOf(module)[place];
        const [installName, ...installArgs] = install;
        await account.sendSelf(installName, installArgs);
        const [unlinkName, ...unlinkArgs] = unlink;
        await account.sendSelf(unlinkName, unlinkArgs);
        expect(await isInstalled(module)).to.equal(false);
      }
    });
  }
});
