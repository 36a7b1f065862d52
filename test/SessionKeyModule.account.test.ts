import { expect } from "chai";
import { hexlify, id, parseEther, randomBytes, SigningKey, computeAddress } from "ethers";
import hre from "hardhat";
import { utils, type Wallet } from "zksync-ethers";
import { TestToken__factory, type TestToken } from "../typechain-types";
import type { AccountSigner } from "./helpers/account-signer";
import { calldata, word } from "./helpers/calldata";
import { chainTime } from "./helpers/chain-time";
import { expectRefused } from "./helpers/expect-refused";
import { fund } from "./helpers/fund";
import { fundedWallet, localProvider } from "./helpers/local-chain";
import { ownerSigner } from "./helpers/owner-signer";
import { sendAs } from "./helpers/send-as";
import { DAY } from "./helpers/session-host";
import { callTo, countUses, onArgument, transferTo } from "./helpers/session-policies";
import { sessionSigner } from "./helpers/session-signer";
import { Condition, type SessionSpec } from "./helpers/session-spec";
import { deploySuite, type Suite } from "./helpers/suite";
import { createAccount, type SuiteAccount } from "./helpers/suite-account";
import { lifetime, unlimited } from "./helpers/usage-limit";

const ALICE = "0xa11ce00000000000000000000000000000000001";
const TRANSFER = id("transfer(address,uint256)").slice(0, 10);
const APPROVE = id("approve(address,uint256)").slice(0, 10);
const PRICE = parseEther("1");

