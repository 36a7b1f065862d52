import { computeAddress, hexlify, parseEther, randomBytes, SigningKey } from "ethers";
import hre from "hardhat";
import { Provider, Wallet } from "zksync-ethers";
import type { AccountSigner } from "../../test/helpers/accounts/account-signer";
import { chainTime } from "../../test/helpers/chain/chain-time";
import { fund } from "../../test/helpers/chain/fund";
import { ownerSigner } from "../../test/helpers/accounts/owner-signer";
import { passkeySigner } from "../../test/helpers/passkeys/passkey-signer";
import { sendAs } from "../../test/helpers/accounts/send-as";
import { callTo, onArgument, transferTo } from "../../test/helpers/sessions/session-policies";
import { sessionSigner } from "../../test/helpers/sessions/session-signer";
import { ConstraintCondition, type SessionSpec } from "../../test/helpers/sessions/session-spec";
import { createPasskey } from "../../test/helpers/passkeys/software-authenticator";
import { createAccount, type SuiteAccount } from "../../test/helpers/accounts/suite-account";
import { deploySuite, walletDeployer, type Suite } from "../../test/helpers/accounts/suite";
import { lifetime } from "../../test/helpers/sessions/usage-limit";
import { TestToken__factory, type TestToken } from "../../typechain-types";
import { word } from "../../test/helpers/chain/calldata";

/** The recipient. It already has ETH and tokens, as most do. */
export const FRIEND = "0xf41e4d0000000000000000000000000000000001";

const DAY = 86_400n;

/** An account with every kind of key, on a fresh suite. */
export interface GasStage {
  readonly suite: Suite;
  readonly account: SuiteAccount;
  readonly token: TestToken;
  readonly owner: AccountSigner;
  readonly passkey: AccountSigner;
  /** A session that may send ETH to the friend. */
  openTransferSession(): Promise<AccountSigner>;
  /** A session that may also send tokens: to the friend (one constraint) and up to a total (another). */
  openCallSession(): Promise<AccountSigner>;
  /** A session as it would be opened when an account is created. */
  newSession(): Promise<{ spec: SessionSpec; privateKey: string }>;
}

/** Deploys all of it to the node at `url`. */
export async function gasStage(url: string): Promise<GasStage> {
  const provider = new Provider(url, undefined, { cacheTimeout: -1, batchMaxCount: 1, pollingInterval: 20 });
  const deployer = new Wallet((await hre.deployer.getWallet()).privateKey, provider);
  const suite = await deploySuite(deployer);
  const token = TestToken__factory.connect(await walletDeployer(deployer).deploy("TestToken", []), deployer);
  const ownerKey = hexlify(randomBytes(32));
  const owner = ownerSigner(ownerKey);
  const passkey = createPasskey({ origin: "https://sso.example" });
  const account = await createAccount(suite, { passkey, session: true, owners: [addressOf(ownerKey)] });
  for (const holder of [account.address, FRIEND]) {
    await fund(deployer, holder, parseEther("1"));
    await (await token.mint(holder, parseEther("1"))).wait();
  }

  const transfers = [transferTo(FRIEND, lifetime(parseEther("0.5")))];
  const constraints = [
    onArgument(0n, { condition: ConstraintCondition.Equal, refValue: word(BigInt(FRIEND)) }),
    onArgument(1n, { limit: lifetime(parseEther("0.5")) }),
  ];
  const calls = [
    callTo(await token.getAddress(), token.interface.getFunction("transfer").selector, { constraints }),
  ];
  const newSpec = async (parts: Partial<SessionSpec>) => {
    const privateKey = hexlify(randomBytes(32));
    const spec: SessionSpec = {
      signer: addressOf(privateKey),
      expiresAt: (await chainTime(provider)) + DAY,
      feeLimit: lifetime(parseEther("0.5")),
      callPolicies: [],
      transferPolicies: [],
      ...parts,
    };
    return { spec, privateKey };
  };
  const open = async (parts: Partial<SessionSpec>) => {
    const { spec, privateKey } = await newSpec(parts);
    const data = suite.sessionModule.interface.encodeFunctionData("createSession", [spec]);
    await sendAs(account, owner, { to: suite.addresses.session, data });
    const clock = () => chainTime(provider);
    return sessionSigner({ privateKey, spec, module: suite.addresses.session, clock });
  };
  return {
    suite,
    account,
    token,
    owner,
    passkey: passkeySigner(passkey, suite.addresses.passkey),
    openTransferSession: () => open({ transferPolicies: transfers }),
    openCallSession: () => open({ callPolicies: calls, transferPolicies: transfers }),
    newSession: () => newSpec({ transferPolicies: transfers }),
  };
}

function addressOf(privateKey: string): string {
  return computeAddress(new SigningKey(privateKey).publicKey);
}
