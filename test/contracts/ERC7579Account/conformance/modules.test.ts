import { expect } from "chai";
import type { FunctionFragment } from "ethers";
import { Contract, hexlify, Interface, randomBytes } from "ethers";
import fc from "fast-check";
import { IERC7579Module__factory, IValidationModule__factory } from "../../../../typechain-types";
import { accountStage, type AccountStage } from "../../../helpers/accounts/account-fixture";
import { expectRefused } from "../../../helpers/accounts/expect-refused";
import type { SuiteAddresses } from "../../../../scripts/suite/suite-addresses";

/** The modules, and how they refuse `onInstall("0x01")` from a caller that is not an account. */
const VALIDATORS = {
  passkey: "MalformedInstallData",
  session: "MalformedInstallData",
  recovery: "PasskeyModuleNotInstalled",
} as const satisfies Partial<Record<keyof SuiteAddresses, string>>;
type ValidatorName = keyof typeof VALIDATORS;
const MODULE = new Interface([
  ...IERC7579Module__factory.createInterface().fragments,
  ...IValidationModule__factory.createInterface().fragments,
]);

describe("ERC-7579, Modules of the suite", () => {
  let stage: AccountStage;
  before(async () => {
    stage = await accountStage();
  });
  const module = (name: ValidatorName) => new Contract(stage.suite.addresses[name], MODULE, stage.deployer);

  for (const [name, reason] of Object.entries(VALIDATORS) as [ValidatorName, string][]) {
    it(`isModuleType of the ${name} module MUST return true for its type, 1, and false otherwise`, async () => {
      const type = fc.oneof(fc.bigInt(0n, 8n), fc.bigInt(0n, 2n ** 256n - 1n));
      await fc.assert(
        fc.asyncProperty(type, async (id) => {
          expect(await module(name).isModuleType!(id)).to.equal(id === 1n);
        }),
        { numRuns: 15 },
      );
    });

    it(`onInstall of the ${name} module MUST revert on error`, async () => {
      await expectRefused(module(name).onInstall!.staticCall("0x01"), reason);
    });

    it(`isValidSignatureWithSender of the ${name} module MUST NOT modify state, and rejects malformed signatures`, async () => {
      const answer = await module(name).isValidSignatureWithSender!(
        stage.deployer.address,
        hexlify(randomBytes(32)),
        hexlify(randomBytes(65)),
      );
      expect(answer).to.not.equal("0x1626ba7e");
      const { stateMutability } = MODULE.getFunction("isValidSignatureWithSender") as FunctionFragment;
      expect(stateMutability).to.equal("view");
    });
  }
});
