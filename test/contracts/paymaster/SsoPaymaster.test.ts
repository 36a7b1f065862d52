import { expect } from "chai";
import { hexlify, parseEther, randomBytes, toQuantity, ZeroAddress } from "ethers";
import hre from "hardhat";
import { utils, type Wallet } from "zksync-ethers";
import { deployPaymaster } from "../../../scripts/suite/deploy-suite";
import { AAFactory__factory, ERC7579Account__factory } from "../../../typechain-types";
import { eventsOf } from "../../helpers/accounts/account-events";
import { accountStage, ownedAccount, type AccountStage } from "../../helpers/accounts/account-fixture";
import { BOOTLOADER, plainTransaction } from "../../helpers/chain/bootloader-call";
import { transactionStruct } from "../../helpers/accounts/account-struct";
import { chainTime, moveTimeTo, restoreClock } from "../../helpers/chain/chain-time";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { fund } from "../../helpers/chain/fund";
import { fundedWallet, localProvider } from "../../helpers/chain/local-chain";
import { encodeModuleInstall, encodePasskeyInstall } from "../../helpers/accounts/module-install";
import { passkeySigner } from "../../helpers/passkeys/passkey-signer";
import {
  costOf,
  FEE,
  GAS,
  OVER_LIMIT,
  PaymasterHost,
  PRICE,
  selectorOf,
} from "../../helpers/accounts/paymaster-host";
import { setUpForEach } from "../../helpers/project/set-up-for-each";
import { sendAs } from "../../helpers/accounts/send-as";
import { createPasskey } from "../../helpers/passkeys/software-authenticator";
import { walletDeployer } from "../../helpers/accounts/suite";

const DAY = 86_400n;
const LIMITS = { total: 5n * FEE, perSender: 3n * FEE, period: DAY };

