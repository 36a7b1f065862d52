import { expect } from "chai";
import { concat, hexlify, randomBytes, toBeHex } from "ethers";
import type { Wallet } from "zksync-ethers";
import { accountStage, type AccountStage } from "../../helpers/accounts/account-fixture";
import { transactionStruct, type TransactionStruct } from "../../helpers/accounts/account-struct";
import { BOOTLOADER, plainTransaction } from "../../helpers/chain/bootloader-call";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { fund } from "../../helpers/chain/fund";
import { localProvider } from "../../helpers/chain/local-chain";
import {
  costOf,
  FEE,
  GAS,
  OVER_LIMIT,
  PaymasterHost,
  PRICE,
  selectorOf,
} from "../../helpers/accounts/paymaster-host";

const LIMITS = { total: 5n * FEE, perSender: 3n * FEE, period: 86_400n };
const VALIDATE = "validateAndPayForPaymasterTransaction";
/** `general(bytes)` with empty bytes. */
const GENERAL_FLOW = concat(["0x8c5a3445", toBeHex(32, 32), toBeHex(0, 32)]);

describe("SsoPaymaster: attempts to drain it", () => {
  const provider = localProvider();
  let stage: AccountStage;
  let host: PaymasterHost;
  let newcomer: Wallet;

  before(async () => {
    stage = await accountStage();
  });
  beforeEach(async () => {
    host = await PaymasterHost.deploy(stage, LIMITS);
    newcomer = host.newcomer();
  });

  it("fail: reverting and gas-burning transactions count in full", async () => {
    const before = await host.balance();
    for (const name of ["fail", "burn", "burn", "fail", "burn"] as const) {
      await host.send(newcomer, name).catch(() => undefined);
    }
    expect(before - (await host.balance())).to.be.at.most(LIMITS.perSender);
    const [left] = await host.left(newcomer);
    expect(LIMITS.perSender - left).to.equal(before - (await host.balance()));
  });

  it("fail: ETH deposited during a sponsored transaction is not a refund", async () => {
    const gift = FEE;
    await fund(stage.deployer, host.target, gift);
    const before = await host.balance();
    const receipt = await host.send(newcomer, "donate", [host.address]);
    expect(await host.balance()).to.equal(before + gift - costOf(receipt));
    expect(await host.left(newcomer)).to.deep.equal([
      LIMITS.perSender - costOf(receipt),
      LIMITS.total - costOf(receipt),
    ]);
  });

  /** Returns the paymaster's answer to the bootloader about a transaction of the newcomer. */
  const askFor = async (
    fields: Parameters<typeof plainTransaction>[1],
    changes: Partial<TransactionStruct> = {},
  ) => {
    const tx = await plainTransaction(
      { address: newcomer.address, provider },
      { to: host.target, gasLimit: GAS, maxFeePerGas: PRICE, ...fields },
    );
    const hash = hexlify(randomBytes(32));
    const struct = { ...transactionStruct(tx, "0x"), paymasterInput: GENERAL_FLOW, ...changes };
    const data = host.paymaster.interface.encodeFunctionData(VALIDATE, [hash, hash, struct]);
    return provider.call({ from: BOOTLOADER, to: host.address, data });
  };

  it("fail: only the bootloader can change what is counted, from inside a transaction or outside", async () => {
    const tx = await plainTransaction({ address: newcomer.address, provider }, { to: host.target });
    const struct = transactionStruct(tx, "0x");
    const hash = hexlify(randomBytes(32));
    const { interface: abi } = host.paymaster;
    const calls = [
      abi.encodeFunctionData("validateAndPayForPaymasterTransaction", [hash, hash, struct]),
      abi.encodeFunctionData("postTransaction", ["0x", struct, hash, hash, 1n, 10n ** 9n]),
    ];
    const { data: withdrawal } = await host.paymaster.withdraw.populateTransaction(newcomer.address, 1n);
    expect((await host.send(newcomer, "relay", [host.address, withdrawal])).status).to.equal(0);
    for (const data of calls) {
      await expectRefused(stage.deployer.call({ to: host.address, data }), "NotFromBootloader");
      const receipt = await host.send(newcomer, "relay", [host.address, data]);
      expect(receipt.status).to.equal(0);
    }
  });

  it("fail: an excessive price or gas limit counts in full, and nothing overflows", async () => {
    const dear = { maxFeePerGas: 4n * PRICE, maxPriorityFeePerGas: 4n * PRICE };
    await expectRefused(host.send(newcomer, "nothing", [], dear), OVER_LIMIT);
    const data = selectorOf("nothing");
    for (const [gasLimit, maxFeePerGas] of [
      [2n ** 255n, 2n],
      [2n, 2n ** 255n],
      [2n ** 128n, 2n ** 128n],
      [2n ** 256n - 1n, 2n ** 256n - 1n],
    ]) {
      const refusal = await expectRefused(askFor({ data, gasLimit, maxFeePerGas }), "BalanceTooLow");
      expect(refusal.error!.args[0]).to.equal(2n ** 256n - 1n);
    }
    await expectRefused(askFor({ data }, { from: 2n ** 160n }), "AddressOutOfRange");
    await expectRefused(askFor({ data }, { to: BigInt(host.target) + 2n ** 160n }), "AddressOutOfRange");
  });

  it("fail: the context it hands to the bootloader is empty", async () => {
    const answer = await askFor({ data: selectorOf("nothing") });
    const [magic, context] = host.paymaster.interface.decodeFunctionResult(
      "validateAndPayForPaymasterTransaction",
      answer,
    );
    expect(magic).to.equal(host.paymaster.interface.getFunction(VALIDATE).selector);
    expect(context).to.equal("0x");
  });

  it("fail: ETH its owner withdraws in a sponsored transaction is not a refund either", async () => {
    const withdraw = host.paymaster.interface.getFunction("withdraw").selector;
    await (await host.paymaster.setSponsored([{ target: host.address, selector: withdraw }], true)).wait();
    const owner = stage.deployer;
    const data = host.paymaster.interface.encodeFunctionData("withdraw", [newcomer.address, 7n]);
    const before = await host.balance();
    const receipt = await host.sendRaw(owner, { to: host.address, data });
    expect(receipt.status).to.equal(1);
    expect(await host.balance()).to.equal(before - 7n - costOf(receipt));
    expect(await host.left(owner)).to.deep.equal([LIMITS.perSender - FEE, LIMITS.total - FEE]);
    await host.send(newcomer, "nothing");
  });

  it("fail: what the bootloader reports afterwards changes nothing", async () => {
    const receipt = await host.send(newcomer, "nothing");
    const tx = await plainTransaction({ address: newcomer.address, provider }, { to: host.target });
    const args = ["0x1234", transactionStruct(tx, "0x"), hexlify(randomBytes(32)), hexlify(randomBytes(32))];
    const data = host.paymaster.interface.encodeFunctionData("postTransaction", [
      ...args,
      1n,
      2n ** 255n,
    ] as never);
    await provider.call({ from: BOOTLOADER, to: host.address, data });
    expect((await host.left(newcomer))[0]).to.equal(LIMITS.perSender - costOf(receipt));
  });
});