describe("SessionKeyModule: on an account", () => {
  const provider = localProvider();
  let wallet: Wallet;
  let suite: Suite;
  let account: SuiteAccount;
  let owner: AccountSigner;
  let token: TestToken;

  before(async () => {
    wallet = await fundedWallet(provider);
    suite = await deploySuite(wallet);
    account = await createAccount(suite, { owners: [wallet.address], session: true });
    owner = ownerSigner(wallet.privateKey);
    token = TestToken__factory.connect(await deploy("TestToken"), wallet);
    await (await token.mint(account.address, 10n * PRICE)).wait();
    await fund(wallet, account.address, parseEther("1"));
  });

  const deploy = async (name: string, args: unknown[] = []): Promise<string> =>
    (await hre.zksyncEthers.deployContract(name, args, wallet)).getAddress();

  const createSession = (spec: SessionSpec) => ({
    to: suite.addresses.session,
    data: suite.sessionModule.interface.encodeFunctionData("createSession", [spec]),
  });

  /** Has the owner open a session for a new key. */
  async function openSession(
    parts: Partial<SessionSpec>,
  ): Promise<{ spec: SessionSpec; signer: AccountSigner }> {
    const privateKey = hexlify(randomBytes(32));
    const spec: SessionSpec = {
      signer: computeAddress(new SigningKey(privateKey).publicKey),
      expiresAt: (await chainTime(provider)) + DAY,
      feeLimit: lifetime(parseEther("0.1")),
      callPolicies: [],
      transferPolicies: [],
      ...parts,
    };
    await sendAs(account, owner, createSession(spec));
    const clock = () => chainTime(provider);
    return { spec, signer: sessionSigner({ privateKey, spec, module: suite.addresses.session, clock }) };
  }

  const feesLeft = async (spec: SessionSpec) =>
    (await suite.sessionModule.sessionState(account.address, spec)).feesRemaining;

  it("counts what a transaction may cost at most against the fee limit", async () => {
    const { spec, signer } = await openSession({ transferPolicies: [transferTo(ALICE, lifetime(5n))] });
    const before = await provider.getBalance(ALICE);
    const receipt = await sendAs(account, signer, { to: ALICE, value: 5n });
    expect((await provider.getBalance(ALICE)) - before).to.equal(5n);
    const { gasLimit, maxFeePerGas } = await provider.getTransaction(receipt.hash);
    expect(spec.feeLimit.limit - (await feesLeft(spec))).to.equal(gasLimit * (maxFeePerGas ?? 0n));
    await expectRefused(sendAs(account, signer, { to: ALICE, value: 1n }), "ValueLimitExceeded");
  });

  it("moves tokens within the limits of an argument", async () => {
    const constraints = [
      onArgument(0n, { condition: Condition.Equal, refValue: word(BigInt(ALICE)) }),
      onArgument(1n, { limit: lifetime(3n) }),
      countUses(lifetime(2n)),
    ];
    const callPolicies = [callTo(await token.getAddress(), TRANSFER, { constraints })];
    const { signer } = await openSession({ callPolicies });
    const send = (amount: bigint) =>
      sendAs(account, signer, {
        to: callPolicies[0].target,
        data: calldata(TRANSFER, BigInt(ALICE), amount),
      });
    await send(2n);
    await expectRefused(send(2n), "ArgumentLimitExceeded");
    await send(1n);
    expect(await token.balanceOf(ALICE)).to.equal(3n);
    await expectRefused(send(0n), "UseLimitExceeded");
  });

  it("K8: reaches neither the account nor a module, whenever that was installed", async () => {
    for (const target of [account.address, suite.addresses.session]) {
      const transferPolicies = [transferTo(target, unlimited)];
      await expectRefused(openSession({ transferPolicies }), "TargetBanned");
    }
    const executor = await deploy("TestExecutor");
    const callPolicies = [callTo(executor, "0x12345678")];
    const { signer } = await openSession({ callPolicies });
    const data = account.contract.interface.encodeFunctionData("installModule", [2n, executor, "0x"]);
    await sendAs(account, owner, { to: account.address, data });
    await expectRefused(sendAs(account, signer, { to: executor, data: "0x12345678" }), "TargetBanned");
  });

  it("has a general paymaster pay, and spends nothing of the fee limit", async () => {
    const paymaster = await deploy("GeneralPaymaster");
    await fund(wallet, paymaster, parseEther("1"));
    const { spec, signer } = await openSession({ transferPolicies: [transferTo(ALICE, unlimited)] });
    const paymasterParams = utils.getPaymasterParams(paymaster, { type: "General", innerInput: "0x" });
    const before = await provider.getBalance(account.address);
    await sendAs(account, signer, { to: ALICE, value: 1n, paymasterParams });
    expect(before - (await provider.getBalance(account.address))).to.equal(1n);
    expect(await feesLeft(spec)).to.equal(spec.feeLimit.limit);
  });

  it("K18: has an approval-based paymaster pay only as far as the session allows the approve", async () => {
    const target = await token.getAddress();
    const paymaster = await deploy("ApprovalPaymaster", [target]);
    await fund(wallet, paymaster, parseEther("1"));
    const transferPolicies = [transferTo(ALICE, unlimited)];
    const constraints = [
      onArgument(0n, { condition: Condition.Equal, refValue: word(BigInt(paymaster)) }),
      onArgument(1n, { limit: lifetime(PRICE) }),
    ];
    const paymasterParams = utils.getPaymasterParams(paymaster, {
      type: "ApprovalBased",
      token: target,
      minimalAllowance: PRICE,
      innerInput: "0x",
    });
    const without = await openSession({ transferPolicies });
    await expectRefused(sendAs(account, without.signer, { to: ALICE, paymasterParams }), "CallNotAllowed");

    const privateKey = hexlify(randomBytes(32));
    const signerAddress = computeAddress(new SigningKey(privateKey).publicKey);
    const callPolicies = [callTo(target, APPROVE, { constraints })];
    const { spec } = await openSession({ signer: signerAddress, transferPolicies, callPolicies });
    const session = { privateKey, spec, module: suite.addresses.session, clock: () => chainTime(provider) };
    // Of the transfer: fee and value. Of the approve: value and two arguments.
    const signer = sessionSigner(session, { periodIds: [0n, 0n, 0n, 0n, 0n] });
    await sendAs(account, signer, { to: ALICE, paymasterParams });
    expect(await token.balanceOf(paymaster)).to.equal(PRICE);
    await expectRefused(sendAs(account, signer, { to: ALICE, paymasterParams }), "ArgumentLimitExceeded");
  });

  it("K14: is uninstalled and installed by the account, whose sessions stay closed", async () => {
    const { signer, spec } = await openSession({ transferPolicies: [transferTo(ALICE, unlimited)] });
    const { session } = suite.addresses;
    const change = (name: "installModule" | "uninstallModule") => ({
      to: account.address,
      data: account.contract.interface.encodeFunctionData(name as "installModule", [1n, session, "0x"]),
    });
    await sendAs(account, owner, change("uninstallModule"));
    await expectRefused(sendAs(account, signer, { to: ALICE, gasLimit: 1_000_000n }), /invalid magic value/);
    await sendAs(account, owner, change("installModule"));
    await expectRefused(sendAs(account, signer, { to: ALICE }), "SessionNotActive");
    await expectRefused(sendAs(account, owner, createSession(spec)), "SessionAlreadyExists");
  });
});