describe("SsoPaymaster", () => {
  const provider = localProvider();
  restoreClock(provider);
  let stage: AccountStage;
  let host: PaymasterHost;
  let newcomer: Wallet;

  before(async () => {
    stage = await accountStage();
  });
  setUpForEach(async () => {
    host = await PaymasterHost.deploy(stage, LIMITS);
    newcomer = host.newcomer();
  });

  /** Returns the arguments of the paymaster's events of this name in a receipt. */
  const announced = (receipt: Parameters<typeof eventsOf>[0], name: string) =>
    eventsOf(receipt, host.paymaster.interface, name, host.address).map((event) => event.toArray(true));

  const nextPeriod = async () => ((await chainTime(provider)) / DAY + 1n) * DAY;

  describe("what it pays for", () => {
    it("includes a listed call in the general flow, from a sender without ETH", async () => {
      const before = await host.balance();
      const receipt = await host.send(newcomer, "nothing");
      expect(receipt.status).to.equal(1);
      expect(await provider.getBalance(newcomer.address)).to.equal(0n);
      expect(await host.balance()).to.equal(before - costOf(receipt));
    });

    it("excludes any other function, target, value or bytecode, and calls without a function", async () => {
      const { target, address } = host;
      const nothing = selectorOf("nothing");
      const { bytecode } = await hre.artifacts.readArtifact("AccountProxy");
      const rich = await fundedWallet(provider, 3);
      const params = utils.getPaymasterParams(address, { type: "General", innerInput: "0x" });
      const withBytecode = {
        gasPerPubdata: utils.DEFAULT_GAS_PER_PUBDATA_LIMIT,
        paymasterParams: params,
        factoryDeps: [bytecode],
      };
      const attempts: [Parameters<PaymasterHost["sendRaw"]>[1], string][] = [
        [{ to: target, data: "0x12345678" }, "CallNotSponsored"],
        [{ to: stage.suite.addresses.session, data: nothing }, "CallNotSponsored"],
        [{ to: target, data: nothing.slice(0, 8) }, "NotAFunctionCall"],
        [{ to: target, data: "0x" }, "NotAFunctionCall"],
        [{ to: target, data: nothing, value: 1n }, "ValueNotSponsored"],
        [{ to: target, data: nothing, customData: withBytecode }, "BytecodeNotSponsored"],
      ];
      for (const [request, reason] of attempts) await expectRefused(host.sendRaw(rich, request), reason);
    });

    it("excludes payment in tokens, and flows the protocol does not define", async () => {
      const send = (paymasterInput: string) =>
        host.send(newcomer, "nothing", [], {
          customData: {
            gasPerPubdata: utils.DEFAULT_GAS_PER_PUBDATA_LIMIT,
            paymasterParams: { paymaster: host.address, paymasterInput },
          },
        });
      const approval = utils.getPaymasterParams(host.address, {
        type: "ApprovalBased",
        token: await stage.deploy("TestToken"),
        minimalAllowance: 1n,
        innerInput: "0x",
      });
      await expectRefused(send(hexlify(approval.paymasterInput)), "ApprovalBasedFlowNotSupported");
      // An EOA refuses other flows itself; another vendor's smart account may not.
      const ask = async (paymasterInput: string) => {
        const tx = await plainTransaction({ address: newcomer.address, provider }, { to: host.target });
        const struct = { ...transactionStruct(tx, "0x"), paymasterInput };
        const hash = hexlify(randomBytes(32));
        const data = host.paymaster.interface.encodeFunctionData("validateAndPayForPaymasterTransaction", [
          hash,
          hash,
          struct,
        ]);
        return provider.call({ from: BOOTLOADER, to: host.address, data });
      };
      for (const input of ["0x", "0x8c5a34", "0x12345678"])
        await expectRefused(ask(input), "UnknownPaymasterFlow");
      // The general flow's selector says all; what is refused then is that nothing is called.
      await expectRefused(ask("0x8c5a3445"), "NotAFunctionCall");
    });

    it("includes a call to the sender's own account if it is listed under the zero address", async () => {
      const install = ERC7579Account__factory.createInterface().getFunction("installModule").selector;
      const call = { target: ZeroAddress, selector: install };
      await (await host.paymaster.setSponsored([call], true)).wait();
      const { session } = stage.suite.addresses;
      const account = await ownedAccount(stage);
      const data = account.contract.interface.encodeFunctionData("installModule", [1n, session, "0x"]);
      const params = utils.getPaymasterParams(host.address, { type: "General", innerInput: "0x" });
      const before = await provider.getBalance(account.address);
      await account.send({ to: account.address, data, gasLimit: GAS, paymasterParams: params });
      expect(await provider.getBalance(account.address)).to.equal(before);
      const elsewhere = { to: host.target, data, gasLimit: GAS, paymasterParams: params };
      await expectRefused(account.send(elsewhere), "CallNotSponsored");
      const unlisted = account.contract.interface.encodeFunctionData("addK1Owner", [newcomer.address]);
      await expectRefused(
        account.send({ to: account.address, data: unlisted, gasLimit: GAS, paymasterParams: params }),
        "CallNotSponsored",
      );
    });

    it("excludes calls to the zero address, although it represents the sender in the list", async () => {
      const nothing = selectorOf("nothing");
      const call = { target: ZeroAddress, selector: nothing };
      await (await host.paymaster.setSponsored([call], true)).wait();
      const { error } = await expectRefused(
        host.sendRaw(newcomer, { to: ZeroAddress, data: nothing }),
        "CallNotSponsored",
      );
      expect([...error!.args]).to.deep.equal([ZeroAddress, nothing]);
      await host.sendRaw(newcomer, { to: newcomer.address, data: nothing });
    });

    it("covers a newcomer from an empty wallet to a session, gas estimation included", async () => {
      const deployer = walletDeployer(stage.deployer);
      const { addresses, sessionModule } = stage.suite;
      const paymaster = await deployPaymaster(deployer, addresses, stage.deployer.address);
      await fund(stage.deployer, paymaster, parseEther("1"));
      const params = utils.getPaymasterParams(paymaster, { type: "General", innerInput: "0x" });
      const passkey = createPasskey({ origin: "https://auth.example" });
      const validators = [
        encodeModuleInstall(addresses.passkey, encodePasskeyInstall(passkey)),
        encodeModuleInstall(addresses.session),
      ];
      const factory = AAFactory__factory.connect(addresses.accountFactory, newcomer);
      const request = await factory.deployProxySsoAccount.populateTransaction(
        hexlify(randomBytes(32)),
        validators,
        [],
      );
      const sent = await newcomer.sendTransaction({
        ...request,
        type: utils.EIP712_TX_TYPE,
        customData: { gasPerPubdata: utils.DEFAULT_GAS_PER_PUBDATA_LIMIT, paymasterParams: params },
      });
      await sent.wait();
      const address = await stage.suite.passkeyModule.registeredAddress(passkey.origin, passkey.credentialId);
      const account = { address, provider };
      const data = sessionModule.interface.encodeFunctionData("revokeKeys", [[]]);
      const signer = passkeySigner(passkey, addresses.passkey);
      await sendAs(account, signer, { to: addresses.session, data, paymasterParams: params });
      expect(await provider.getBalance(address)).to.equal(0n);
      expect(await provider.getBalance(newcomer.address)).to.equal(0n);
    });
  });

  describe("the limits", () => {
    it("count a transaction's actual cost, once its refund has arrived", async () => {
      const first = await host.send(newcomer, "nothing");
      const left = (limit: bigint, ...spent: bigint[]) => spent.reduce((rest, cost) => rest - cost, limit);
      expect(await host.left(newcomer)).to.deep.equal([
        left(LIMITS.perSender, costOf(first)),
        left(LIMITS.total, costOf(first)),
      ]);
      const other = host.newcomer();
      const second = await host.send(other, "nothing");
      expect(await host.left(newcomer)).to.deep.equal([
        left(LIMITS.perSender, costOf(first)),
        left(LIMITS.total, costOf(first), costOf(second)),
      ]);
      const third = await host.send(newcomer, "fail");
      expect(third.status).to.equal(0);
      expect(await host.left(newcomer)).to.deep.equal([
        left(LIMITS.perSender, costOf(first), costOf(third)),
        left(LIMITS.total, costOf(first), costOf(second), costOf(third)),
      ]);
    });

    it("apply to each sender and to all together, at a transaction's maximum cost", async () => {
      const over = { gasLimit: 3n * GAS + 1n };
      await expectRefused(host.send(newcomer, "nothing", [], over), OVER_LIMIT);
      const cost = costOf(await host.send(newcomer, "burn", [], { gasLimit: 3n * GAS }));
      expect((await host.left(newcomer))[0])
        .to.equal(LIMITS.perSender - cost)
        .and.to.be.lessThan(FEE);
      await expectRefused(host.send(newcomer, "nothing"), OVER_LIMIT);
      const other = host.newcomer();
      await host.send(other, "burn", [], { gasLimit: 2n * GAS });
      await expectRefused(host.send(host.newcomer(), "nothing"), OVER_LIMIT);
    });

    it("apply to all together to the wei, where each sender has more", async () => {
      const narrow = await PaymasterHost.deploy(stage, { ...LIMITS, total: FEE, perSender: 2n * FEE });
      await expectRefused(narrow.send(newcomer, "nothing", [], { gasLimit: GAS + 1n }), OVER_LIMIT);
      expect((await narrow.send(newcomer, "nothing")).status).to.equal(1);
    });

    it("reset with each period, and carry no refund over", async () => {
      await host.send(newcomer, "burn", [], { gasLimit: 3n * GAS });
      await moveTimeTo(provider, (await nextPeriod()) - 1n);
      await expectRefused(host.send(newcomer, "nothing"), OVER_LIMIT);
      await host.send(host.newcomer(), "nothing", [], { gasLimit: 2n * GAS });
      const cost = costOf(await host.send(newcomer, "nothing", [], { gasLimit: 3n * GAS }));
      expect(await host.left(newcomer)).to.deep.equal([LIMITS.perSender - cost, LIMITS.total - cost]);
    });

    it("count the bootloader's transfer in a call as a refund, not as a deposit", async () => {
      const cost = costOf(await host.send(newcomer, "nothing"));
      await provider.send("hardhat_impersonateAccount", [BOOTLOADER]);
      await provider.send("hardhat_setBalance", [BOOTLOADER, toQuantity(parseEther("1"))]);
      const call = { from: BOOTLOADER, to: host.address, value: "0x7" };
      const hash = (await provider.send("eth_sendTransaction", [call])) as string;
      await provider.send("hardhat_stopImpersonatingAccount", [BOOTLOADER]);
      const receipt = await provider.waitForTransaction(hash);
      expect(announced(receipt!, "Refilled")).to.deep.equal([]);
      expect(await host.left(newcomer)).to.deep.equal([
        LIMITS.perSender - cost + 7n,
        LIMITS.total - cost + 7n,
      ]);
    });

    it("let an estimation find the gas a transaction needs, however little is left", async () => {
      const ample = await PaymasterHost.deploy(stage, { ...LIMITS, total: 2n ** 100n, perSender: 2n ** 99n });
      const enough = await ample.estimate(newcomer, "nothing");
      expect(enough < GAS).to.equal(true);
      for (const room of [(enough * 6n) / 5n, 2n * enough, 20n * enough, 400n * enough]) {
        for (const [total, perSender] of [
          [room, 2n * room],
          [2n * room, room],
        ]) {
          const limits = { total: total! * PRICE, perSender: perSender! * PRICE, period: DAY };
          const tight = await PaymasterHost.deploy(stage, limits);
          const gasLimit = await tight.estimate(newcomer, "nothing");
          expect(gasLimit <= (enough * 11n) / 10n, `${gasLimit} instead of ${enough}`).to.equal(true);
          expect(await tight.left(newcomer)).to.deep.equal([limits.perSender, limits.total]);
          await tight.send(newcomer, "nothing", [], { gasLimit });
        }
      }
    });

    it("let no transaction through that can cost more, whatever gas it asks for", async () => {
      for (const gasLimit of [3n * GAS + 1n, 5n * GAS + 1n, 79_999_999n, 80_000_000n, 4_000_000_000n]) {
        await expectRefused(host.send(newcomer, "nothing", [], { gasLimit }), OVER_LIMIT);
        expect(await host.left(newcomer)).to.deep.equal([LIMITS.perSender, LIMITS.total]);
      }
      await host.send(newcomer, "nothing", [], { gasLimit: 3n * GAS });
    });

    it("are not the only reason to refuse: without ETH the paymaster says so", async () => {
      const poor = await PaymasterHost.deploy(stage, LIMITS, FEE - 1n);
      const { error } = await expectRefused(poor.send(newcomer, "nothing"), "BalanceTooLow");
      expect([...error!.args]).to.deep.equal([FEE, FEE - 1n]);
      await fund(stage.deployer, poor.address, 1n);
      expect((await poor.send(newcomer, "nothing")).status).to.equal(1);
    });
  });

  describe("its owner", () => {
    it("lists and unlists calls and changes the limits, with an event for each", async () => {
      const call = { target: host.target, selector: selectorOf("nothing") };
      const off = await (await host.paymaster.setSponsored([call], false)).wait();
      expect(announced(off!, "CallSponsored")).to.deep.equal([[call.target, call.selector, false]]);
      expect(await host.paymaster.isSponsored(call.target, call.selector)).to.equal(false);
      await expectRefused(host.send(newcomer, "nothing"), "CallNotSponsored");
      await (await host.paymaster.setSponsored([call], true)).wait();
      expect(await host.paymaster.isSponsored(call.target, call.selector)).to.equal(true);
      await host.send(newcomer, "nothing");
      const [, left] = await host.left(newcomer);
      const lower = await (await host.paymaster.setLimits({ ...LIMITS, total: LIMITS.total - 1n })).wait();
      expect(announced(lower!, "LimitsSet")).to.deep.equal([
        [[LIMITS.total - 1n, LIMITS.perSender, LIMITS.period]],
      ]);
      expect((await host.left(newcomer))[1]).to.equal(left - 1n);
      await (await host.paymaster.setLimits({ ...LIMITS, total: 1n })).wait();
      expect((await host.left(newcomer))[1]).to.equal(0n);
      await expectRefused(host.paymaster.setLimits.staticCall({ ...LIMITS, period: 0n }), "ZeroPeriod");
    });

    it("pauses and resumes it", async () => {
      await (await host.paymaster.pause()).wait();
      await expectRefused(host.send(newcomer, "nothing"), "EnforcedPause");
      await (await host.paymaster.unpause()).wait();
      await host.send(newcomer, "nothing");
    });

    it("deposits and withdraws ETH, which does not count as spent", async () => {
      const cost = costOf(await host.send(newcomer, "nothing"));
      const refill = await (await stage.deployer.sendTransaction({ to: host.address, value: 7n })).wait();
      expect(announced(refill, "Refilled")).to.deep.equal([[stage.deployer.address, 7n]]);
      const receiver = host.newcomer().address;
      const taken = await (await host.paymaster.withdraw(receiver, parseEther("0.5"))).wait();
      expect(announced(taken!, "Withdrawn")).to.deep.equal([[receiver, parseEther("0.5")]]);
      expect(await provider.getBalance(receiver)).to.equal(parseEther("0.5"));
      expect(await host.left(newcomer)).to.deep.equal([LIMITS.perSender - cost, LIMITS.total - cost]);
      const { withdraw } = host.paymaster;
      await expectRefused(withdraw.staticCall(receiver, parseEther("1")), "BalanceTooLow");
      await expectRefused(withdraw.staticCall(stage.suite.addresses.session, 1n), "WithdrawalFailed");
      await (await host.paymaster.withdraw(receiver, await host.balance())).wait();
      expect(await host.balance()).to.equal(0n);
    });

    it("is the only one who may, and transfers ownership in two steps", async () => {
      const stranger = await fundedWallet(provider, 3);
      const other = host.paymaster.connect(stranger);
      const call = { target: host.target, selector: "0x12345678" };
      const attempts = [
        () => other.setSponsored.staticCall([call], true),
        () => other.setLimits.staticCall(LIMITS),
        () => other.pause.staticCall(),
        () => other.unpause.staticCall(),
        () => other.withdraw.staticCall(stranger.address, 1n),
      ];
      for (const attempt of attempts) await expectRefused(attempt(), "OwnableUnauthorizedAccount");
      await (await host.paymaster.transferOwnership(stranger.address)).wait();
      expect(await host.paymaster.owner()).to.equal(stage.deployer.address);
      await (await other.acceptOwnership()).wait();
      expect(await host.paymaster.owner()).to.equal(stranger.address);
    });

    it("is never the zero address, which could not withdraw the ETH", async () => {
      await expectRefused(host.paymaster.renounceOwnership.staticCall(), "OwnerNeeded");
    });
  });
});
