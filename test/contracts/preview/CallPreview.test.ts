import { expect } from "chai";
import { AbiCoder, toBeHex, zeroPadValue, ZeroAddress, type BytesLike } from "ethers";
import {
  CallPreview__factory,
  CallTarget__factory,
  RawAnswerAccount__factory,
  TestToken__factory,
  type CallPreview,
  type TestToken,
} from "../../../typechain-types";
import {
  accountStage,
  ownedAccount,
  STARTING_BALANCE,
  type AccountStage,
  type OwnedAccount,
} from "../../helpers/accounts/account-fixture";

describe("CallPreview", () => {
  let stage: AccountStage;
  let account: OwnedAccount;
  let token: TestToken;
  let target: string;
  let code: string;
  const abi = CallPreview__factory.createInterface();
  const tokens = TestToken__factory.createInterface();
  const targets = CallTarget__factory.createInterface();

  before(async () => {
    stage = await accountStage();
    account = await ownedAccount(stage);
    token = TestToken__factory.connect(await stage.deploy("TestToken"), stage.deployer);
    target = await stage.deploy("CallTarget");
    code = await stage.deployer.provider.getCode(stage.suite.addresses.callPreview!);
    await (await token.mint(account.address, 100n)).wait();
  });

  /** Runs the preview in the account's place. */
  async function preview(calls: CallPreview.CallStruct[], holdings: CallPreview.HoldingStruct[]) {
    const data = abi.encodeFunctionData("preview", [calls, holdings]);
    const call = { from: account.address, to: account.address, data };
    const answer = (await stage.deployer.provider.send("eth_call", [
      call,
      "latest",
      { [account.address]: { code } },
    ])) as BytesLike;
    const { before, afterwards } = abi.decodeFunctionResult("preview", answer);
    return { before: [...(before as bigint[])], afterwards: [...(afterwards as bigint[])] };
  }

  const eth = { token: ZeroAddress, spender: ZeroAddress };
  const balance = async () => ({ token: await token.getAddress(), spender: ZeroAddress });
  const call = (to: string, data = "0x", value = 0n) => ({ target: to, value, data });
  const ofToken = async (name: "transfer" | "approve" | "mint", amount: bigint, who = target) =>
    call(await token.getAddress(), tokens.encodeFunctionData(name as "transfer", [who, amount]));

  it("returns the ETH and token balances before and after the calls, which come from the account", async () => {
    const calls = [
      await ofToken("transfer", 30n),
      await ofToken("mint", 5n, account.address),
      call(target, "0x", 7n),
    ];
    expect(await preview(calls, [eth, await balance()])).to.deep.equal({
      before: [STARTING_BALANCE, 100n],
      afterwards: [STARTING_BALANCE - 7n, 75n],
    });
  });

  it("returns the allowance of a spender", async () => {
    const allowance = { token: await token.getAddress(), spender: target };
    expect(await preview([await ofToken("approve", 9n)], [allowance])).to.deep.equal({
      before: [0n],
      afterwards: [9n],
    });
  });

  it("leaves no state behind", async () => {
    await preview([await ofToken("transfer", 30n)], []);
    expect(await token.balanceOf(account.address)).to.equal(100n);
  });

  it("reports which call fails, and its revert data", async () => {
    const reason = targets.encodeErrorResult("TargetFailed", [5]);
    const failing = call(target, targets.encodeFunctionData("fail", [5]));
    const error: unknown = await preview([call(target), failing], []).catch((thrown: unknown) => thrown);
    const said = abi.encodeErrorResult("CallFails", [1, reason]);
    expect(JSON.stringify(error)).to.include(said.slice(2));
  });

  it("counts a token that returns no amount as zero", async () => {
    // One that has no code; the other is an address of the system, which refuses.
    const nowhere = ["0xa11ce00000000000000000000000000000000001", zeroPadValue(toBeHex(0xdead), 20)];
    for (const address of [target, ...nowhere]) {
      const watched = [{ token: address, spender: ZeroAddress }];
      expect(await preview([], watched), address).to.deep.equal({ before: [0n], afterwards: [0n] });
    }
  });

  it("counts the first word of a whole answer, and none of a refusal or of less", async () => {
    const odd = RawAnswerAccount__factory.connect(await stage.deploy("RawAnswerAccount"), stage.deployer);
    const watched = [{ token: await odd.getAddress(), spender: ZeroAddress }];
    const answers: [string, boolean, bigint][] = [
      [toBeHex(7, 32), false, 7n],
      [toBeHex(7, 32) + toBeHex(8, 32).slice(2), false, 7n],
      [toBeHex(7, 32), true, 0n],
      [toBeHex(7, 31), false, 0n],
      [toBeHex(7, 31), true, 0n],
    ];
    for (const [answer, refuses, amount] of answers) {
      await (await odd.setAnswer(answer, refuses)).wait();
      expect(await preview([], watched)).to.deep.equal({ before: [amount], afterwards: [amount] });
    }
  });

  it("receives whatever an account receives: ETH and NFTs", async () => {
    const provider = stage.deployer.provider;
    const ask = (data: string, value = "0x0") =>
      provider.send("eth_call", [
        { from: stage.deployer.address, to: account.address, data, value },
        "latest",
        { [account.address]: { code } },
      ]) as Promise<string>;
    expect(await ask("0x", "0x1")).to.equal("0x");
    const received = abi.encodeFunctionData("onERC721Received", [ZeroAddress, ZeroAddress, 1n, "0x"]);
    const selector = AbiCoder.defaultAbiCoder().encode(["bytes4"], [received.slice(0, 10)]);
    expect(await ask(received)).to.equal(selector);
  });
});
