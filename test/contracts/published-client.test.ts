import { expect } from "chai";
import { parseEther, Wallet } from "ethers";
import { createWalletClient, erc20Abi, http, type Address, type Hex } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { getApprovalBasedPaymasterInput, zksyncInMemoryNode } from "viem/zksync";
import { createZksyncEcdsaClient, deployAccount, fetchAccount } from "zksync-sso-published/client/ecdsa";
import { createZksyncSessionClient } from "zksync-sso-published/client/session";
import { SessionStatus, type SessionConfig } from "zksync-sso-published/utils";
import { formatSessionPreferences, LimitZero } from "../../sdk/src/session/index.js";
import { fund } from "../helpers/chain/fund";
import { fundedWallet, localProvider, localUrl } from "../helpers/chain/local-chain";
import { sessionHash, type SessionSpec } from "../helpers/sessions/session-spec";
import { deploySuite, walletDeployer, type Suite } from "../helpers/accounts/suite";
import { TestToken__factory } from "../../typechain-types";

/** The npm package `zksync-sso` 0.4.1, unchanged, as applications use it, with our contracts. */
describe("The published client", () => {
  const chain = zksyncInMemoryNode;
  const owner = Wallet.createRandom();
  const key = Wallet.createRandom();
  const recipient = Wallet.createRandom().address as Address;
  const defaults = { expiresAt: BigInt(Math.floor(Date.now() / 1000)) + 86_400n, feeLimit: LimitZero };
  const preferences = {
    feeLimit: parseEther("0.1"),
    transfers: [{ to: recipient, valueLimit: parseEther("0.1") }],
  };
  const spec = { signer: key.address, ...formatSessionPreferences(preferences, defaults) };
  let suite: Suite;
  let contracts: { session: Address; accountFactory: Address };
  let account: Address;

  before(async () => {
    suite = await deploySuite(await fundedWallet(localProvider()));
    contracts = {
      session: suite.addresses.session as Address,
      accountFactory: suite.addresses.accountFactory as Address,
    };
    const { address } = await deployAccount(deployerClient(), {
      owner: owner.address as Address,
      contracts,
      prefix: "published",
    });
    account = address;
    await fund(suite.deployer, account, parseEther("1"));
  });

  it("deploys an account and finds it by its owner", async () => {
    const found = await fetchAccount(deployerClient(), {
      owner: owner.address as Address,
      contracts,
      prefix: "published",
    });
    expect(found.address.toLowerCase()).to.equal(account.toLowerCase());
  });

  it("reports the existing account when it deploys it again", async () => {
    const again = deployAccount(deployerClient(), {
      owner: owner.address as Address,
      contracts,
      prefix: "published",
    });
    const message = await again.then(
      () => "deployed",
      (error: Error) => error.message,
    );
    expect(message.toLowerCase()).to.contain(account.slice(2).toLowerCase());
  });

  it("opens a session as the owner, spends in it as the session key, and revokes it", async () => {
    const client = await ownerClient();
    await client.createSession({ sessionConfig: published(spec) });
    const hash = await sessionClient(key, spec).sendTransaction({
      to: recipient,
      value: parseEther("0.05"),
    });
    const receipt = await suite.provider.waitForTransaction(hash);
    expect(receipt?.status).to.equal(1);
    expect(await suite.provider.getBalance(recipient)).to.equal(parseEther("0.05"));

    await client.revokeSession({ sessionId: sessionHash(spec) as Hex });
    const status = await suite.sessionModule.sessionStatus(account, sessionHash(spec));
    expect(status).to.equal(BigInt(SessionStatus.Closed));
  });

  it("K22: pays a paymaster in tokens, with a policy for the approve that has no constraints", async () => {
    const token = TestToken__factory.connect(await deploy("TestToken"), suite.deployer);
    const paymaster = await deploy("ApprovalPaymaster", [await token.getAddress()]);
    const price = parseEther("1");
    await (await token.mint(account, price)).wait();
    await fund(suite.deployer, paymaster, price);
    const sessionKey = Wallet.createRandom();
    const address = (await token.getAddress()) as Address;
    const paying = {
      feeLimit: 1n,
      transfers: [{ to: recipient, valueLimit: 2n }],
      contractCalls: [{ address, abi: erc20Abi, functionName: "approve" }],
    };
    const approving = { signer: sessionKey.address, ...formatSessionPreferences(paying, defaults) };
    await (await ownerClient()).createSession({ sessionConfig: published(approving) });
    const before = await suite.provider.getBalance(recipient);
    const hash = await sessionClient(sessionKey, approving).sendTransaction({
      to: recipient,
      value: 2n,
      paymaster: paymaster as Address,
      paymasterInput: getApprovalBasedPaymasterInput({
        innerInput: "0x",
        minAllowance: price,
        token: address,
      }),
    });
    expect((await suite.provider.waitForTransaction(hash))?.status).to.equal(1);
    expect((await suite.provider.getBalance(recipient)) - before).to.equal(2n);
    expect(await token.balanceOf(paymaster)).to.equal(price);
  });

  const deploy = (name: string, args: unknown[] = []) => walletDeployer(suite.deployer).deploy(name, args);

  function ownerClient() {
    return createZksyncEcdsaClient({
      chain,
      transport: http(localUrl()),
      address: account,
      owner: privateKeyToAccount(owner.privateKey as Hex),
      contracts,
    });
  }

  function sessionClient(sessionKey: { readonly privateKey: string }, sessionConfig: SessionSpec) {
    return createZksyncSessionClient({
      chain,
      transport: http(localUrl()),
      address: account,
      sessionKey: sessionKey.privateKey as Hex,
      sessionConfig: published(sessionConfig),
      contracts,
    });
  }

  function deployerClient() {
    const deployer = privateKeyToAccount(suite.deployer.privateKey as Hex);
    return createWalletClient({ chain, transport: http(localUrl()), account: deployer });
  }
});

function published(spec: SessionSpec): SessionConfig {
  return spec as unknown as SessionConfig;
}
