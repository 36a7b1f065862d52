import { expect } from "chai";
import { AbiCoder, concat, getAddress, type Result } from "ethers";
import fc from "fast-check";
import {
  accountStage,
  ownedAccount,
  type AccountStage,
  type OwnedAccount,
} from "../../../helpers/accounts/account-fixture";
import { expectRefused } from "../../../helpers/accounts/expect-refused";

const SELECTOR = "0x10203040";
const OTHER = "0x50607080";
const coder = AbiCoder.defaultAbiCoder();

describe("ERC-7579, Fallback", () => {
  let stage: AccountStage;
  let account: OwnedAccount;
  let handler: string;
  let second: string;

  before(async () => {
    stage = await accountStage();
    account = await ownedAccount(stage);
    [handler, second] = [await stage.deploy("CalldataRecorder"), await stage.deploy("CalldataRecorder")];
    await account.sendSelf("installModule", [3n, handler, SELECTOR]);
    await account.sendSelf("installModule", [3n, second, OTHER]);
  });

  /** What a handler saw of a call to the account. */
  const call = async (data: string, { from = stage.deployer.address, value = 0n } = {}) => {
    const answer = await account.provider.call({ from, to: account.address, data, value });
    const { self, sender, value: received, data: seen } = decode(answer);
    return { self, sender, value: received, data: seen } as {
      self: string;
      sender: string;
      value: bigint;
      data: string;
    };
  };

  const decode = (answer: string): Result =>
    coder.decode(["address self", "address sender", "uint256 value", "bytes data"], answer);

  it("MUST use call or staticcall to invoke the fallback handler", async () => {
    const { self, sender, value } = await call(SELECTOR, { value: 5n });
    expect({ self, sender, value }).to.deep.equal({ self: handler, sender: account.address, value: 5n });
  });

  it("MUST utilize ERC-2771 to add the original msg.sender to the calldata, whatever it is (A18)", async () => {
    const address = fc
      .uint8Array({ minLength: 20, maxLength: 20 })
      .map((each) => `0x${Buffer.from(each).toString("hex")}`);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), address, async (tail, from) => {
        const data = concat([SELECTOR, tail]);
        const seen = await call(data, { from });
        expect(seen.data).to.equal(concat([data, from]));
        expect(getAddress(`0x${seen.data.slice(-40)}`)).to.equal(getAddress(from));
      }),
      { numRuns: 25 },
    );
  });

  it("MUST route to fallback handlers based on the function selector of the calldata", async () => {
    expect((await call(SELECTOR)).self).to.equal(handler);
    expect((await call(OTHER)).self).to.equal(second);
    await expectRefused(call("0x90a0b0c0"), "MissingFallbackHandler");
  });

  it("installs a handler for its selector and as no other module type", async () => {
    expect(await account.contract.isModuleInstalled(3n, handler, SELECTOR)).to.equal(true);
    expect(await account.contract.isModuleInstalled(3n, handler, OTHER)).to.equal(false);
    expect(await account.contract.isModuleInstalled(2n, handler, "0x")).to.equal(false);
  });
});
