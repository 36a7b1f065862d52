import { expect } from "chai";
import { AbiCoder, id, keccak256, parseEther, randomBytes, ZeroAddress, type Interface } from "ethers";
import { TestExecutor__factory, WebAuthnModule__factory } from "../../../typechain-types";
import {
  accountStage,
  addressOf,
  ownedAccount,
  type AccountStage,
  type OwnedAccount,
} from "../../helpers/accounts/account-fixture";
import { chainTime } from "../../helpers/chain/chain-time";
import { encodeMode, encodeSingle } from "../../helpers/accounts/execution-mode";
import { expectRefused, INVALID_SIGNATURE } from "../../helpers/accounts/expect-refused";
import { encodePasskeyInstall } from "../../helpers/accounts/module-install";
import { passkeySigner } from "../../helpers/passkeys/passkey-signer";
import { receiptOfFailure } from "../../helpers/chain/receipt-of-failure";
import { sendAs } from "../../helpers/accounts/send-as";
import { DAY } from "../../helpers/sessions/session-host";
import { secp256k1KeyPair } from "../../helpers/sessions/session-keypair";
import { callTo } from "../../helpers/sessions/session-policies";
import { keyPairSigner } from "../../helpers/sessions/session-signer";
import { setUpForEach } from "../../helpers/project/set-up-for-each";
import { createPasskey, type Passkey } from "../../helpers/passkeys/software-authenticator";
import { lifetime } from "../../helpers/sessions/usage-limit";

const ORIGIN = "https://auth.example";
const ALICE = "0xa11ce00000000000000000000000000000000001";
const GAS_LIMIT = 3_000_000n;

