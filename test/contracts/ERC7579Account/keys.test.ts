import { expect } from "chai";
import {
  concat,
  getAddress,
  hexlify,
  keccak256,
  parseEther,
  randomBytes,
  toBeHex,
  Wallet,
  zeroPadBytes,
  type Interface,
  type TransactionReceipt,
} from "ethers";
import fc from "fast-check";
import {
  ERC7579Account__factory,
  TestExecutor__factory,
  TestFallbackHandler__factory,
} from "../../../typechain-types";
import { eventsOf } from "../../helpers/accounts/account-events";
import {
  accountStage,
  addressOf,
  ownedAccount,
  type AccountStage,
  type OwnedAccount,
} from "../../helpers/accounts/account-fixture";
import { askToValidate, plainTransaction } from "../../helpers/chain/bootloader-call";
import { erc7201Slot } from "../../../scripts/suite/storage/erc7201-slot";
import { encodeMode, encodeSingle } from "../../helpers/accounts/execution-mode";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { fund } from "../../helpers/chain/fund";
import { encodeModuleInstall, encodePasskeyInstall } from "../../helpers/accounts/module-install";
import { ownerSigner } from "../../helpers/accounts/owner-signer";
import { encodePasswordInstall, passwordSigner } from "../../helpers/accounts/password-signer";
import { receiptOfFailure } from "../../helpers/chain/receipt-of-failure";
import { setUpForEach } from "../../helpers/project/set-up-for-each";
import { sendAs } from "../../helpers/accounts/send-as";
import { createPasskey } from "../../helpers/passkeys/software-authenticator";
import { createAccount } from "../../helpers/accounts/suite-account";

const ZERO = `0x${"00".repeat(20)}`;

