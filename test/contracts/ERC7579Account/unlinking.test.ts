import { expect } from "chai";
import type { Interface } from "ethers";
import { HostileModule__factory, TestValidator__factory } from "../../../typechain-types";
import {
  accountStage,
  ownedAccount,
  type AccountStage,
  type OwnedAccount,
} from "../../helpers/accounts/account-fixture";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { encodePasswordInstall } from "../../helpers/accounts/password-signer";
import { needsEmbeddedNode } from "../../helpers/chain/embedded-node";
import { publishedGas } from "../../helpers/chain/published-gas";
import { setUpForEach } from "../../helpers/project/set-up-for-each";

const SELECTOR = "0x12345678";

/** Gas of unlinking a module over the entire transaction, with 100,000 for asking it whether it is a key. */
const ITS_OWN_GAS = 300_000;

/** Ways to resist removal, by `HostileModule`'s number of each. */
const RESISTANCES = [
  "reverts",
  "burns all its gas",
  "returns half a megabyte",
  "tries to return four megabytes",
  "publishes as much as its gas allows",
];

/** A role that a module may have on an account, and the calls that install and unlink it. */
interface Place {
  readonly install: [name: string, ...args: unknown[]];
  readonly unlink: [name: string, ...args: unknown[]];
}

/** The roles of a module. */
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

describe("ERC7579Account: unlinking a module that resists removal (A2)", () => {
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

  for (const [resistance, way] of RESISTANCES.entries()) {
    for (const place of Object.keys(placesOf(""))) {
      it(`works if it ${way}, as ${place}, and limits what it burns and publishes`, async function () {
        needsEmbeddedNode(this);
        const module = await stage.deploy("HostileModule", [resistance]);
        const { install, unlink } = placesOf(module)[place]!;
        const [installName, ...installArgs] = install;
        await account.sendSelf(installName, installArgs);
        expect(await isInstalled(module)).to.equal(true);

        const [unlinkName, ...unlinkArgs] = unlink;
        const abi: Interface = account.contract.interface;
        const data = abi.encodeFunctionData(unlinkName, unlinkArgs);
        const receipt = await account.send({ to: account.address, data, gasLimit: 20_000_000n });
        expect(await isInstalled(module)).to.equal(false);
        const computed = receipt.gasUsed - (await publishedGas(account.provider, receipt.hash));
        expect(Number(computed)).to.be.lessThan(ITS_OWN_GAS);
        const told = HostileModule__factory.connect(module, stage.deployer);
        await expectRefused(told.published(0), /revert/i);
        expect(receipt.logs.filter(({ address }) => address === module)).to.deep.equal([]);
      });
    }
  }

  it("works given enough gas, and changes nothing given less", async function () {
    needsEmbeddedNode(this);
    const module = await stage.deploy("TestValidator");
    await account.sendSelf("addModuleValidator", [module, encodePasswordInstall("a")]);
    const abi: Interface = account.contract.interface;
    const data = abi.encodeFunctionData("unlinkModuleValidator", [module, "0x"]);
    const outcomes = new Set<boolean>();
    const before = (await account.provider.send("evm_snapshot", [])) as string;
    const { hash } = await account.send({ to: account.address, data });
    const published = await publishedGas(account.provider, hash);
    await account.provider.send("evm_revert", [before]);
    for (let computing = 50_000n; computing <= 130_000n; computing += 5_000n) {
      const gasLimit = computing + published;
      const snapshot = (await account.provider.send("evm_snapshot", [])) as string;
      const left = await account.send({ to: account.address, data, gasLimit }).then(
        () => true,
        () => false,
      );
      outcomes.add(left);
      expect(await isInstalled(module)).to.equal(!left);
      const { uninstalledWith } = TestValidator__factory.connect(module, stage.deployer);
      expect(await uninstalledWith(account.address)).to.equal("0x");
      await account.provider.send("evm_revert", [snapshot]);
    }
    expect(outcomes).to.deep.equal(new Set([false, true]));
  });

  for (const place of Object.keys(placesOf(""))) {
    it(`works with the gas that a client estimates, whatever the module does, as ${place}`, async () => {
      for (const resistance of RESISTANCES.keys()) {
        const module = await stage.deploy("HostileModule", [resistance]);
        const { install, unlink } = placesOf(module)[place]!;
        const [installName, ...installArgs] = install;
        await account.sendSelf(installName, installArgs);
        const [unlinkName, ...unlinkArgs] = unlink;
        await account.sendSelf(unlinkName, unlinkArgs);
        expect(await isInstalled(module)).to.equal(false);
      }
    });
  }
});