describe("WebAuthnModule: installed on accounts", () => {
  let stage: AccountStage;
  let account: OwnedAccount;
  let module: string;
  const modules: Interface = WebAuthnModule__factory.createInterface();

  before(async () => {
    stage = await accountStage();
    module = stage.suite.addresses.passkey;
  });
  setUpForEach(async () => {
    account = await ownedAccount(stage);
  });

  const make = () => createPasskey({ origin: ORIGIN });
  const install = (passkey?: Passkey) =>
    account.sendSelf("addModuleValidator", [module, passkey ? encodePasskeyInstall(passkey) : "0x"]);
  const pay = (passkey: Passkey) =>
    sendAs(account, passkeySigner(passkey, module), { to: ALICE, value: 1n, gasLimit: GAS_LIMIT });
  /** Calls the passkey module from the account, signed by its owner or by a passkey. */
  const tell = (functionName: string, values: unknown[], passkey?: Passkey) =>
    sendAs(account, passkey ? passkeySigner(passkey, module) : account.owner, {
      to: module,
      data: modules.encodeFunctionData(functionName, values),
    });
  const add = (passkey: Passkey, signer?: Passkey) =>
    tell("addValidationKey", [passkey.credentialId, [...passkey.publicKey], ORIGIN], signer);
  const opened = ({ credentialId }: Passkey) =>
    stage.suite.passkeyModule.registeredAddress(ORIGIN, credentialId);
  const wrongEntry = AbiCoder.defaultAbiCoder().encode(
    ["tuple(string,bytes)[]"],
    [[[ORIGIN, randomBytes(16)]]],
  );

  /** Expects the new passkey to sign, and the old ones not to. */
  async function expectOnly(passkey: Passkey, old: readonly Passkey[]): Promise<void> {
    for (const each of old) {
      await expectRefused(pay(each), INVALID_SIGNATURE);
      expect(await opened(each)).to.equal(ZeroAddress);
    }
    await pay(passkey);
    expect(await opened(passkey)).to.equal(account.address);
  }

  for (const [how, data] of [
    ["nothing", "0x"],
    ["data that is not a list", "0x01"],
    ["a list with an entry that is not a key", wrongEntry],
  ]) {
    for (const way of ["removeModuleValidator", "unlinkModuleValidator"]) {
      it(`W16: lets no old passkey sign after ${way} with ${how} and a new installation`, async () => {
        const [first, second, later] = [make(), make(), make()];
        await install(first);
        await add(second);
        await account.sendSelf(way, [module, data]);
        await install(later);
        await expectOnly(later, [first, second]);
      });
    }
  }

  it("announces once, where there was an installation, that all passkeys are removed", async () => {
    const topic = stage.suite.passkeyModule.interface.getEvent("AllPasskeysRemoved").topicHash;
    const announced = async (name: string, args: unknown[]) => {
      const { logs } = await account.sendSelf(name, args);
      return logs.filter(({ address, topics }) => address === module && topics[0] === topic).length;
    };
    expect(await announced("addModuleValidator", [module, encodePasskeyInstall(make())])).to.equal(0);
    expect(await announced("removeModuleValidator", [module, "0x"])).to.equal(1);
    expect(await announced("addModuleValidator", [module, encodePasskeyInstall(make())])).to.equal(0);
    expect(await announced("unlinkModuleValidator", [module, "0x"])).to.equal(0);
    expect(await announced("addModuleValidator", [module, "0x"]), "without onUninstall").to.equal(1);
  });

  it("W16: lets no old passkey sign after it was unlinked with hardly any gas and installed again", async () => {
    const first = make();
    const abi: Interface = account.contract.interface;
    await install(first);
    const installed = (await stage.suite.provider.send("evm_snapshot", [])) as string;
    let revision = installed;
    for (let gasLimit = 70_000n; gasLimit <= 130_000n; gasLimit += 5_000n) {
      const data = abi.encodeFunctionData("unlinkModuleValidator", [module, "0x"]);
      await account.send({ to: account.address, data, gasLimit }).catch(() => undefined);
      if (!(await account.contract.isModuleValidator(module))) {
        const later = make();
        await install(later);
        await expectOnly(later, [first]);
      }
      await stage.suite.provider.send("evm_revert", [revision]);
      revision = (await stage.suite.provider.send("evm_snapshot", [])) as string;
    }
  });

  it("W16: lets no old passkey sign after it was renounced as the last key and installed again", async () => {
    const [first, later] = [make(), make()];
    const executor = TestExecutor__factory.connect(await stage.deploy("TestExecutor"), stage.deployer);
    const act = async (target: string, callData: string) =>
      (await executor.run(account.address, encodeMode("single"), encodeSingle({ target, callData }))).wait();
    const abi: Interface = account.contract.interface;
    await account.sendSelf("installModule", [2n, await executor.getAddress(), "0x"]);
    await install(first);
    await account.sendSelf("removeK1Owner", [addressOf(account.ownerKey)]);
    await sendAs(account, passkeySigner(first, module), {
      to: account.address,
      data: abi.encodeFunctionData("renounceLastKey", [module]),
    });

    const installation = [1n, module, encodePasskeyInstall(later)];
    await act(account.address, abi.encodeFunctionData("installModule", installation));
    await expectOnly(later, [first]);
  });

  it("W16: accepts an old passkey again once it is added again", async () => {
    const [first, second] = [make(), make()];
    await install(first);
    await account.sendSelf("removeModuleValidator", [module, "0x"]);
    await install(first);
    await account.sendSelf("removeModuleValidator", [module, "0x"]);
    await install(second);
    await expectRefused(pay(first), INVALID_SIGNATURE);
    await add(first);
    await pay(first);
  });

  it("W17: accepts no passkey before it is installed, even from a session that may add one", async () => {
    const key = secp256k1KeyPair();
    const spec = {
      signer: key.address,
      expiresAt: (await chainTime(account.provider)) + DAY,
      feeLimit: lifetime(parseEther("0.1")),
      callPolicies: [callTo(module, modules.getFunction("addValidationKey")?.selector ?? "")],
      transferPolicies: [],
    };
    const { session } = stage.suite.addresses;
    await account.sendSelf("installModule", [1n, session, "0x"]);
    await account.send({
      to: session,
      data: stage.suite.sessionModule.interface.encodeFunctionData("createSession", [spec]),
    });
    const planted = make();
    const clock = () => chainTime(account.provider);
    const plant = sendAs(account, keyPairSigner(key, { spec, module: session, clock }), {
      to: module,
      data: modules.encodeFunctionData("addValidationKey", [
        planted.credentialId,
        [...planted.publicKey],
        ORIGIN,
      ]),
      gasLimit: GAS_LIMIT,
    });
    expect((await receiptOfFailure(plant)).status).to.equal(0);
    await expectRefused(add(planted), "AccountNotInitialized");

    const own = make();
    await install(own);
    await expectOnly(own, [planted]);
  });

  it("W18: lets no other account add a removed credential and capture its login", async () => {
    const [first, second] = [make(), make()];
    await install(first);
    await add(second);
    const removal = [first.credentialId, ORIGIN];
    await tell("removeValidationKey", removal);
    const thief = await ownedAccount(stage);
    const install2 = (passkey: Passkey) =>
      thief.sendSelf("installModule", [1n, module, encodePasskeyInstall(passkey)]);
    await expectRefused(install2(first), "KeyExists");
    await thief.sendSelf("installModule", [1n, module, "0x"]);
    const data = modules.encodeFunctionData("addValidationKey", [
      first.credentialId,
      [...first.publicKey],
      ORIGIN,
    ]);
    const { error } = await expectRefused(thief.send({ to: module, data }), "KeyExists");
    expect(error?.args[0]).to.equal(account.address);
    expect(await opened(first)).to.equal(ZeroAddress);
    const names = [id(ORIGIN), keccak256(first.credentialId)] as const;
    expect(await stage.suite.passkeyModule.credentialOwner(...names)).to.equal(account.address);
    await add(first);
    expect(await opened(first)).to.equal(account.address);
  });

  describe("called by the account itself", () => {
    let passkey: Passkey;
    beforeEach(() => {
      passkey = make();
    });

    /**
     * Each call an account could make to the callbacks, and why it is refused while the module is installed.
     */
    const callbacks = (): [name: string, data: string, reason: string][] => [
      ["onInstall", "0x", "CallbackOutOfTurn"],
      ["onInstall", encodePasskeyInstall(make()), "CallbackOutOfTurn"],
      ["onInstall", "0x01", "CallbackOutOfTurn"],
      ["onUninstall", "0x", "CallbackOutOfTurn"],
      ["onUninstall", wrongEntry, "CallbackOutOfTurn"],
    ];

    it("A30: keeps the last passkey and its protection", async () => {
      await install(passkey);
      await account.sendSelf("removeK1Owner", [addressOf(account.ownerKey)]);
      for (const [name, data, reason] of callbacks()) {
        await expectRefused(tell(name, [data], passkey), reason);
      }
      const abi: Interface = account.contract.interface;
      for (const name of ["removeModuleValidator", "unlinkModuleValidator"]) {
        const data = abi.encodeFunctionData(name, [module, "0x"]);
        const sent = sendAs(account, passkeySigner(passkey, module), { to: account.address, data });
        await expectRefused(sent, "LastKey");
      }
      await expectRefused(
        tell("removeValidationKey", [passkey.credentialId, ORIGIN], passkey),
        "LastPasskey",
      );
      await pay(passkey);
    });

    it("A30: keeps all passkeys of an account with other keys", async () => {
      const second = make();
      await install(passkey);
      await add(second);
      for (const [name, data, reason] of callbacks()) await expectRefused(tell(name, [data]), reason);
      await pay(passkey);
      await pay(second);
    });

    it("A30: leaves nothing behind for a later installation", async () => {
      const [planted, added] = [make(), make()];
      await tell("onInstall", ["0x"]);
      await tell("onInstall", [encodePasskeyInstall(planted)]);
      await expectRefused(add(added), "AccountNotInitialized");
      await expectRefused(pay(planted), INVALID_SIGNATURE);
      await install(passkey);
      await expectOnly(passkey, [planted, added]);
    });
  });
});
