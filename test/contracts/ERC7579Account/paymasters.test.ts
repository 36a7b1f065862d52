import { expect } from "chai";
import { concat, Interface, parseEther, toBeHex, zeroPadValue } from "ethers";
import { utils } from "zksync-ethers";
import {
  ApprovalPaymaster__factory,
  TestHook__factory,
  TestToken__factory,
  TestValidationHook__factory,
  type TestToken,
} from "../../../typechain-types";
import { eventsOf } from "../../helpers/accounts/account-events";
import {
  accountStage,
  ownedAccount,
  type AccountStage,
  type OwnedAccount,
} from "../../helpers/accounts/account-fixture";
import { expectError } from "../../helpers/accounts/account-refusal";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { BOOTLOADER, bootloaderCalldata, plainTransaction } from "../../helpers/chain/bootloader-call";
import { fund } from "../../helpers/chain/fund";

const hookAbi = TestHook__factory.createInterface();

/** ZKsync's own library for a paymaster's input, which serves as a reference. */
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

  it("are granted the allowance they ask for, through zero as USDT requires, and keep a larger one", async () => {
    const strict = await stage.deploy("ResettingToken");
    const asToken = TestToken__factory.connect(strict, stage.deployer);
    const paymaster = await stage.deploy("ApprovalPaymaster", [strict]);
    await fund(stage.deployer, paymaster, parseEther("1"));
    const price = await ApprovalPaymaster__factory.connect(paymaster, stage.deployer).PRICE();
    await (await asToken.mint(account.address, 100n * price)).wait();
    const payFor = (minimalAllowance: bigint) =>
      account.send({
        to: stage.deployer.address,
        paymasterParams: utils.getPaymasterParams(paymaster, {
          type: "ApprovalBased",
          token: strict,
          minimalAllowance,
          innerInput: "0x",
        }),
      });
    const approvals = (receipt: Awaited<ReturnType<typeof payFor>>) =>
      eventsOf(receipt, asToken.interface, "Approval", strict).map(({ value }) => value as bigint);
    const left = () => asToken.allowance(account.address, paymaster);

    expect(approvals(await payFor(10n * price)), "from nothing").to.deep.equal([0n, 10n * price]);
    expect(await left()).to.equal(9n * price);
    expect(approvals(await payFor(9n * price)), "exactly the allowance").to.deep.equal([]);
    expect(await left()).to.equal(8n * price);
    expect(approvals(await payFor(8n * price + 1n)), "one unit more").to.deep.equal([0n, 8n * price + 1n]);
    expect(await left()).to.equal(7n * price + 1n);
  });

  it("are refused if their token refuses the allowance", async () => {
    const tx = await plainTransaction(account, {
      paymasterParams: utils.getPaymasterParams(stage.deployer.address, {
        type: "ApprovalBased",
        token: await stage.deploy("HostileModule", [0]),
        minimalAllowance: 1n,
        innerInput: "0x",
      }),
    });
    const data = bootloaderCalldata("prepareForPaymaster", tx, "0x");
    await expectRefused(account.provider.call({ from: BOOTLOADER, to: account.address, data }), /revert/i);
  });

  it("are granted their allowance before any hook runs, but validation hooks see it coming", async () => {
    const paymaster = await stage.deploy("ApprovalPaymaster", [tokenAddress]);
    await fund(stage.deployer, paymaster, parseEther("1"));
    const price = await ApprovalPaymaster__factory.connect(paymaster, stage.deployer).PRICE();
    await (await token.mint(account.address, price)).wait();
    const [hook, validationHook] = [await stage.deploy("TestHook"), await stage.deploy("TestValidationHook")];
    await account.sendSelf("addHook", [hook, false, "0x"]);
    await account.sendSelf("addHook", [validationHook, true, "0x"]);
    const paymasterParams = utils.getPaymasterParams(paymaster, {
      type: "ApprovalBased",
      token: tokenAddress,
      minimalAllowance: price,
      innerInput: "0x",
    });
    const receipt = await account.send({ to: stage.deployer.address, paymasterParams });
    const names = receipt.logs.flatMap(
      (log) => token.interface.parseLog(log)?.name ?? hookAbi.parseLog(log)?.name ?? [],
    );
    expect(names.filter((name) => ["Approval", "PreChecked", "PostChecked"].includes(name))).to.deep.equal([
      "Approval",
      "Approval",
      "PreChecked",
      "PostChecked",
    ]);
    const seen = await TestValidationHook__factory.connect(validationHook, stage.deployer).seen(
      account.address,
    );
    expect(seen).to.equal(1n);
  });

  it("are refused with an unknown flow or too little input", async () => {
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
    // What follows the two words is the paymaster's to read.
    expect(await ask(concat(["0x949431dc", zeroPadValue(tokenAddress, 32), toBeHex(1, 32)]))).to.equal("0x");
  });

  it("are refused if wider than an address (A15)", async () => {
    const tx = await plainTransaction(account, {
      paymasterParams: { paymaster: stage.deployer.address, paymasterInput: `0x8c5a3445${"00".repeat(64)}` },
    });
    const paymaster = BigInt(stage.deployer.address) | (1n << 200n);
    const data = bootloaderCalldata("prepareForPaymaster", tx, "0x", { paymaster });
    const call = account.provider.call({ from: BOOTLOADER, to: account.address, data });
    await expectRefused(call, "AddressOutOfRange");
  });
});
