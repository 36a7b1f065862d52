import { loadFixture, time } from "@nomicfoundation/hardhat-network-helpers";
import { expect } from "chai";
import hre from "hardhat";
import { type Contract, SmartAccount, utils, Wallet } from "zksync-ethers";

const ETHER = 10n ** 18n;

describe("A project on local-era", () => {
  async function deployPoints(): Promise<Contract> {
    return await hre.zksyncEthers.deployContract("Points", []);
  }

  it("goes back to a fixture and forward in time", async () => {
    const points = await loadFixture(deployPoints);
    const shop = await hre.zksyncEthers.getWallet(0);
    await (await points.award!(shop.address, 5n)).wait();
    const later = (await time.latest()) + 1000;
    await time.increaseTo(later);
    expect(await time.latest()).to.be.at.least(later);
    expect(await (await loadFixture(deployPoints)).balanceOf!(shop.address)).to.equal(0n);
  });

  it("is told the name of a custom error, whoever knows no ABI", async () => {
    const points = await deployPoints();
    const guest = await hre.zksyncEthers.getWallet(1);
    const data = points.interface.encodeFunctionData("award", [guest.address, 1n]);
    const refusal = await guest
      .sendTransaction({ to: await points.getAddress(), data })
      .catch((error: Error) => error.message);
    expect(refusal).to.contain("NotTheShop");
  });

  it("deploys a proxy with the upgrades plugin, and replaces its code", async () => {
    const wallet = await hre.zksyncEthers.getWallet(0);
    const load = (name: string) => hre.zksyncEthers.loadArtifact(name);
    const box = await hre.zkUpgrades.deployProxy(wallet, await load("Box"), [41n], { kind: "uups" }, true);
    const address = await box.getAddress();
    const next = await hre.zkUpgrades.upgradeProxy(wallet, address, await load("NextBox"), {}, true);
    await (await next.increment!()).wait();
    expect(await next.value!()).to.equal(42n);
    expect(await next.getAddress()).to.equal(address);
  });

  it("has its fees paid by a paymaster", async () => {
    const payer = await hre.zksyncEthers.getWallet(0);
    const sponsor = await (await hre.zksyncEthers.deployContract("Sponsor", [])).getAddress();
    await (await payer.sendTransaction({ to: sponsor, value: ETHER })).wait();
    const pauper = new Wallet(Wallet.createRandom().privateKey, hre.zksyncEthers.provider);
    const paymasterParams = utils.getPaymasterParams(sponsor, { type: "General", innerInput: "0x" });
    const sent = await pauper.sendTransaction({
      to: payer.address,
      customData: { paymasterParams, gasPerPubdata: utils.DEFAULT_GAS_PER_PUBDATA_LIMIT },
    });
    expect((await sent.wait()).status).to.equal(1);
    expect(await pauper.getBalance()).to.equal(0n);
  });

  it("sends from a smart account", async () => {
    const payer = await hre.zksyncEthers.getWallet(0);
    const owner = Wallet.createRandom();
    const account = await hre.zksyncEthers.deployContract(
      "OwnedAccount",
      [owner.address],
      payer,
      "createAccount",
    );
    const address = await account.getAddress();
    await (await payer.sendTransaction({ to: address, value: ETHER })).wait();
    const recipient = Wallet.createRandom().address;
    const smart = new SmartAccount({ address, secret: owner.privateKey }, hre.zksyncEthers.provider);
    // Not estimated: zksync-ethers would ask for the key's own address, which has nothing.
    await (await smart.sendTransaction({ to: recipient, value: 7n, gasLimit: 2_000_000n })).wait();
    expect(await hre.zksyncEthers.provider.getBalance(recipient)).to.equal(7n);
  });
});
