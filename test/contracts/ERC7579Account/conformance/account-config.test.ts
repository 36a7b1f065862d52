import { expect } from "chai";
import { FunctionFragment, hexlify, toBeHex } from "ethers";
import fc from "fast-check";
import * as factories from "../../../../typechain-types";
import {
  accountStage,
  ownedAccount,
  type AccountStage,
  type OwnedAccount,
} from "../../../helpers/accounts/account-fixture";
import { interfaceId } from "../../../helpers/accounts/interface-id";
import { callExecutor, readExecutor } from "./executor";
import { executionMode, supports } from "./modes";
import { propertyRuns } from "../../../helpers/project/tries";

describe("ERC-7579, Account configurations", () => {
  let stage: AccountStage;
  let account: OwnedAccount;
  let executor: string;

  before(async () => {
    stage = await accountStage();
    account = await ownedAccount(stage);
    executor = await stage.deploy("TestExecutor");
    await account.sendSelf("installModule", [2n, executor, "0x"]);
  });

  it("accountId MUST return a non-empty string, and SHOULD be vendorname.accountname.semver", async () => {
    expect(await account.contract.accountId()).to.match(/^[\w-]+\.[\w-]+\.\d+\.\d+\.\d+$/);
  });

  it("supportsExecutionMode MUST return true if the account supports the mode and false otherwise (A21)", async () => {
    // A mode is supported if it executes: here a read, or no calls at all.
    await fc.assert(
      fc.asyncProperty(executionMode, async (mode) => {
        const word = hexlify(mode);
        const said = await account.contract.supportsExecutionMode(word);
        expect(said, "what it says").to.equal(supports(mode));
        const outcome = await readExecutor(stage, executor, callExecutor(account.address, word));
        expect(outcome, "what it does").to.equal(said ? "executed" : "UnsupportedExecutionMode");
      }),
      { numRuns: propertyRuns(30) },
    );
  });

  it("supportsModule MUST return true if the account supports the module type and false otherwise", async () => {
    const module = await stage.deploy("AnyTypeModule");
    const abi = account.contract.interface;
    const types = fc.oneof(fc.bigInt(0n, 6n), fc.bigInt(0n, 2n ** 256n - 1n));
    await fc.assert(
      fc.asyncProperty(types, async (type) => {
        const data = abi.encodeFunctionData("installModule", [type, module, "0x12345678"]);
        const installs = await account.provider
          .call({ from: account.address, to: account.address, data })
          .then(
            () => true,
            () => false,
          );
        expect(await account.contract.supportsModule(type)).to.equal(installs);
        expect(installs).to.equal(type >= 1n && type <= 4n);
      }),
      { numRuns: propertyRuns(13) },
    );
  });

  describe("ERC-165", () => {
    it("for every interface function that reverts instead of implementing, MUST return false (A17)", async () => {
      const own = new Set(
        account.contract.interface.fragments.filter(FunctionFragment.isFragment).map(selectorOf),
      );
      const interfaces = Object.entries(factories).filter(
        ([name, factory]) => /^I[A-Z]\w+__factory$/.test(name) && "createInterface" in factory,
      ) as [string, { createInterface(): Parameters<typeof interfaceId>[0] }][];
      expect(interfaces.length).to.be.greaterThan(20);
      for (const [name, factory] of interfaces) {
        const abi = factory.createInterface();
        const functions = abi.fragments.filter(FunctionFragment.isFragment).map(selectorOf);
        if (functions.length === 0 || !(await account.contract.supportsInterface(interfaceId(abi)))) continue;
        expect(
          [...functions].filter((selector) => !own.has(selector)),
          name,
        ).to.deep.equal([]);
      }
    });

    it("supportsInterface MUST answer as ERC-165 says: true for itself, false for 0xffffffff", async () => {
      expect(await account.contract.supportsInterface("0x01ffc9a7")).to.equal(true);
      expect(await account.contract.supportsInterface("0xffffffff")).to.equal(false);
      expect(await account.contract.supportsInterface(toBeHex(0, 4))).to.equal(false);
    });
  });
});

function selectorOf({ selector }: FunctionFragment): string {
  return selector;
}
