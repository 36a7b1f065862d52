import { expect } from "chai";
import { createWalletClient, parseEther, zeroHash, type Address, type LocalAccount } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { createSession, getSessionState, revokeSession } from "../../src/client/index.js";
import { sessionFunctions } from "../../src/client/session/session-functions.js";
import { createZksyncEcdsaClient, deployAccount } from "../../src/client/ecdsa/index.js";
import {
  AccountContractError,
  InsufficientFundsError,
  PaymasterContractError,
  SessionContractError,
  SessionModuleNotFoundError,
  UnusablePaymasterError,
} from "../../src/errors/index.js";
import type { CustomPaymasterHandler } from "../../src/paymaster/index.js";
import { getSessionHash } from "../../src/session/index.js";
import { GENERAL_PAYMASTER_INPUT } from "../../src/transaction/general-paymaster-input.js";
import { BOB } from "../helpers/addresses.js";
import { startLocalChain, type LocalChain } from "../helpers/local-chain.js";
import { deployPasskeyAccount } from "../helpers/passkey-account.js";
import { rejection } from "../helpers/rejection.js";

const ALL = parseEther("10");

describe("Paying for a transaction", () => {
  let chain: LocalChain;
  let address: Address;
  let client: Awaited<ReturnType<typeof makeClient>>;

  before(async () => {
    chain = await startLocalChain();
    const account = await deployPasskeyAccount(chain);
    address = account.address;
    client = await makeClient(account.owner);
  });
  beforeEach(() => chain.testClient.setBalance({ address, value: ALL }));
  after(() => chain.stop());

  const common = () => ({ chain: chain.chain, transport: chain.transport(), pollingInterval: 10 });
  const makeClient = (owner: LocalAccount) =>
    createZksyncEcdsaClient({ ...common(), contracts: chain.contracts, address, owner });
  const poorKey = () =>
    createWalletClient({ ...common(), account: privateKeyToAccount(generatePrivateKey()) });

  describe("by the account, with an error that says what it has and what is needed if that is too little", () => {
    const value = ALL + 1n;
    const cases: Record<string, () => Promise<unknown>> = {
      "while estimating gas": () => client.sendTransaction({ to: BOB, value }),
      "in an estimate only": () => client.estimateGas({ to: BOB, value }),
      "of a batch": () => client.sendCalls({ calls: [ALL, 1n].map((each) => ({ to: BOB, value: each })) }),
    };
    for (const [when, act] of Object.entries(cases))
      it(when, async () => {
        const error = await rejection(act(), InsufficientFundsError);
        expect(error).to.be.instanceOf(AccountContractError);
        expect(error).to.include({ rule: "InsufficientFunds", code: -32003, balance: ALL, needed: value });
        expect(error.shortMessage).to.equal(
          `${address} has ${ALL} wei, and the transaction sends ${value} besides its fee.`,
        );
      });

    it("fails when the gas is given, with the fee included in the error", async () => {
      const fees = { gas: 1_000_000n, maxFeePerGas: 100_000_000n };
      for (const sent of [value, ALL]) {
        const sending = client.sendTransaction({ to: BOB, value: sent, ...fees });
        const error = await rejection(sending, InsufficientFundsError);
        expect(error).to.include({ balance: ALL, needed: sent + 10n ** 14n });
        expect(error.shortMessage).to.include(`may take ${sent + 10n ** 14n}`);
      }
    });

    it("fails when the account has nothing at all", async () => {
      await chain.testClient.setBalance({ address, value: 0n });
      const error = await rejection(client.sendTransaction({ to: BOB }), InsufficientFundsError);
      expect(error.balance).to.equal(0n);
      expect(error.needed > 0n).to.equal(true);
    });

    it("fails otherwise where a batch fails because of one of its calls", async () => {
      const { session } = chain.contracts;
      const calls = [
        { to: BOB, value },
        { to: session, abi: sessionFunctions, functionName: "revokeKey", args: [zeroHash] },
      ].reverse();
      const sending = client.sendCalls({ calls: calls as never });
      expect((await rejection(sending, SessionContractError)).rule).to.equal("SessionNotActive");
    });
  });

  it("fails with the same error for a key that deploys", async () => {
    const key = poorKey();
    const deploying = deployAccount(key, { owner: BOB, contracts: chain.contracts });
    const error = await rejection(deploying, InsufficientFundsError);
    expect(error.balance).to.equal(0n);
    expect(error.shortMessage).to.include(key.account.address);
  });

  it("fails with an error that names a paymaster address without a paymaster", async () => {
    const fees = { gas: 2_000_000n };
    for (const paymaster of [BOB, chain.contracts.session, address])
      for (const known of [{}, fees]) {
        const sending = client.sendTransaction({ to: BOB, value: 1n, paymaster, ...known } as never);
        const error = await rejection(sending, UnusablePaymasterError);
        expect(error).to.include({ paymaster, code: -32602 });
        expect(error.shortMessage).to.include(paymaster);
      }
    const deploying = deployAccount(poorKey(), {
      owner: BOB,
      contracts: chain.contracts,
      paymaster: { address: BOB },
    });
    await rejection(deploying, UnusablePaymasterError);
  });

  it("fails with the paymaster's own reason where it refuses, with addresses as such", async () => {
    const paymaster = chain.contracts.accountPaymaster;
    const sending = client.sendTransaction({ to: BOB, value: 1n, paymaster } as never);
    const error = await rejection(sending, PaymasterContractError);
    expect(error.rule).to.equal("NotAFunctionCall");
    expect(error.shortMessage).to.include(BOB);
  });

  describe("by a paymaster that a handler chooses, whose gas and fees are sent", () => {
    const named = { gas: 4_321_000n, maxFeePerGas: 1_234_000_000n, maxPriorityFeePerGas: 7n };
    let asked: Parameters<CustomPaymasterHandler>[0][];
    const paymasterHandler: CustomPaymasterHandler = (transaction) => {
      asked.push(transaction);
      const paymaster = chain.contracts.accountPaymaster;
      return Promise.resolve({ ...named, paymaster, paymasterInput: GENERAL_PAYMASTER_INPUT });
    };
    const sent = (hash: `0x${string}`) => chain.publicClient.getTransaction({ hash });
    beforeEach(() => (asked = []));

    it("works for an action on sessions", async () => {
      const { contracts } = chain;
      const sessionConfig = await openable();
      const opened = await createSession(client, { sessionConfig, contracts, paymasterHandler });
      expect(await sent(opened.transactionReceipt.transactionHash)).to.include(named);
      expect(asked[0]).to.include({ to: contracts.session });
      const sessionId = getSessionHash(sessionConfig);
      const closed = await revokeSession(client, { sessionId, contracts, paymasterHandler });
      expect(await sent(closed.transactionReceipt.transactionHash)).to.include(named);
    });

    it("works for a deployment, about which the handler is told everything", async () => {
      const { contracts } = chain;
      const deployed = await deployAccount(poorKey(), { owner: BOB, contracts, paymasterHandler });
      const transaction = await sent(deployed.transactionReceipt.transactionHash);
      expect(transaction).to.include(named);
      expect(asked[0]).to.include({ to: contracts.accountFactory });
      expect(asked[0]?.data?.toLowerCase()).to.equal(transaction.input);
    });
  });

  it("is not attempted where there is no session module, and the error says so", async () => {
    const sessionConfig = await openable();
    const contracts = { session: BOB };
    await rejection(createSession(client, { sessionConfig, contracts }), SessionModuleNotFoundError);
    const sessionId = getSessionHash(sessionConfig);
    await rejection(revokeSession(client, { sessionId, contracts }), SessionModuleNotFoundError);
    for (const session of [BOB, chain.contracts.passkey]) {
      const reading = getSessionState(chain.publicClient, {
        account: address,
        sessionConfig,
        contracts: { session },
      });
      expect((await rejection(reading, SessionModuleNotFoundError)).shortMessage).to.include(session);
    }
  });

  async function openable() {
    const { timestamp } = await chain.publicClient.getBlock();
    const nothing = { limitType: 1, limit: 0n, period: 0n } as const;
    return {
      signer: privateKeyToAccount(generatePrivateKey()).address,
      expiresAt: timestamp + 86_400n,
      feeLimit: nothing,
      callPolicies: [],
      transferPolicies: [{ target: BOB, maxValuePerUse: 1n, valueLimit: { ...nothing, limit: 1n } }],
    };
  }
});
