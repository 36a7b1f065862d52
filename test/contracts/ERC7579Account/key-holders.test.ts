import { expect } from "chai";
import { concat, dataSlice, hexlify, randomBytes, toBeHex, ZeroHash, type Interface } from "ethers";
import {
  ERC7579Account__factory,
  TestExecutor__factory,
  WebAuthnModule__factory,
} from "../../../typechain-types";
import {
  accountStage,
  addressOf,
  ownedAccount,
  type AccountStage,
  type OwnedAccount,
} from "../../helpers/accounts/account-fixture";
import { encodeMode, encodeSingle } from "../../helpers/accounts/execution-mode";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { encodeModuleInstall, encodePasskeyInstall } from "../../helpers/accounts/module-install";
import { encodePasswordInstall, passwordSigner } from "../../helpers/accounts/password-signer";
import { passkeySigner } from "../../helpers/passkeys/passkey-signer";
import { setUpForEach } from "../../helpers/project/set-up-for-each";
import { sendAs } from "../../helpers/accounts/send-as";
import { createPasskey, type Passkey } from "../../helpers/passkeys/software-authenticator";
import { createAccount } from "../../helpers/accounts/suite-account";

/** `Resistance.BurnGas` of HostileModule.sol. */
const BURNS_GAS = 1;

