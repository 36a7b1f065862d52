import { expect } from "chai";
import { hexlify, parseEther, randomBytes, type TransactionReceipt } from "ethers";
import { utils, Wallet } from "zksync-ethers";
import { deployPaymaster } from "../../../scripts/suite/deploy-suite";
import { DEFAULT_LIMITS } from "../../../scripts/suite/sponsored-calls";
import { AAFactory__factory, SsoPaymaster__factory, type SsoPaymaster } from "../../../typechain-types";
import { accountStage, type AccountStage } from "../../helpers/accounts/account-fixture";
import { chainTime } from "../../helpers/chain/chain-time";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { fund } from "../../helpers/chain/fund";
import { localProvider } from "../../helpers/chain/local-chain";
import { encodeModuleInstall, encodePasskeyInstall } from "../../helpers/accounts/module-install";
import { passkeySigner } from "../../helpers/passkeys/passkey-signer";
import { costOf, selectorOf } from "../../helpers/accounts/paymaster-host";
import { receiptOfFailure } from "../../helpers/chain/receipt-of-failure";
import { sendAs } from "../../helpers/accounts/send-as";
import { secp256k1KeyPair } from "../../helpers/sessions/session-keypair";
import { callTo } from "../../helpers/sessions/session-policies";
import { keyPairSigner } from "../../helpers/sessions/session-signer";
import type { SessionSpec } from "../../helpers/sessions/session-spec";
import { createPasskey, type Passkey } from "../../helpers/passkeys/software-authenticator";
import { walletDeployer } from "../../helpers/accounts/suite";
import { lifetime } from "../../helpers/sessions/usage-limit";

const GAS_LIMIT = 10_000_000n;

describe("SsoPaymaster: smart accounts", () => {
  const provider = localProvider();
  let stage: AccountStage;
  let paymaster: SsoPaymaster;
  let address: string;
  let app: string;
  let newcomer: Wallet;
  let passkey: Passkey;

  before(async () => {
    stage = await accountStage();
    app = await stage.deploy("FeeBurner");
  });
  beforeEach(async () => {
    const deployer = walletDeployer(stage.deployer);
    address = await deployPaymaster(deployer, stage.suite.addresses, stage.deployer.address);
    paymaster = SsoPaymaster__factory.connect(address, stage.deployer);
    await fund(stage.deployer, address, parseEther("1"));
    newcomer = new Wallet(Wallet.createRandom().privateKey, provider);
    passkey = createPasskey({ origin: "https://auth.example" });
  });

  const paymasterParams = () => utils.getPaymasterParams(address, { type: "General", innerInput: "0x" });

  /** The newcomer, whose wallet is empty, deploys an account with the passkey and the session module. */
  const signUp = async (uniqueId: string): Promise<TransactionReceipt> => {
    const { addresses } = stage.suite;
    const validators = [
      encodeModuleInstall(addresses.passkey, encodePasskeyInstall(passkey)),
      encodeModuleInstall(addresses.session),
    ];
    const factory = AAFactory__factory.connect(addresses.accountFactory, newcomer);
    const request = await factory.deployProxySsoAccount.populateTransaction(uniqueId, validators, []);
    const customData = {
      gasPerPubdata: utils.DEFAULT_GAS_PER_PUBDATA_LIMIT,
      paymasterParams: paymasterParams(),
    };
    const type = utils.EIP712_TX_TYPE;
    return (await newcomer.sendTransaction({ ...request, type, gasLimit: GAS_LIMIT, customData })).wait();
  };
  const accountAddress = () =>
    stage.suite.passkeyModule.registeredAddress(passkey.origin, passkey.credentialId);
  const spentBy = async (sender: string) =>
    DEFAULT_LIMITS.perSender - (await paymaster.remaining(sender)).forSender;

  it("are deployed from an empty wallet, open sessions and use them, without paying a fee", async () => {
    const { addresses, sessionModule } = stage.suite;
    const deployment = await signUp(hexlify(randomBytes(32)));
    expect(await spentBy(newcomer.address)).to.equal(costOf(deployment));

    const account = { address: await accountAddress(), provider };
    const key = secp256k1KeyPair();
    const spec: SessionSpec = {
      signer: key.address,
      expiresAt: (await chainTime(provider)) + 3600n,
      feeLimit: lifetime(1n),
      callPolicies: [callTo(app, selectorOf("nothing")), callTo(app, selectorOf("fail"))],
      transferPolicies: [],
    };
    const opened = await sendAs(account, passkeySigner(passkey, addresses.passkey), {
      to: addresses.session,
      data: sessionModule.interface.encodeFunctionData("createSession", [spec]),
      paymasterParams: paymasterParams(),
    });

    const session = keyPairSigner(key, { spec, module: addresses.session, clock: () => chainTime(provider) });
    const use = (data: string) =>
      sendAs(account, session, { to: app, data, gasLimit: 1_000_000n, paymasterParams: paymasterParams() });
    await expectRefused(use(selectorOf("nothing")), "CallNotSponsored");
    const calls = ["nothing", "fail"].map((name) => ({ target: app, selector: selectorOf(name) }));
    await (await paymaster.setSponsored(calls, true)).wait();
    const used = await use(selectorOf("nothing"));
    const reverted = await receiptOfFailure(use(selectorOf("fail")));

    expect(await provider.getBalance(account.address)).to.equal(0n);
    expect(await provider.getBalance(newcomer.address)).to.equal(0n);
    expect((await sessionModule.sessionState(account.address, spec)).feesRemaining).to.equal(1n);
    // It is one sender, whichever of its keys signed and whether or not the call succeeded.
    expect(await spentBy(account.address)).to.equal(costOf(opened) + costOf(used) + costOf(reverted));
  });

  it("are charged to the wallet's share when their deployment fails", async () => {
    const uniqueId = hexlify(randomBytes(32));
    const first = await signUp(uniqueId);
    const second = await receiptOfFailure(signUp(uniqueId));
    expect(second.status).to.equal(0);
    expect(await spentBy(newcomer.address)).to.equal(costOf(first) + costOf(second));
  });
});
