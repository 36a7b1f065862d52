import { expect } from "chai";
import { AbiCoder, hexlify, keccak256, randomBytes, solidityPacked, Wallet as EthersWallet } from "ethers";
import { utils, type Wallet } from "zksync-ethers";
import {
  AAFactory__factory,
  AccountBeacon__factory,
  AccountProxy__factory,
  ERC7579Account__factory,
  IContractDeployer__factory,
  TestValidator__factory,
  type AAFactory,
} from "../../typechain-types";
import { accountStage, ownedAccount, ownStage, type AccountStage } from "../helpers/accounts/account-fixture";
import { eventsOf } from "../helpers/accounts/account-events";
import { expectError } from "../helpers/accounts/account-refusal";
import { expectRefused } from "../helpers/accounts/expect-refused";
import { fundedWallet } from "../helpers/chain/local-chain";
import { encodeModuleInstall } from "../helpers/accounts/module-install";
import { encodePasswordInstall } from "../helpers/accounts/password-signer";
import { accountId } from "../helpers/accounts/unique-id";
import { walletDeployer } from "../helpers/accounts/suite";

const ZERO = `0x${"00".repeat(20)}`;
const coder = AbiCoder.defaultAbiCoder();
const randomId = () => hexlify(randomBytes(32));

describe("AAFactory", () => {
  let stage: AccountStage;
  let factory: AAFactory;
  let deployer: string;
  let stranger: Wallet;
  const owner = EthersWallet.createRandom().address;

  before(async () => {
    stage = await accountStage();
    ({ factory } = stage.suite);
    deployer = stage.deployer.address;
    stranger = await fundedWallet(stage.suite.provider, 1);
  });

  const deployAs = async (wallet: Wallet, uniqueId: string, validators: string[], owners: string[]) => {
    const response = await factory.connect(wallet).deployProxySsoAccount(uniqueId, validators, owners);
    const receipt = (await response.wait())!;
    const [created] = eventsOf(receipt, factory.interface, "AccountCreated", await factory.getAddress());
    return { receipt, account: created!.accountAddress as string, id: created!.uniqueAccountId as string };
  };

  describe("deployProxySsoAccount", () => {
    it("deploys at the address that both the factory and the client predict", async () => {
      const uniqueId = randomId();
      const predicted = await factory.predictAccountAddress(uniqueId, deployer);
      const { account } = await deployAs(stage.deployer, uniqueId, [], [owner]);
      expect(account).to.equal(predicted);
      expect(account).to.equal(
        utils.create2Address(
          await factory.getAddress(),
          await factory.beaconProxyBytecodeHash(),
          accountId(uniqueId, deployer),
          await factory.getEncodedBeacon(),
        ),
      );
    });

    it("records the account under the hash of its unique id and its deployer, and emits that id", async () => {
      const uniqueId = randomId();
      const { account, id } = await deployAs(stage.deployer, uniqueId, [], [owner]);
      expect(id).to.equal(keccak256(solidityPacked(["bytes32", "address"], [uniqueId, deployer])));
      expect(await factory.accountMappings(id)).to.equal(account);
      expect(await factory.accountMappings(randomId())).to.equal(ZERO);
    });

    it("deploys an account from which the chain accepts transactions", async () => {
      const account = await ownedAccount(stage);
      const receipt = await account.send({ to: deployer, value: 1n });
      expect(receipt.from).to.equal(account.address);
    });

    it("installs the validators in the order given, with their data", async () => {
      const [first, second] = [await stage.deploy("TestValidator"), await stage.deploy("TestValidator")];
      const installs = [first, second].map((each, i) =>
        encodeModuleInstall(each, encodePasswordInstall(`${i}`)),
      );
      const { account, receipt } = await deployAs(stage.deployer, randomId(), installs, []);
      const contract = ERC7579Account__factory.connect(account, stage.deployer);
      expect([...(await contract.listModuleValidators())]).to.deep.equal([first, second]);
      const installed = eventsOf(receipt, contract.interface, "ModuleInstalled").map(({ module }) => module);
      expect(installed).to.deep.equal([first, second]);
      const module = TestValidator__factory.connect(second, stage.deployer);
      expect(await module.installedWith(account)).to.equal(encodePasswordInstall("1"));
    });

    it("refuses an id that was used, and names the existing account", async () => {
      const uniqueId = randomId();
      const { account } = await deployAs(stage.deployer, uniqueId, [], [owner]);
      const refusal = await expectRefused(
        factory.deployProxySsoAccount(uniqueId, [], [owner]),
        "AccountAlreadyExists",
      );
      expect(refusal.error?.args[0]).to.equal(account);
    });

    it("refuses a used id even with other keys or through the other function, so that a retry learns the address", async () => {
      const uniqueId = randomId();
      const { account } = await deployAs(stage.deployer, uniqueId, [], [owner]);
      const other = EthersWallet.createRandom().address;
      const retries = [
        factory.deployProxySsoAccount(uniqueId, [], [other]),
        factory.deployModularAccount(uniqueId, "0x", "0x", [owner]),
      ];
      for (const retry of retries) {
        const refusal = await expectRefused(retry, "AccountAlreadyExists");
        expect(refusal.error?.args.toArray()).to.deep.equal([account]);
      }
      const contract = ERC7579Account__factory.connect(account, stage.deployer);
      expect([...(await contract.listK1Owners())]).to.deep.equal([owner]);
    });

    it("lets nobody occupy the address by deploying there themselves with the same salt and proxy (A12)", async () => {
      const uniqueId = randomId();
      const predicted = await factory.predictAccountAddress(uniqueId, deployer);
      const data = IContractDeployer__factory.createInterface().encodeFunctionData("create2Account", [
        accountId(uniqueId, deployer),
        await factory.beaconProxyBytecodeHash(),
        await factory.getEncodedBeacon(),
        1n,
      ]);
      const sent = await stranger.sendTransaction({ to: utils.CONTRACT_DEPLOYER_ADDRESS, data, type: 113 });
      const receipt = await sent.wait();
      const abi = IContractDeployer__factory.createInterface();
      const [deployed] = eventsOf(receipt, abi, "ContractDeployed");
      expect(deployed!.contractAddress).to.not.equal(predicted);
      const { account } = await deployAs(stage.deployer, uniqueId, [], [owner]);
      expect(account).to.equal(predicted);
    });

    it("refuses to deploy an account without keys (A13)", async () => {
      await expectRefused(factory.deployProxySsoAccount(randomId(), [], []), "NoKeys");
    });

    it("leaves nothing behind when a module refuses its installation", async () => {
      const validator = await stage.deploy("TestValidator");
      const uniqueId = randomId();
      const malformed = encodeModuleInstall(validator, "0x01");
      await expectRefused(factory.deployProxySsoAccount(uniqueId, [malformed], [owner]), /revert/i);
      expect(await factory.accountMappings(accountId(uniqueId, deployer))).to.equal(ZERO);
      await deployAs(stage.deployer, uniqueId, [], [owner]);
    });

    it("gives each deployer its own addresses, so that none can be taken (A12)", async () => {
      const uniqueId = randomId();
      const predicted = await factory.predictAccountAddress(uniqueId, deployer);
      const theirs = await deployAs(stranger, uniqueId, [], [stranger.address]);
      expect(theirs.account).to.not.equal(predicted);
      const ours = await deployAs(stage.deployer, uniqueId, [], [owner]);
      expect(ours.account).to.equal(predicted);
    });

    it("initializes the account in the same transaction, so that nobody else can (A12)", async () => {
      const { account } = await deployAs(stage.deployer, randomId(), [], [owner]);
      const contract = ERC7579Account__factory.connect(account, stranger);
      await expectRefused(contract.initialize.staticCall([], [stranger.address]), "AlreadyInitialized");
      expect([...(await contract.listK1Owners())]).to.deep.equal([owner]);
    });
  });

  describe("deployModularAccount", () => {
    const deployModular = async (passKey: string, sessionKey: string, owners: string[]) => {
      // Test validators stand in for the modules: what matters is which module gets which data, and in which
      // order.
      const [passkeyModule, sessionModule] = [
        await stage.deploy("TestValidator"),
        await stage.deploy("TestValidator"),
      ];
      const modular = AAFactory__factory.connect(
        await walletDeployer(stage.deployer).deploy("AAFactory", [
          await factory.beaconProxyBytecodeHash(),
          await factory.beacon(),
          passkeyModule,
          sessionModule,
        ]),
        stage.deployer,
      );
      const response = await modular.deployModularAccount(randomId(), passKey, sessionKey, owners);
      const receipt = (await response.wait())!;
      const [created] = eventsOf(receipt, modular.interface, "AccountCreated");
      const contract = ERC7579Account__factory.connect(created!.accountAddress as string, stage.deployer);
      return { contract, passkeyModule, sessionModule };
    };
    const data = (text: string) => encodePasswordInstall(text);

    it("installs the session module first and the passkey module second, each with its own data", async () => {
      const { contract, passkeyModule, sessionModule } = await deployModular(data("pass"), data("session"), [
        owner,
      ]);
      expect([...(await contract.listModuleValidators())]).to.deep.equal([sessionModule, passkeyModule]);
      const account = await contract.getAddress();
      for (const [module, text] of [
        [passkeyModule, "pass"],
        [sessionModule, "session"],
      ]) {
        const validator = TestValidator__factory.connect(module!, stage.deployer);
        expect(await validator.installedWith(account)).to.equal(data(text!));
      }
      expect([...(await contract.listK1Owners())]).to.deep.equal([owner]);
    });

    it("skips a module that has no data", async () => {
      const onlyPasskey = await deployModular(data("pass"), "0x", []);
      expect([...(await onlyPasskey.contract.listModuleValidators())]).to.deep.equal([
        onlyPasskey.passkeyModule,
      ]);
      const onlyOwner = await deployModular("0x", "0x", [owner]);
      expect([...(await onlyOwner.contract.listModuleValidators())]).to.deep.equal([]);
    });

    it("refuses an account that only a session could use (A13)", async () => {
      await expectRefused(factory.deployModularAccount(randomId(), "0x", "0x01", []), "NoKeys");
      await expectRefused(factory.deployModularAccount(randomId(), "0x", "0x", []), "NoKeys");
    });
  });

  describe("construction", () => {
    it("refuses a zero argument and names it", async () => {
      const good: [string, string, string, string] = [randomId(), owner, owner, owner];
      const names = ["beaconProxyBytecodeHash", "beacon", "passKeyModule", "sessionKeyModule"];
      for (const [i, name] of names.entries()) {
        const args = [...good];
        args[i] = i === 0 ? `0x${"00".repeat(32)}` : ZERO;
        const [named] = await expectError(
          stage.deploy("AAFactory", args),
          AAFactory__factory.createInterface(),
          "ZeroArgument",
        );
        expect(named).to.equal(name);
      }
    });

    it("reports the arguments it was constructed with", async () => {
      const { addresses } = stage.suite;
      expect(await factory.beacon()).to.equal(addresses.beacon);
      expect(await factory.passKeyModule()).to.equal(addresses.passkey);
      expect(await factory.sessionKeyModule()).to.equal(addresses.session);
      expect(await factory.getEncodedBeacon()).to.equal(coder.encode(["address"], [addresses.beacon]));
    });
  });

  describe("the beacon", () => {
    it("lets only its operator name another implementation, which must be a contract", async () => {
      const fresh = await ownStage();
      const beacon = AccountBeacon__factory.connect(fresh.suite.addresses.beacon, fresh.deployer);
      const next = await fresh.deploy("ERC7579Account");
      const upgradeAs = (wallet: Wallet, implementation: string) =>
        beacon.connect(wallet).upgradeTo.staticCall(implementation);
      const [operator, other] = [fresh.deployer, stranger];
      expect(await beacon.owner()).to.equal(operator.address);
      const refuseStranger = (wallet: Wallet) =>
        expectError(upgradeAs(wallet, next), beacon.interface, "OwnableUnauthorizedAccount");
      await refuseStranger(other);
      const refusal = expectError(
        upgradeAs(operator, owner),
        beacon.interface,
        "BeaconInvalidImplementation",
      );
      expect((await refusal)[0]).to.equal(owner);
      await upgradeAs(operator, next);
    });

    it("changes owner in two steps, so that it is not lost to an address nobody holds", async () => {
      const fresh = await ownStage();
      const beacon = AccountBeacon__factory.connect(fresh.suite.addresses.beacon, fresh.deployer);
      const next = await fresh.deploy("ERC7579Account");
      const refused = (wallet: Wallet) =>
        expectError(
          beacon.connect(wallet).upgradeTo.staticCall(next),
          beacon.interface,
          "OwnableUnauthorizedAccount",
        );
      await (await beacon.transferOwnership(owner)).wait();
      await beacon.upgradeTo.staticCall(next);
      await (await beacon.transferOwnership(stranger.address)).wait();
      expect(await beacon.pendingOwner()).to.equal(stranger.address);
      expect(await beacon.owner()).to.equal(fresh.deployer.address);
      await refused(stranger);
      await expectError(beacon.acceptOwnership.staticCall(), beacon.interface, "OwnableUnauthorizedAccount");
      await (await beacon.connect(stranger).acceptOwnership()).wait();
      expect(await beacon.owner()).to.equal(stranger.address);
      expect(await beacon.pendingOwner()).to.equal(ZERO);
      await refused(fresh.deployer);
      await beacon.connect(stranger).upgradeTo.staticCall(next);
    });

    it("always has an owner", async () => {
      const fresh = await ownStage();
      const beacon = AccountBeacon__factory.connect(fresh.suite.addresses.beacon, fresh.deployer);
      await expectError(beacon.renounceOwnership.staticCall(), beacon.interface, "OwnerNeeded");
    });

    it("keeps the implementation in slot 1, where operators let accounts that follow the beacon read it", async () => {
      const { beacon, accountImplementation } = stage.suite.addresses;
      const word = await stage.suite.provider.getStorage(beacon, 1);
      expect(BigInt(word)).to.equal(BigInt(accountImplementation));
    });

    it("names the implementation for new accounts and changes no existing account", async () => {
      const fresh = await ownStage();
      const account = await ownedAccount(fresh);
      const { accountImplementation } = fresh.suite.addresses;
      const next = await fresh.deploy("NextAccount");
      await (await fresh.suite.beacon.upgradeTo(next)).wait();
      expect(await account.contract.currentImplementation()).to.equal(accountImplementation);
      await account.send({ to: deployer, value: 1n });
      const later = await ownedAccount(fresh);
      expect(await later.contract.currentImplementation()).to.equal(next);
      await later.send({ to: deployer, value: 1n });
    });
  });

  it("is rejected by the proxy if it is not a beacon or does not name a contract", async () => {
    await expectRefused(stage.deploy("AccountProxy", [owner]), /revert/i);
    await expectRefused(stage.deploy("AccountProxy", [stage.suite.addresses.passkey]), /revert/i);
    const naming = await stage.deploy("FragileBeacon", [owner]);
    const errors = AccountProxy__factory.createInterface();
    await expectError(stage.deploy("AccountProxy", [naming]), errors, "ERC1967InvalidImplementation");
  });
});