describe("ERC7579Account: key holders", () => {
  let stage: AccountStage;
  let account: OwnedAccount;
  before(async () => {
    stage = await accountStage();
  });
  setUpForEach(async () => {
    account = await ownedAccount(stage);
  });

  /** Installs an executor, and returns what has it call one of the account's own functions. */
  const withExecutor = async () => {
    const executor = await stage.deploy("TestExecutor");
    await account.sendSelf("installModule", [2n, executor, "0x"]);
    const runner = TestExecutor__factory.connect(executor, stage.deployer);
    return async (name: string, args: unknown[]) => {
      const { interface: abi } = account.contract as { interface: Interface };
      const call = encodeSingle({ target: account.address, callData: abi.encodeFunctionData(name, args) });
      await (await runner.run(account.address, encodeMode("single"), call)).wait();
    };
  };

  describe("a validator that signs only within limits (A3, A13)", () => {
    let session: string;
    beforeEach(async () => {
      session = stage.suite.addresses.session;
      await account.sendSelf("addModuleValidator", [session, "0x"]);
    });

    it("does not count as a key when the last one is removed", async () => {
      await expectRefused(account.sendSelf("removeK1Owner", [addressOf(account.ownerKey)]), "LastKey");
      const validator = await stage.deploy("TestValidator");
      await account.sendSelf("addModuleValidator", [validator, encodePasswordInstall("a")]);
      await account.sendSelf("removeK1Owner", [addressOf(account.ownerKey)]);
      const signer = passwordSigner(validator, "a");
      const abi: Interface = account.contract.interface;
      for (const name of ["removeModuleValidator", "unlinkModuleValidator"]) {
        const data = abi.encodeFunctionData(name, [validator, "0x"]);
        await expectRefused(sendAs(account, signer, { to: account.address, data }), "LastKey");
      }
    });

    it("does not count as a key of a new account, whoever initializes it", async () => {
      const { factory, addresses } = stage.suite;
      const install = [encodeModuleInstall(session)];
      const id = hexlify(randomBytes(32));
      await expectRefused(factory.deployProxySsoAccount(id, install, []), "NoKeys");
      const proxy = await stage.deploy("AccountProxy", [addresses.beacon]);
      const fresh = ERC7579Account__factory.connect(proxy, stage.deployer);
      await expectRefused(fresh.initialize.staticCall(install, []), "NoKeys");
      await expectRefused(fresh.initialize.staticCall([], []), "NoKeys");
      await fresh.initialize.staticCall(install, [stage.deployer.address]);
    });

    it("cannot be renounced as the last key, and does not prevent renouncing the last key", async () => {
      await expectRefused(account.sendSelf("renounceLastKey", [session]), "NotLastKey");
      await account.sendSelf("renounceLastKey", [addressOf(account.ownerKey)]);
      expect(await account.contract.isModuleValidator(session)).to.equal(true);
    });

    it("can be removed and reinstalled, and still does not count", async () => {
      await account.sendSelf("removeModuleValidator", [session, "0x"]);
      expect([...(await account.contract.listModuleValidators())]).to.deep.equal([]);
      expect(await account.contract.isModule(session)).to.equal(false);
      await account.sendSelf("installModule", [1n, session, "0x"]);
      await expectRefused(account.sendSelf("removeK1Owner", [addressOf(account.ownerKey)]), "LastKey");
    });

    it("can still be removed by an executor when no key is left, and is not renounced as one", async () => {
      const tell = await withExecutor();
      const hook = await stage.deploy("TestHook");
      await account.sendSelf("addHook", [hook, false, "0x"]);
      await account.sendSelf("renounceLastKey", [addressOf(account.ownerKey)]);
      await expectRefused(tell("renounceLastKey", [session]), "NotLastKey");
      const stranger = stage.deployer.address;
      expect(await account.contract.isLastKey(stranger), "it is no key, and so not the last").to.equal(false);
      await tell("unlinkModule", [1n, session, "0x"]);
      expect(await account.contract.isModuleValidator(session)).to.equal(false);
      await tell("removeHook", [hook, false, "0x"]);
      expect(await account.contract.isHook(hook)).to.equal(false);
    });
  });

  describe("a validator that signs only while it holds keys, as passkeys do (A3, A13)", () => {
    const origin = "https://sso.example";
    let module: string;
    beforeEach(() => {
      module = stage.suite.addresses.passkey;
    });

    const modules: Interface = WebAuthnModule__factory.createInterface();
    const addition = ({ credentialId, publicKey }: Passkey) =>
      modules.encodeFunctionData("addValidationKey", [credentialId, [...publicKey], origin]);
    const removal = ({ credentialId }: Passkey) =>
      modules.encodeFunctionData("removeValidationKey", [credentialId, origin]);

    it("does not count as a key of a new account that brings no passkey", async () => {
      const install = [encodeModuleInstall(module)];
      await expectRefused(
        stage.suite.factory.deployProxySsoAccount(hexlify(randomBytes(32)), install, []),
        "NoKeys",
      );
      await createAccount(stage.suite, { passkey: createPasskey({ origin }) });
    });

    it("counts from its first passkey to its last", async () => {
      const owner = addressOf(account.ownerKey);
      const [first, second] = [createPasskey({ origin }), createPasskey({ origin })];
      const removeOwner = () => account.sendSelf("removeK1Owner", [owner]);
      await account.sendSelf("addModuleValidator", [module, "0x"]);
      await expectRefused(removeOwner(), "LastKey");
      for (const passkey of [first, second]) await account.send({ to: module, data: addition(passkey) });
      for (const passkey of [first, second]) await account.send({ to: module, data: removal(passkey) });
      await expectRefused(removeOwner(), "LastKey");
      await account.send({ to: module, data: addition(first) });
      await removeOwner();
      await sendAs(account, passkeySigner(first, module), { to: stage.deployer.address, value: 1n });
    });

    it("keeps its last passkey and stays installed if the account has no other key", async () => {
      const [first, second] = [createPasskey({ origin }), createPasskey({ origin })];
      await account.sendSelf("addModuleValidator", [module, encodePasskeyInstall(first)]);
      await account.sendSelf("removeK1Owner", [addressOf(account.ownerKey)]);
      const send = (to: string, data: string, passkey = first) =>
        sendAs(account, passkeySigner(passkey, module), { to, data });
      const abi: Interface = account.contract.interface;

      const refusal = await expectRefused(send(module, removal(first)), "LastPasskey");
      expect(refusal.error?.args[0]).to.equal(account.address);
      for (const name of ["onInstall", "onUninstall"]) {
        await expectRefused(send(module, modules.encodeFunctionData(name, ["0x"])), "CallbackOutOfTurn");
      }
      for (const name of ["removeModuleValidator", "unlinkModuleValidator"]) {
        await expectRefused(send(account.address, abi.encodeFunctionData(name, [module, "0x"])), "LastKey");
      }
      await send(module, addition(second));
      await send(module, removal(first));
      await expectRefused(send(module, removal(second), second), "LastPasskey");
    });

    it("keeps its last passkey whatever the gas, even if other modules use much of it when asked", async () => {
      const { provider } = stage.suite;
      const passkey = createPasskey({ origin });
      await account.sendSelf("addModuleValidator", [module, encodePasskeyInstall(passkey)]);
      for (let i = 0; i < 3; i++)
        await account.sendSelf("installModule", [1n, await stage.deploy("HostileModule", [BURNS_GAS]), "0x"]);
      await account.sendSelf("removeK1Owner", [addressOf(account.ownerKey)]);
      const registered = () => stage.suite.passkeyModule.registeredAddress(origin, passkey.credentialId);
      let revision: unknown = await provider.send("evm_snapshot", []);
      for (let gasLimit = 200_000n; gasLimit <= 400_000n; gasLimit += 10_000n) {
        const attempt = { to: module, data: removal(passkey), gasLimit };
        await sendAs(account, passkeySigner(passkey, module), attempt).catch(() => undefined);
        expect(await registered(), `gas limit ${gasLimit}`).to.equal(account.address);
        await provider.send("evm_revert", [revision]);
        revision = await provider.send("evm_snapshot", []);
      }
    });

    it("can be renounced together with its passkeys", async () => {
      const passkey = createPasskey({ origin });
      await account.sendSelf("addModuleValidator", [module, encodePasskeyInstall(passkey)]);
      await expectRefused(account.sendSelf("renounceLastKey", [module]), "NotLastKey");
      await account.sendSelf("removeK1Owner", [addressOf(account.ownerKey)]);
      const data = account.contract.interface.encodeFunctionData("renounceLastKey", [module]);
      await sendAs(account, passkeySigner(passkey, module), { to: account.address, data });
      expect(await account.contract.isModuleValidator(module)).to.equal(false);
    });

    it("counts by the keys it holds each time it is reinstalled", async () => {
      const [first, second] = [createPasskey({ origin }), createPasskey({ origin })];
      const owner = addressOf(account.ownerKey);
      await account.sendSelf("addModuleValidator", [module, encodePasskeyInstall(first)]);
      await account.sendSelf("removeModuleValidator", [module, "0x"]);
      await account.sendSelf("addModuleValidator", [module, "0x"]);
      await expectRefused(account.sendSelf("removeK1Owner", [owner]), "LastKey");
      await account.sendSelf("removeModuleValidator", [module, "0x"]);
      await account.sendSelf("addModuleValidator", [module, encodePasskeyInstall(second)]);
      await account.sendSelf("removeK1Owner", [owner]);
    });

    it("keeps counting whatever the account calls on it by itself while it is installed (A30)", async () => {
      await account.sendSelf("addModuleValidator", [module, encodePasskeyInstall(createPasskey({ origin }))]);
      for (const name of ["onInstall", "onUninstall"]) {
        const data = modules.encodeFunctionData(name, ["0x"]);
        await expectRefused(account.send({ to: module, data }), "CallbackOutOfTurn");
      }
      await account.sendSelf("removeK1Owner", [addressOf(account.ownerKey)]);
      expect(await account.contract.isLastKey(module)).to.equal(true);
    });

    it("is reported as the last key when it is, which the session module never is", async () => {
      expect(await account.contract.isLastKey(module)).to.equal(false);
      await account.sendSelf("addModuleValidator", [module, encodePasskeyInstall(createPasskey({ origin }))]);
      expect(await account.contract.isLastKey(module)).to.equal(false);
      await account.sendSelf("removeK1Owner", [addressOf(account.ownerKey)]);
      expect(await account.contract.isLastKey(module)).to.equal(true);
      expect(await account.contract.isLastKey(stage.suite.addresses.session)).to.equal(false);
    });

    it("counts by the first word of its answer, and not if that is shorter than a word", async () => {
      const yes = toBeHex(1, 32);
      for (const [answer, counts] of [
        ["0x", false],
        ["0x01", false],
        [dataSlice(yes, 1), false],
        [`0x${"ff".repeat(31)}`, false],
        [concat([ZeroHash, "0x01"]), false],
        [yes, true],
        [concat([yes, "0x00"]), true],
      ] as const) {
        const fresh = await ownedAccount(stage);
        const validator = await stage.deploy("RawAnswerValidator", [true]);
        await fresh.sendSelf("addModuleValidator", [validator, answer]);
        const removal = fresh.sendSelf("removeK1Owner", [addressOf(fresh.ownerKey)]);
        if (counts) await removal;
        else await expectRefused(removal, "LastKey");
      }
    });

    it("is asked only if it says that it is to be: any other validator counts, whatever it would answer", async () => {
      const tell = await withExecutor();
      const validator = await stage.deploy("RawAnswerValidator", [false]);
      await account.sendSelf("addModuleValidator", [validator, ZeroHash]);
      await account.sendSelf("removeK1Owner", [addressOf(account.ownerKey)]);
      await expectRefused(tell("unlinkModule", [1n, validator, "0x"]), "LastKey");
    });

    for (const [index, way] of ["reverts", "burns all its gas", "returns half a megabyte"].entries()) {
      it(`does not count if it ${way} when asked, and does not prevent removing anything else (A2)`, async () => {
        const hostile = await stage.deploy("HostileModule", [index]);
        const passkey = createPasskey({ origin });
        await account.sendSelf("addModuleValidator", [hostile, "0x"]);
        await expectRefused(account.sendSelf("removeK1Owner", [addressOf(account.ownerKey)]), "LastKey");
        await account.sendSelf("addModuleValidator", [module, encodePasskeyInstall(passkey)]);
        await account.sendSelf("removeK1Owner", [addressOf(account.ownerKey)]);
        const data = account.contract.interface.encodeFunctionData("unlinkModuleValidator", [hostile, "0x"]);
        await sendAs(account, passkeySigner(passkey, module), { to: account.address, data });
        expect(await account.contract.isModuleValidator(hostile)).to.equal(false);
      });

      it(`may be a key if it ${way} when asked: as the last one it is renounced and not removed`, async () => {
        const hostile = await stage.deploy("HostileModule", [index]);
        const tell = await withExecutor();
        await account.sendSelf("addModuleValidator", [hostile, "0x"]);
        await account.sendSelf("renounceLastKey", [addressOf(account.ownerKey)]);
        await expectRefused(tell("unlinkModule", [1n, hostile, "0x"]), "LastKey");
        await tell("renounceLastKey", [hostile]);
        expect(await account.contract.isModuleValidator(hostile)).to.equal(false);
      });
    }
  });
});
