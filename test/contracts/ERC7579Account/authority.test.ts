import { expect } from "chai";
import { FunctionFragment, hexlify, randomBytes, type Interface, type ParamType } from "ethers";
import fc from "fast-check";
import {
  accountStage,
  ownedAccount,
  type AccountStage,
  type OwnedAccount,
} from "../../helpers/accounts/account-fixture";
import { propertyRuns } from "../../helpers/project/tries";
import { suiteErrors } from "../../helpers/accounts/suite-errors";
import { readRefusal } from "../../helpers/accounts/refusal";

/** Refusals that mean "not authorized". */
const NOT_YOU = ["NotFromSelf", "NotFromBootloader", "NotAnExecutor", "AlreadyInitialized"];

/** Open to everyone, since it checks a signature; it has its own suite. */
const BY_SIGNATURE = "executeTransactionFromOutside";

describe("ERC7579Account: who may make it act (I2)", () => {
  let stage: AccountStage;
  let account: OwnedAccount;
  let abi: Interface;
  before(async () => {
    stage = await accountStage();
    account = await ownedAccount(stage);
    abi = account.contract.interface;
  });

  const tryAs = async (from: string, data: string) =>
    account.provider.call({ from, to: account.address, data }).then(
      () => undefined,
      (thrown: unknown) => readRefusal(thrown, suiteErrors),
    );

  it("refuses a stranger by name at every function that changes state", async () => {
    const functions = abi.fragments
      .filter(FunctionFragment.isFragment)
      .filter(
        ({ stateMutability, name }) => !["view", "pure"].includes(stateMutability) && name !== BY_SIGNATURE,
      );
    expect(functions.length).to.be.greaterThan(15);
    for (const fragment of functions) {
      const data = abi.encodeFunctionData(fragment, fragment.inputs.map(emptyValue));
      const refusal = await tryAs(stage.deployer.address, data);
      expect(NOT_YOU, fragment.name).to.include(refusal?.error?.name);
    }
  });

  it("does nothing for a stranger, whatever the function and its arguments", async () => {
    const functions = abi.fragments.filter(FunctionFragment.isFragment);
    const before = await account.provider.getBalance(account.address);
    const owners = [...(await account.contract.listK1Owners())];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...functions.map(({ selector }) => selector)),
        fc.uint8Array({ maxLength: 400 }),
        async (selector, bytes) => {
          const data = selector + hexlify(bytes).slice(2);
          const response = await stage.deployer
            .sendTransaction({ to: account.address, data, gasLimit: 3_000_000n })
            .then((sent) => sent.wait())
            .catch(() => undefined);
          expect(response?.logs.some((log) => log.address === account.address) ?? false).to.equal(false);
        },
      ),
      { numRuns: propertyRuns(20) },
    );
    expect(await account.provider.getBalance(account.address)).to.equal(before);
    expect([...(await account.contract.listK1Owners())]).to.deep.equal(owners);
    expect([...(await account.contract.listModuleValidators())]).to.deep.equal([]);
  });

  it("does not accept the account's own modules as the account", async () => {
    const validator = await stage.deploy("TestValidator");
    await account.sendSelf("addModuleValidator", [validator, "0x"]);
    const data = abi.encodeFunctionData("addK1Owner", [hexlify(randomBytes(20))]);
    expect((await tryAs(validator, data))?.error?.name).to.equal("NotFromSelf");
  });
});

/** Returns the emptiest value of the type. */
function emptyValue(type: ParamType): unknown {
  if (type.isArray())
    return Array.from({ length: Math.max(type.arrayLength ?? 0, 0) }, () => emptyValue(type.arrayChildren!));
  if (type.isTuple()) return type.components!.map(emptyValue);
  if (type.baseType === "bool") return false;
  if (type.baseType === "address") return `0x${"11".repeat(20)}`;
  if (type.baseType === "bytes") return "0x";
  if (type.baseType.startsWith("bytes")) return `0x${"00".repeat(Number(type.baseType.slice(5)))}`;
  return 0n;
}
