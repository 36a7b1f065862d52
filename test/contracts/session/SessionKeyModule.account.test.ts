import { expect } from "chai";
import { concat, id, isError, parseEther } from "ethers";
import { utils, type Wallet } from "zksync-ethers";
import { Relay__factory, TestToken__factory, type TestToken } from "../../../typechain-types";
import { transactionStruct } from "../../helpers/accounts/account-struct";
import type { AccountSigner } from "../../helpers/accounts/account-signer";
import { plainTransaction } from "../../helpers/chain/bootloader-call";
import { deployContract } from "../../helpers/chain/deploy-contract";
import { calldata, word } from "../../helpers/chain/calldata";
import { chainTime } from "../../helpers/chain/chain-time";
import { encodeBatchExecute, type Execution } from "../../helpers/accounts/execution-mode";
import { expectRefused } from "../../helpers/accounts/expect-refused";
import { fund } from "../../helpers/chain/fund";
import { fundedWallet, localProvider } from "../../helpers/chain/local-chain";
import { ownerSigner } from "../../helpers/accounts/owner-signer";
import { finishingCall } from "../../helpers/recovery/recovery";
import { broadcast, prepareTransaction, sendAs } from "../../helpers/accounts/send-as";
import { DAY } from "../../helpers/sessions/session-host";
import { p256KeyPair, secp256k1KeyPair } from "../../helpers/sessions/session-keypair";
import { callTo, countUses, onArgument, transferTo } from "../../helpers/sessions/session-policies";
import { keyPairSigner, type SessionSignerOverrides } from "../../helpers/sessions/session-signer";
import {
  ConstraintCondition,
  encodeSession,
  sessionHash,
  SessionStatus,
  type SessionSpec,
} from "../../helpers/sessions/session-spec";
import { createPasskey } from "../../helpers/passkeys/software-authenticator";
import { deploySuite, type Suite } from "../../helpers/accounts/suite";
import { needsUsualCode } from "../../helpers/chain/needs-usual-code";
import { createAccount, type SuiteAccount } from "../../helpers/accounts/suite-account";
import { allowance, lifetime, unlimited } from "../../helpers/sessions/usage-limit";

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

  const deploy = (name: string, args: unknown[] = []): Promise<string> => deployContract(wallet, name, args);

  const createSession = (spec: SessionSpec) => ({
    to: suite.addresses.session,
    data: suite.sessionModule.interface.encodeFunctionData("createSession", [spec]),
  });

  const newSpec = async (parts: Partial<SessionSpec>, key = secp256k1KeyPair()): Promise<SessionSpec> => ({
    signer: key.address,
    expiresAt: (await chainTime(provider)) + DAY,
    feeLimit: lifetime(parseEther("0.1")),
    callPolicies: [],
    transferPolicies: [],
    ...parts,
  });

  /** Has the owner open a session for a key, by default a new one on secp256k1. */
  async function openSession(
    parts: Partial<SessionSpec>,
    key = secp256k1KeyPair(),
    overrides: SessionSignerOverrides = {},
  ): Promise<{ spec: SessionSpec; signer: AccountSigner }> {
    const spec = await newSpec(parts, key);
    await sendAs(account, owner, createSession(spec));
    const clock = () => chainTime(provider);
    return { spec, signer: keyPairSigner(key, { spec, module: suite.addresses.session, clock }, overrides) };
  }

  const feesLeft = async (spec: SessionSpec) =>
    (await suite.sessionModule.sessionState(account.address, spec)).feesRemaining;

  it("counts a transaction's maximum cost against the fee limit", async () => {
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
      onArgument(0n, { condition: ConstraintCondition.Equal, refValue: word(BigInt(ALICE)) }),
      onArgument(1n, { limit: lifetime(3n) }),
      countUses(lifetime(2n)),
    ];
    const callPolicies = [callTo(await token.getAddress(), TRANSFER, { constraints })];
    const { signer } = await openSession({ callPolicies });
    const send = (amount: bigint) =>
      sendAs(account, signer, {
        to: callPolicies[0]!.target,
        data: calldata(TRANSFER, BigInt(ALICE), amount),
      });
    await send(2n);
    await expectRefused(send(2n), "ArgumentLimitExceeded");
    await send(1n);
    expect(await token.balanceOf(ALICE)).to.equal(3n);
    await expectRefused(send(0n), "UseLimitExceeded");
  });

  it("K8: cannot plant a key in a module by submitting the owner's transaction that installs it", async () => {
    const relaying = Relay__factory.createInterface();
    const { passkey: passkeyModule } = suite.addresses;
    const planting = finishingCall(passkeyModule, createPasskey({ origin: "https://evil.example" }));
    const relay = await deploy("Relay");
    const { signer } = await openSession({
      callPolicies: [
        callTo(relay, relaying.getFunction("relay").selector),
        callTo(passkeyModule, planting.data!.slice(0, 10)),
      ],
    });
    const install = await plainTransaction(account, {
      to: account.address,
      data: account.contract.interface.encodeFunctionData("installModule", [1n, passkeyModule, "0x"]),
      nonce: (await provider.getTransactionCount(account.address)) + 1,
      gasLimit: 1_000_000n,
    });
    const bringing = account.contract.interface.encodeFunctionData("executeTransactionFromOutside", [
      transactionStruct(install, await owner.sign(install)),
    ]);
    const data = encodeBatchExecute([
      { target: relay, callData: relaying.encodeFunctionData("relay", [account.address, bringing]) },
      { target: passkeyModule, callData: planting.data },
    ]);
    await expectRefused(sendAs(account, signer, { to: account.address, data }), "SubmittedByContract");
    expect(await account.contract.isModuleValidator(passkeyModule)).to.equal(false);
  });

  it("moves ETH and tokens in one batch", async () => {
    const constraints = [
      onArgument(0n, { condition: ConstraintCondition.Equal, refValue: word(BigInt(ALICE)) }),
      onArgument(1n, { limit: lifetime(7n) }),
    ];
    const target = await token.getAddress();
    const { signer } = await openSession({
      transferPolicies: [transferTo(ALICE, lifetime(5n))],
      callPolicies: [callTo(target, TRANSFER, { constraints })],
    });
    const give = { target, callData: calldata(TRANSFER, BigInt(ALICE), 3n) };
    const data = encodeBatchExecute([{ target: ALICE, value: 2n }, give, { target: ALICE, value: 1n }, give]);
    const before = [await provider.getBalance(ALICE), await token.balanceOf(ALICE)];
    await sendAs(account, signer, { to: account.address, data });
    expect((await provider.getBalance(ALICE)) - before[0]!).to.equal(3n);
    expect((await token.balanceOf(ALICE)) - before[1]!).to.equal(6n);
    await expectRefused(sendAs(account, signer, { to: account.address, data }), /LimitExceeded/);
    const sum = encodeBatchExecute([
      { target: ALICE, value: 1n },
      { target: ALICE },
      { target: ALICE, value: 1n },
    ]);
    await sendAs(account, signer, { to: account.address, data: sum, value: 2n });
    expect((await provider.getBalance(ALICE)) - before[0]!).to.equal(5n);
  });

  it("validates the longest batch of token transfers within the gas limit of validation", async function () {
    needsUsualCode(this);
    const target = await token.getAddress();
    const limits = [lifetime(100n), allowance(100n, DAY), lifetime(2n ** 200n)];
    for (const limit of limits) {
      const constraints = [
        onArgument(0n, { condition: ConstraintCondition.Equal, refValue: word(BigInt(ALICE)) }),
        onArgument(1n, { limit }),
      ];
      const callPolicies = [callTo(target, TRANSFER, { constraints })];
      const { spec, signer } = await openSession({ callPolicies, feeLimit: allowance(PRICE, DAY) });
      const give = { target, callData: calldata(TRANSFER, BigInt(ALICE), 1n) };
      const send = (count: number) =>
        sendAs(account, signer, {
          to: account.address,
          data: encodeBatchExecute(Array<Execution>(count).fill(give)),
        });
      const before = await token.balanceOf(ALICE);
      await send(32);
      expect((await token.balanceOf(ALICE)) - before).to.equal(32n);
      const { callParams } = await suite.sessionModule.sessionState(account.address, spec);
      expect(callParams[0]!.remaining).to.equal(limit.limit - 32n);
      await expectRefused(send(33), "TooManyCalls");
    }
  });

  it("executes a batch entirely or not at all", async () => {
    const target = await token.getAddress();
    const { signer } = await openSession({
      transferPolicies: [transferTo(ALICE, lifetime(5n))],
      callPolicies: [callTo(target, TRANSFER)],
    });
    const tooMuch = { target, callData: calldata(TRANSFER, BigInt(ALICE), 1_000n * PRICE) };
    const data = encodeBatchExecute([{ target: ALICE, value: 1n }, tooMuch]);
    const before = await provider.getBalance(ALICE);
    const sending = sendAs(account, signer, { to: account.address, data, gasLimit: 2_000_000n });
    const failure: unknown = await sending.catch((thrown: unknown) => thrown);
    expect(isError(failure, "CALL_EXCEPTION") && failure.receipt?.status).to.equal(0);
    expect(await provider.getBalance(ALICE)).to.equal(before);
  });

  it("accepts a P-256 key that its holder cannot copy", async () => {
    const { signer } = await openSession(
      { transferPolicies: [transferTo(ALICE, lifetime(5n))] },
      await p256KeyPair(),
    );
    const before = await provider.getBalance(ALICE);
    await sendAs(account, signer, { to: ALICE, value: 4n });
    expect((await provider.getBalance(ALICE)) - before).to.equal(4n);
    await expectRefused(sendAs(account, signer, { to: ALICE, value: 2n }), "ValueLimitExceeded");
  });

  it("K12: reads only what the sequencer lets a validation read, with limits of every form", async () => {
    const wide = 2n ** 200n;
    const limits = [
      lifetime(9n),
      lifetime(2n ** 90n),
      lifetime(wide),
      allowance(9n, DAY),
      allowance(wide, DAY),
    ];
    const target = await token.getAddress();
    const feeLimits = [lifetime(wide), allowance(parseEther("1"), DAY), allowance(wide, DAY)];
    // One at a time, since code instrumented for coverage is not optimized and validation is bounded.
    const pairs = limits.map((limit, i) => ({ limit, feeLimit: feeLimits[i % feeLimits.length] }));
    for (const { limit, feeLimit } of pairs) {
      const { signer } = await openSession({
        feeLimit,
        callPolicies: [
          callTo(target, TRANSFER, {
            constraints: [onArgument(1n, { limit }), countUses(allowance(2n, DAY))],
          }),
        ],
        transferPolicies: [transferTo(ALICE, allowance(9n, DAY))],
      });
      const give = { to: target, data: calldata(TRANSFER, BigInt(ALICE), 4n) };
      for (let i = 0; i < 2; ++i) await sendAs(account, signer, give);
      await sendAs(account, signer, { to: ALICE, value: 1n });
      // By the limit of the argument or of the count, whichever is narrower.
      await expectRefused(sendAs(account, signer, give), /LimitExceeded/);
    }
  });

  it("I3: validates no signature twice", async () => {
    for (const key of [secp256k1KeyPair(), await p256KeyPair()]) {
      const { signer } = await openSession({ transferPolicies: [transferTo(ALICE, unlimited)] }, key);
      const tx = await prepareTransaction(account, signer, { to: ALICE, value: 1n });
      const signature = await signer.sign(tx);
      await (await broadcast(provider, tx, signature)).wait();
      await expectRefused(broadcast(provider, tx, signature), /nonce/i);
      const next = { ...tx, nonce: tx.nonce + 1 };
      await expectRefused(broadcast(provider, next, signature), /invalid magic value/);
    }
  });

  it("K21: does not cost more than estimated if bytes are added to its signature field", async () => {
    const transferPolicies = [transferTo(ALICE, lifetime(5n))];
    const { spec, signer } = await openSession({ transferPolicies });
    const tx = await prepareTransaction(account, signer, { to: ALICE, value: 5n });
    const signature = await signer.sign(tx);
    const before = await provider.getBalance(account.address);
    for (const added of [1, 32, 36_000]) {
      const longer = concat([signature, new Uint8Array(added)]);
      await expectRefused(broadcast(provider, tx, longer), "MalformedValidatorData");
    }
    expect(await provider.getBalance(account.address)).to.equal(before);
    const state = await suite.sessionModule.sessionState(account.address, spec);
    expect([state.feesRemaining, state.transferValue[0]!.remaining]).to.deep.equal([spec.feeLimit.limit, 5n]);
    await (await broadcast(provider, tx, signature)).wait();
  });

  it("K8: calls neither the account nor a module, whenever that was installed", async () => {
    for (const target of [account.address, suite.addresses.session]) {
      const transferPolicies = [transferTo(target, unlimited)];
      await expectRefused(openSession({ transferPolicies }), "TargetBanned");
    }
    const executor = await deploy("TestExecutor");
    const callPolicies = [callTo(executor, "0x12345678")];
    const transferPolicies = [transferTo(ALICE, unlimited)];
    const { signer } = await openSession({ callPolicies, transferPolicies });
    const data = account.contract.interface.encodeFunctionData("installModule", [2n, executor, "0x"]);
    await sendAs(account, owner, { to: account.address, data });
    await expectRefused(sendAs(account, signer, { to: executor, data: "0x12345678" }), "TargetBanned");
    const calls = [
      { target: ALICE, value: 1n },
      { target: executor, callData: "0x12345678" },
    ];
    for (const order of [calls, [...calls].reverse()]) {
      const batch = { to: account.address, data: encodeBatchExecute(order) };
      const { error } = await expectRefused(sendAs(account, signer, batch), "TargetBanned");
      expect(error?.args.toArray()).to.deep.equal([executor]);
    }
  });

  it("lets a general paymaster pay without spending the fee limit", async () => {
    const paymaster = await deploy("GeneralPaymaster");
    await fund(wallet, paymaster, parseEther("1"));
    const { spec, signer } = await openSession({ transferPolicies: [transferTo(ALICE, unlimited)] });
    const paymasterParams = utils.getPaymasterParams(paymaster, { type: "General", innerInput: "0x" });
    const before = await provider.getBalance(account.address);
    await sendAs(account, signer, { to: ALICE, value: 1n, paymasterParams });
    expect(before - (await provider.getBalance(account.address))).to.equal(1n);
    expect(await feesLeft(spec)).to.equal(spec.feeLimit.limit);
  });

  it("K18: lets an approval-based paymaster pay only as far as the session allows the approve", async () => {
    const target = await token.getAddress();
    const paymaster = await deploy("ApprovalPaymaster", [target]);
    await fund(wallet, paymaster, parseEther("1"));
    const transferPolicies = [transferTo(ALICE, unlimited)];
    const constraints = [
      onArgument(0n, { condition: ConstraintCondition.Equal, refValue: word(BigInt(paymaster)) }),
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

    const callPolicies = [callTo(target, APPROVE, { constraints })];
    const { signer } = await openSession({ transferPolicies, callPolicies });
    await sendAs(account, signer, { to: ALICE, paymasterParams });
    expect(await token.balanceOf(paymaster)).to.equal(PRICE);
    await expectRefused(sendAs(account, signer, { to: ALICE, paymasterParams }), "ArgumentLimitExceeded");
  });

  it("K14: stays closed when the account uninstalls and reinstalls the module", async () => {
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

  it("A30: is unaffected when the account calls the callbacks outside an installation", async () => {
    const { session } = suite.addresses;
    const { interface: abi } = suite.sessionModule;
    const transferPolicies = [transferTo(ALICE, unlimited)];
    const [open, revoked] = [
      await openSession({ transferPolicies }),
      await openSession({ transferPolicies }),
    ];
    const revocation = abi.encodeFunctionData("revokeKey", [sessionHash(revoked.spec)]);
    await sendAs(account, owner, { to: session, data: revocation });
    for (const name of ["onInstall", "onUninstall"] as const) {
      const data = abi.encodeFunctionData(name as "onInstall", ["0x"]);
      await expectRefused(sendAs(account, owner, { to: session, data }), "CallbackOutOfTurn");
    }
    await sendAs(account, open.signer, { to: ALICE });
    await expectRefused(sendAs(account, revoked.signer, { to: ALICE }), "SessionNotActive");
  });

  it("may use up the nonces of what its owner has signed, but not one of another key brought from outside", async () => {
    const key = secp256k1KeyPair();
    const { spec, signer } = await openSession({ transferPolicies: [transferTo(ALICE, lifetime(5n))] }, key);
    const paymaster = await deploy("GeneralPaymaster");
    await fund(wallet, paymaster, parseEther("1"));
    const paymasterParams = utils.getPaymasterParams(paymaster, { type: "General", innerInput: "0x" });
    await sendAs(account, signer, { to: ALICE, value: 5n, paymasterParams });

    const data = suite.sessionModule.interface.encodeFunctionData("revokeKey", [sessionHash(spec)]);
    const to = suite.addresses.session;
    const revocation = await prepareTransaction(account, owner, { to, data });
    const signed = await owner.sign(revocation);
    // Of what is limited it has nothing left. Nothing takes nothing.
    await sendAs(account, signer, { to: ALICE, value: 0n, paymasterParams });
    await expectRefused(broadcast(provider, revocation, signed), /nonce/i);

    // A nonce is a key of 192 bits and a number of 64, of which the account counts each key's.
    const keyed = (9n << 64n) as unknown as number;
    const outside = await plainTransaction(account, { to, data, gasLimit: 300_000n, nonce: keyed });
    await sendAs(account, signer, { to: ALICE, value: 0n, paymasterParams });
    const struct = transactionStruct(outside, await owner.sign(outside));
    await (await account.contract.connect(wallet).executeTransactionFromOutside(struct)).wait();
    expect(await suite.sessionModule.sessionStatus(account.address, sessionHash(spec))).to.equal(
      BigInt(SessionStatus.Closed),
    );
    await expectRefused(sendAs(account, signer, { to: ALICE, paymasterParams }), "SessionNotActive");
  });

  it("A30: cannot be opened by a callback before the module is installed, nor after it was removed", async () => {
    const bare = await createAccount(suite, { owners: [wallet.address] });
    await fund(wallet, bare.address, parseEther("1"));
    const { session } = suite.addresses;
    const { interface: abi } = suite.sessionModule;
    const spec = await newSpec({ transferPolicies: [transferTo(ALICE, unlimited)] });
    const send = (data: string, to = session) => sendAs(bare, owner, { to, data });
    const change = (name: "installModule" | "uninstallModule") =>
      send(
        bare.contract.interface.encodeFunctionData(name as "installModule", [1n, session, "0x"]),
        bare.address,
      );
    const attempts = [
      abi.encodeFunctionData("onInstall", [encodeSession(spec)]),
      abi.encodeFunctionData("createSession", [spec]),
    ];
    const refused = async () => {
      for (const data of attempts) await expectRefused(send(data), "AccountNotInitialized");
    };
    await refused();
    await send(abi.encodeFunctionData("onInstall", ["0x"]));
    await refused();
    await change("installModule");
    await change("uninstallModule");
    await refused();
    await send(abi.encodeFunctionData("onInstall", ["0x"]));
    await refused();
    const status = await suite.sessionModule.sessionStatus(bare.address, sessionHash(spec));
    expect(status).to.equal(BigInt(SessionStatus.NotInitialized));
  });
});