describe("ERC7579Account: keys", () => {
  let stage: AccountStage;
  let account: OwnedAccount;
  before(async () => {
    stage = await accountStage();
  });
  setUpForEach(async () => {
    account = await ownedAccount(stage);
  });

  describe("owners", () => {
    it("are added, listed and removed, with events", async () => {
      const first = addressOf(account.ownerKey);
      const second = Wallet.createRandom().address;
      const added = await account.sendSelf("addK1Owner", [second]);
      expect(eventsOf(added, account.contract.interface, "K1OwnerAdded")[0]!.owner).to.equal(second);
      expect([...(await account.contract.listK1Owners())]).to.deep.equal([first, second]);
      expect(await account.contract.isK1Owner(second)).to.equal(true);

      const removed = await account.sendSelf("removeK1Owner", [second]);
      expect(eventsOf(removed, account.contract.interface, "K1OwnerRemoved")[0]!.owner).to.equal(second);
      expect([...(await account.contract.listK1Owners())]).to.deep.equal([first]);
      expect(await account.contract.isK1Owner(second)).to.equal(false);
    });

    it("can sign from the moment they are added until they are removed", async () => {
      const key = Wallet.createRandom().privateKey;
      const ask = async () => {
        const tx = await plainTransaction(account);
        return askToValidate(account, tx, await ownerSigner(key).sign(tx));
      };
      expect(await ask()).to.equal("0x00000000");
      await account.sendSelf("addK1Owner", [addressOf(key)]);
      expect(await ask()).to.equal("0x202bcce7");
      await account.sendSelf("removeK1Owner", [addressOf(key)]);
      expect(await ask()).to.equal("0x00000000");
    });

    it("are named exactly: the zero address, the account, a duplicate and a stranger are refused (A4, A11)", async () => {
      for (const owner of [ZERO, account.address]) {
        await expectRefused(account.sendSelf("addK1Owner", [owner]), "InvalidOwner");
      }
      await expectRefused(
        account.sendSelf("addK1Owner", [addressOf(account.ownerKey)]),
        "OwnerAlreadyExists",
      );
      await expectRefused(account.sendSelf("removeK1Owner", [stage.deployer.address]), "OwnerNotFound");
    });

    it("can be changed by the account alone", async () => {
      for (const name of ["addK1Owner", "removeK1Owner", "renounceLastKey"] as const) {
        await expectRefused(account.contract[name].staticCall(stage.deployer.address), "NotFromSelf");
      }
    });

    it("are not modules", async () => {
      expect(await account.contract.isModule(addressOf(account.ownerKey))).to.equal(false);
    });

    it("are addresses that can have a key: contracts, system contracts and precompiles are refused (A26)", async () => {
      const { accountFactory, passkey } = stage.suite.addresses;
      const other = await ownedAccount(stage);
      const contracts = [accountFactory, passkey, other.address];
      const systems = [1n, 0x100n, 0x8001n, 0x8006n, 0xffffn].map((each) => getAddress(toBeHex(each, 20)));
      for (const owner of [...contracts, ...systems]) {
        const added = await expectRefused(account.sendSelf("addK1Owner", [owner]), "InvalidOwner");
        const born = await expectRefused(createAccount(stage.suite, { owners: [owner] }), "InvalidOwner");
        for (const { error } of [added, born]) expect(error?.args.toArray()).to.deep.equal([owner]);
      }
      await account.sendSelf("addK1Owner", [getAddress(toBeHex(0x12345n, 20))]);
    });

    it("match a model of them, whatever is added and removed (A4)", async () => {
      const pool = Array.from({ length: 4 }, () => Wallet.createRandom().address);
      const step = fc.record({ add: fc.boolean(), who: fc.nat({ max: pool.length - 1 }) });
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 10 }), async (steps) => {
          const fresh = await ownedAccount(stage);
          const model = [addressOf(fresh.ownerKey)];
          for (const { add, who } of steps) {
            const owner = pool[who];
            const known = model.includes(owner!);
            const outcome = fresh.sendSelf(add ? "addK1Owner" : "removeK1Owner", [owner]);
            if (add === known) {
              await expectRefused(outcome, add ? "OwnerAlreadyExists" : "OwnerNotFound");
              continue;
            }
            await outcome;
            if (add) model.push(owner!);
            else model.splice(model.indexOf(owner!), 1);
          }
          expect([...(await fresh.contract.listK1Owners())]).to.deep.equal(model);
        }),
        { numRuns: 5 },
      );
    });
  });

  describe("the last key (A3)", () => {
    it("cannot be removed by the ordinary functions", async () => {
      const owner = addressOf(account.ownerKey);
      const refusal = await expectRefused(account.sendSelf("removeK1Owner", [owner]), "LastKey");
      expect(refusal.error?.args[0]).to.equal(owner);
    });

    it("can be neither removed nor unlinked if it is a validator", async () => {
      const validator = await stage.deploy("TestValidator");
      await account.sendSelf("addModuleValidator", [validator, encodePasswordInstall("a")]);
      await account.sendSelf("removeK1Owner", [addressOf(account.ownerKey)]);
      const abi: Interface = account.contract.interface;
      for (const name of ["removeModuleValidator", "unlinkModuleValidator"] as const) {
        const data = abi.encodeFunctionData(name, [validator, "0x"]);
        const signer = passwordSigner(validator, "a");
        await expectRefused(sendAs(account, signer, { to: account.address, data }), "LastKey");
      }
    });

    /** What the account announces in a transaction. */
    const announced = ({ logs }: TransactionReceipt) =>
      logs
        .filter(({ address }) => address === account.address)
        .flatMap((log) => {
          const event = account.contract.interface.parseLog(log);
          return event ? [[event.name, ...event.args.toArray()]] : [];
        });

    it("can be renounced deliberately, by a dedicated function", async () => {
      const owner = addressOf(account.ownerKey);
      const receipt = await account.sendSelf("renounceLastKey", [owner]);
      expect(announced(receipt)).to.deep.equal([["K1OwnerRemoved", owner]]);
      expect([...(await account.contract.listK1Owners())]).to.deep.equal([]);
      const tx = await plainTransaction(account);
      expect(await askToValidate(account, tx, await account.owner.sign(tx))).to.equal("0x00000000");
    });

    it("can be renounced even if it is a validator", async () => {
      const validator = await stage.deploy("TestValidator");
      await account.sendSelf("addModuleValidator", [validator, encodePasswordInstall("a")]);
      await account.sendSelf("removeK1Owner", [addressOf(account.ownerKey)]);
      const data = account.contract.interface.encodeFunctionData("renounceLastKey", [validator]);
      const receipt = await sendAs(account, passwordSigner(validator, "a"), { to: account.address, data });
      expect(await account.contract.isModuleValidator(validator)).to.equal(false);
      expect(announced(receipt)).to.deep.equal([
        ["ValidatorRemoved", validator],
        ["ModuleUninstalled", 1n, validator],
      ]);
    });

    describe("counts those who can sign rather than those who are listed (A26)", () => {
      /**
       * Adds an address as an owner and deploys a contract there afterwards, as an existing contract could
       * not be added.
       */
      const becomeContract = async () => {
        const { address, privateKey } = Wallet.createRandom();
        await account.sendSelf("addK1Owner", [address]);
        const code = await account.provider.getCode(await stage.deploy("CallTarget"));
        await account.provider.send("hardhat_setCode", [address, code]);
        return { address, privateKey };
      };

      it("cannot be removed if a contract was deployed at the other owner's address", async () => {
        const { address } = await becomeContract();
        await expectRefused(account.sendSelf("removeK1Owner", [addressOf(account.ownerKey)]), "LastKey");
        await account.sendSelf("addK1Owner", [stage.deployer.address]);
        await account.sendSelf("removeK1Owner", [addressOf(account.ownerKey)]);
        expect([...(await account.contract.listK1Owners())]).to.deep.equal([address, stage.deployer.address]);
      });

      it("can be renounced once an owner whose address has a contract is removed by the ordinary function", async () => {
        const { address } = await becomeContract();
        const owner = addressOf(account.ownerKey);
        await expectRefused(account.sendSelf("renounceLastKey", [address]), "NotLastKey");
        await account.sendSelf("removeK1Owner", [address]);
        await account.sendSelf("renounceLastKey", [owner]);
      });

      it("is not needed to remove an owner whose address has a contract", async () => {
        const { address } = await becomeContract();
        const executor = await stage.deploy("TestExecutor");
        await account.sendSelf("installModule", [2n, executor, "0x"]);
        await account.sendSelf("renounceLastKey", [addressOf(account.ownerKey)]);
        const callData = account.contract.interface.encodeFunctionData("removeK1Owner", [address]);
        const call = encodeSingle({ target: account.address, callData });
        const runner = TestExecutor__factory.connect(executor, stage.deployer);
        await (await runner.run(account.address, encodeMode("single"), call)).wait();
        expect([...(await account.contract.listK1Owners())]).to.deep.equal([]);
      });

      it("is the passkey module, and is reported so, if the only owner's address has a contract", async () => {
        const { passkey } = stage.suite.addresses;
        await becomeContract();
        const install = encodePasskeyInstall(createPasskey({ origin: "https://sso.example" }));
        await account.sendSelf("addModuleValidator", [passkey, install]);
        expect(await account.contract.isLastKey(passkey)).to.equal(false);
        await account.sendSelf("removeK1Owner", [addressOf(account.ownerKey)]);
        expect(await account.contract.isLastKey(passkey)).to.equal(true);
      });
    });

    it("cannot be renounced while there is another key, nor by a wrong name", async () => {
      await expectRefused(account.sendSelf("renounceLastKey", [stage.deployer.address]), "NotLastKey");
      await account.sendSelf("addK1Owner", [stage.deployer.address]);
      await expectRefused(account.sendSelf("renounceLastKey", [addressOf(account.ownerKey)]), "NotLastKey");
    });
  });

  describe("initialization (A12, A13)", () => {
    it("happens once", async () => {
      await expectRefused(
        account.contract.initialize.staticCall([], [stage.deployer.address]),
        "AlreadyInitialized",
      );
    });

    it("never happens to the implementation", async () => {
      const implementation = ERC7579Account__factory.connect(
        stage.suite.addresses.accountImplementation,
        stage.deployer,
      );
      await expectRefused(
        implementation.initialize.staticCall([], [stage.deployer.address]),
        "AlreadyInitialized",
      );
    });

    it("cannot be repeated by a validator that is being installed", async () => {
      const validator = await stage.deploy("ReentrantValidator");
      const install = encodeModuleInstall(validator);
      await expectRefused(
        stage.suite.factory.deployProxySsoAccount(hexlify(randomBytes(32)), [install], []),
        "AlreadyInitialized",
      );
    });

    it("leaves nothing behind when it fails: until it is retried the account obeys nobody", async () => {
      const proxy = await stage.deploy("AccountProxy", [stage.suite.addresses.beacon]);
      const fresh = ERC7579Account__factory.connect(proxy, stage.deployer);
      const [owner, validator] = [Wallet.createRandom(), await stage.deploy("TestValidator")];
      const malformed = encodeModuleInstall(validator, "0x01");
      const refused = await fresh.initialize([malformed], [owner.address], { gasLimit: 5_000_000n });
      await receiptOfFailure(refused.wait() as Promise<TransactionReceipt>);
      expect([...(await fresh.listK1Owners())]).to.deep.equal([]);
      expect(await fresh.isModule(validator)).to.equal(false);
      const onChain = { address: proxy, provider: stage.suite.provider };
      await fund(stage.deployer, proxy, parseEther("1"));
      const tx = await plainTransaction(onChain);
      const signature = await ownerSigner(owner.privateKey).sign(tx);
      expect(await askToValidate(onChain, tx, signature)).to.equal("0x00000000");

      await (await fresh.initialize([], [owner.address])).wait();
      expect(await askToValidate(onChain, tx, signature)).to.equal("0x202bcce7");
      await expectRefused(fresh.initialize.staticCall([], [owner.address]), "AlreadyInitialized");
    });

    it("refuses owners that are the zero address or duplicates", async () => {
      await expectRefused(createAccount(stage.suite, { owners: [ZERO] }), "InvalidOwner");
      const owner = stage.deployer.address;
      await expectRefused(createAccount(stage.suite, { owners: [owner, owner] }), "OwnerAlreadyExists");
    });

    it("adds validators and owners together, and emits events for both", async () => {
      const validator = await stage.deploy("TestValidator");
      const install = encodeModuleInstall(validator, encodePasswordInstall("a"));
      const owner = Wallet.createRandom().address;
      const response = await stage.suite.factory.deployProxySsoAccount(
        hexlify(randomBytes(32)),
        [install],
        [owner],
      );
      const receipt = (await response.wait())!;
      const [created] = eventsOf(receipt, stage.suite.factory.interface, "AccountCreated");
      const contract = ERC7579Account__factory.connect(created!.accountAddress as string, stage.deployer);
      expect([...(await contract.listModuleValidators())]).to.deep.equal([validator]);
      expect([...(await contract.listK1Owners())]).to.deep.equal([owner]);
      expect(eventsOf(receipt, contract.interface, "Initialized")[0]!.version).to.equal(1n);
    });
  });

  describe("storage (A16)", () => {
    it("is confined to the account's ERC-7201 namespaces", async () => {
      const addressAt = async (slot: string) =>
        getAddress(toBeHex(BigInt(await account.provider.getStorage(account.address, slot)), 20));
      const registry = erc7201Slot("zksync-sso.storage.AccountRegistry");
      const head = BigInt(await account.provider.getStorage(account.address, registry));
      const latest = `0x${(head & (2n ** 160n - 1n)).toString(16).padStart(40, "0")}`;
      expect(latest).to.equal(addressOf(account.ownerKey).toLowerCase());
      expect((head >> 160n) & 0xffn, "version").to.equal(1n);

      const selector = TestFallbackHandler__factory.createInterface().getFunction("whoCalls").selector;
      const handler = await stage.deploy("TestFallbackHandler");
      await account.sendSelf("installModule", [3n, handler, selector]);
      const handlers = erc7201Slot("zksync-sso.storage.FallbackHandlers");
      const place = keccak256(concat([zeroPadBytes(selector, 32), handlers]));
      expect(await addressAt(place)).to.equal(handler);

      for (const slot of [0n, 1n, 2n]) {
        expect(BigInt(await account.provider.getStorage(account.address, slot))).to.equal(0n);
      }
    });
  });
});
