import { expect } from "chai";
import { Interface, parseEther } from "ethers";
import { utils } from "zksync-ethers";
import { ApprovalPaymaster__factory, TestToken__factory, type TestToken } from "../../typechain-types";
import { accountStage, ownedAccount, type AccountStage, type OwnedAccount } from "../helpers/account-fixture";
import { expectError } from "../helpers/account-refusal";
import { expectRefused } from "../helpers/expect-refused";
import { BOOTLOADER, bootloaderCalldata, plainTransaction } from "../helpers/bootloader-call";
import { fund } from "../helpers/fund";

/** What ZKsync's own library says about a paymaster's input. */
const flowErrors = new Interface(["error InvalidInput()", "error UnsupportedPaymasterFlow()"]);

describe("ERC7579Account: paymasters", () => {
  let stage: AccountStage;
  let account: OwnedAccount;
  let token: TestToken;
  let tokenAddress: string;

  before(async () => {
    stage = await accountStage();
    tokenAddress = await stage.deploy("TestToken");
    token = TestToken__factory.connect(tokenAddress, stage.deployer);
  });
  beforeEach(async () => {
    account = await ownedAccount(stage);
  });

  it("pay the fee in the general flow, and the account only its value", async () => {
    const paymaster = await stage.deploy("GeneralPaymaster");
    await fund(stage.deployer, paymaster, parseEther("1"));
    const before = await account.provider.getBalance(account.address);
    const paymasterParams = utils.getPaymasterParams(paymaster, { type: "General", innerInput: "0x" });
    await account.send({ to: stage.deployer.address, value: 7n, paymasterParams });
    expect(await account.provider.getBalance(account.address)).to.equal(before - 7n);
    expect(await account.provider.getBalance(paymaster)).to.be.lessThan(parseEther("1"));
  });

  it("take a token in the approval-based flow, by the allowance the account grants", async () => {
    const paymaster = await stage.deploy("ApprovalPaymaster", [tokenAddress]);
    await fund(stage.deployer, paymaster, parseEther("1"));
    const price = await ApprovalPaymaster__factory.connect(paymaster, stage.deployer).PRICE();
    await (await token.mint(account.address, 10n * price)).wait();
    const before = await account.provider.getBalance(account.address);
    const paymasterParams = utils.getPaymasterParams(paymaster, {
      type: "ApprovalBased",
      token: tokenAddress,
      minimalAllowance: price,
      innerInput: "0x",
    });
    await account.send({ to: stage.deployer.address, paymasterParams });
    expect(await token.balanceOf(paymaster)).to.equal(price);
    expect(await account.provider.getBalance(account.address)).to.equal(before);
  });

  it("of an unknown flow, or with too little input, are refused", async () => {
    const ask = async (paymasterInput: string) => {
      const tx = await plainTransaction(account, {
        paymasterParams: { paymaster: stage.deployer.address, paymasterInput },
      });
      const data = bootloaderCalldata("prepareForPaymaster", tx, "0x");
      return account.provider.call({ from: BOOTLOADER, to: account.address, data });
    };
    for (const input of ["0x", "0x8c5a34", `0x949431dc${"00".repeat(63)}`]) {
      await expectError(ask(input), flowErrors, "InvalidInput");
    }
    await expectError(ask("0x12345678"), flowErrors, "UnsupportedPaymasterFlow");
    expect(await ask(`0x8c5a3445${"00".repeat(64)}`)).to.equal("0x");
  });

  it("wider than an address are refused (A15)", async () => {
    const tx = await plainTransaction(account, {
      paymasterParams: { paymaster: stage.deployer.address, paymasterInput: `0x8c5a3445${"00".repeat(64)}` },
    });
    const paymaster = BigInt(stage.deployer.address) | (1n << 200n);
    const data = bootloaderCalldata("prepareForPaymaster", tx, "0x", { paymaster });
    const call = account.provider.call({ from: BOOTLOADER, to: account.address, data });
    await expectRefused(call, "AddressOutOfRange");
  });
});
