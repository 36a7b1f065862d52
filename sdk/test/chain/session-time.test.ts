import { expect } from "chai";
import { custom, parseEther, type Address, type Hash, type Transport } from "viem";
import { createAccountClient } from "../../src/account-client/create-account-client.js";
import {
  createZksyncSessionClient,
  secp256k1SessionKey,
  type SessionKey,
} from "../../src/client/session/index.js";
import { PeriodEndsSoonError, SessionEndsSoonError, SessionRefusedError } from "../../src/errors/index.js";
import { createGeneralPaymaster } from "../../src/paymaster/index.js";
import type { SessionPreferences } from "../../src/session/index.js";
import { readTime } from "../../src/transaction/chain-clock.js";
import { startLocalChain, type LocalChain } from "../helpers/local-chain.js";
import { deployWithSession, type AccountWithSession } from "../helpers/open-session.js";
import { rejection } from "../helpers/rejection.js";

const FRIEND: Address = "0x6cC8cf7f6b488C58AA909B77E6e65c631c204784";
const HOUR = 3600n;
const SENT = { to: FRIEND, value: 5n } as const;
/** Skips the estimation, so that only the send can be refused. */
const GAS = 5_000_000n;

describe("a session's transaction, by the chain's clock,", () => {
  let chain: LocalChain;
  let account: AccountWithSession;
  let key: SessionKey;
  /** The first second of the next hour. */
  let hour: bigint;
  let methods: string[];

  before(async () => {
    chain = await startLocalChain();
  });
  after(() => chain.stop());

  /** What the next block's timestamp will be. */
  const setTime = (timestamp: bigint) => chain.testClient.setNextBlockTimestamp({ timestamp });
  const succeeds = async (hash: Hash) => {
    const { status } = await chain.publicClient.waitForTransactionReceipt({ hash });
    expect(status).to.equal("success");
  };
  const sends = () => methods.filter((method) => method === "eth_sendRawTransaction").length;

  /** A transport that does something before each request of a method. */
  const doingBefore = (method: string, act: () => Promise<unknown>): { transport: Transport } => {
    const node = chain.transport()({ chain: chain.chain, retryCount: 0 });
    return {
      transport: custom({
        request: async (request: { method: string; params: unknown }) => {
          methods.push(request.method);
          if (request.method === method) await act();
          return node.request(request);
        },
      }),
    };
  };
  const watched = () => doingBefore("", () => Promise.resolve());
  const beforeSending = (act: () => Promise<unknown>) => doingBefore("eth_sendRawTransaction", act);

  const open = async (preferences: SessionPreferences = {}) => {
    const { timestamp } = await readTime(chain.publicClient);
    hour = (timestamp / HOUR + 2n) * HOUR;
    key = secp256k1SessionKey();
    account = await deployWithSession(chain, key.address, {
      feeLimit: parseEther("0.1"),
      transfers: [{ to: FRIEND, valueLimit: { limit: 5n, period: HOUR } }],
      ...preferences,
    });
    methods = [];
  };

  const makeClient = (options: object = {}) =>
    createZksyncSessionClient({
      chain: chain.chain,
      transport: chain.transport() as Transport,
      pollingInterval: 10,
      address: account.address,
      sessionKey: key,
      sessionConfig: account.session,
      contracts: { session: chain.contracts.session },
      ...options,
    });

  it("is refused before signing in the last minute of a period, and sent in the next one", async () => {
    await open();
    await setTime(hour - 60n);
    const client = makeClient(watched());
    const error = await rejection(client.sendTransaction(SENT), PeriodEndsSoonError);
    expect(error).to.include({ retryAt: hour, code: -32003 });
    expect(error.refusal).to.include({ path: "transferPolicies[0].valueLimit", left: hour - 1n });
    await rejection(client.signTransaction(SENT as never), PeriodEndsSoonError);
    expect(sends()).to.equal(0);
    expect(await client.estimateGas(SENT as never)).to.be.a("bigint");

    await setTime(error.retryAt);
    await succeeds(await client.sendTransaction(SENT));
  });

  it("is sent while exactly a minute is left by the chain's clock", async () => {
    for (const skipPreTransactionStateValidation of [false, true]) {
      await open();
      const client = makeClient({ skipPreTransactionStateValidation });
      await setTime(hour - 61n);
      await succeeds(await client.sendTransaction({ to: FRIEND, value: 2n }));
      // The clock has advanced by a second.
      const error = await rejection(client.sendTransaction({ to: FRIEND, value: 2n }), PeriodEndsSoonError);
      expect(error).to.include({ retryAt: hour });
      expect(error.cause === undefined).to.equal(!skipPreTransactionStateValidation);
    }
  });

  it("is refused with the same error if the last minute begins between signing and sending, and is not sent again", async () => {
    await open();
    await setTime(hour - 61n);
    const client = makeClient(beforeSending(() => setTime(hour - 60n)));
    const error = await rejection(client.sendTransaction(SENT), PeriodEndsSoonError);
    expect(error).to.include({ retryAt: hour });
    expect(String(error.cause)).to.include("too close to the range end");
    expect(sends()).to.equal(1);
  });

  for (const skipPreTransactionStateValidation of [false, true])
    it(`is signed again once for the next period, if that begins between signing and sending${skipPreTransactionStateValidation ? ", even without the client's check" : ""}`, async () => {
      await open();
      await setTime(hour - 61n);
      const client = makeClient({
        ...beforeSending(() => setTime(hour)),
        skipPreTransactionStateValidation,
      });
      await succeeds(await client.sendTransaction(SENT));
      expect(sends()).to.equal(2);
      // The nonce is reused: the node is not asked for another.
      expect(methods.filter((method) => method === "eth_getTransactionCount")).to.have.lengthOf(1);
      const error = await rejection(client.sendTransaction(SENT));
      expect(error.message).to.include("ValueLimitExceeded");
    });

  it("is given up if the clock overtakes it twice", async () => {
    await open();
    await setTime(hour - 61n);
    let next = hour;
    const client = makeClient(
      beforeSending(async () => {
        await setTime(next);
        next += HOUR;
      }),
    );
    const error = await rejection(client.sendTransaction(SENT), PeriodEndsSoonError);
    expect(error).to.include({ retryAt: hour + HOUR });
    expect(String(error.cause)).to.include("assertion");
    expect(sends()).to.equal(2);
  });

  it("is not sent again if its answer is lost, however the clock has moved", async () => {
    await open();
    await setTime(hour - 61n);
    const client = makeClient(
      beforeSending(async () => {
        await setTime(hour);
        throw new Error("block.timestamp: the connection was lost");
      }),
    );
    await rejection(client.sendTransaction(SENT));
    expect(sends()).to.equal(1);
  });

  it("is refused in the session's last minute, with the advice to request a new session", async () => {
    for (const skipPreTransactionStateValidation of [false, true]) {
      const { timestamp } = await readTime(chain.publicClient);
      const expiresAt = timestamp + 1000n;
      await open({ expiresAt, transfers: [{ to: FRIEND, valueLimit: 50n }] });
      const client = makeClient({ ...watched(), skipPreTransactionStateValidation });
      await setTime(expiresAt - 60n);
      await succeeds(await client.sendTransaction(SENT));
      const error = await rejection(client.sendTransaction(SENT), SessionEndsSoonError);
      expect(error.refusal).to.include({ rule: "SessionEndsSoon", left: expiresAt });
      expect(error.message).to.include("Ask for a new session");
      expect(error).to.include({ code: 4100 });
      expect(sends()).to.equal(skipPreTransactionStateValidation ? 2 : 1);
    }
  });

  it("is refused as expired if the session expires between signing and sending, whoever detects it", async () => {
    for (const skipPreTransactionStateValidation of [false, true]) {
      const { timestamp } = await readTime(chain.publicClient);
      const expiresAt = timestamp + 1000n;
      await open({ expiresAt, transfers: [{ to: FRIEND, valueLimit: 50n }] });
      await setTime(expiresAt - 60n);
      const client = makeClient({
        ...beforeSending(() => setTime(expiresAt + 1n)),
        skipPreTransactionStateValidation,
      });
      const error = await rejection(client.sendTransaction(SENT), SessionRefusedError);
      expect(error.refusal).to.include({ rule: "Expired", left: expiresAt });
      expect(sends()).to.equal(1);
      for (const again of [
        () => client.sendTransaction(SENT),
        () => client.sendTransaction({ ...SENT, gas: GAS }),
        () => client.estimateGas(SENT as never),
      ])
        expect((await rejection(again(), SessionRefusedError)).refusal.rule).to.equal("Expired");
    }
  });

  it("does not wait for a period of the fee limit while a paymaster pays", async () => {
    const paymaster = await chain.deploy("GeneralPaymaster");
    await chain.testClient.setBalance({ address: paymaster, value: parseEther("1") });
    await open({
      feeLimit: { limit: parseEther("0.1"), period: HOUR },
      transfers: [{ to: FRIEND, valueLimit: 50n }],
    });
    await setTime(hour - 30n);
    const error = await rejection(makeClient().sendTransaction(SENT), PeriodEndsSoonError);
    expect(error.refusal).to.include({ path: "feeLimit" });
    const client = makeClient({ paymasterHandler: createGeneralPaymaster(paymaster) });
    await succeeds(await client.sendTransaction(SENT));
  });

  it("is left to the fallback in the last minute, unless the chain was given it already", async () => {
    for (const skipPreTransactionStateValidation of [false, true]) {
      await open();
      const owner = createAccountClient({
        chain: chain.chain,
        transport: chain.transport(),
        account: account.owner,
        signer: account.signer,
      });
      await setTime(hour - 30n);
      const client = makeClient({ fallback: owner, skipPreTransactionStateValidation });
      const sent = client.sendTransaction(SENT);
      if (!skipPreTransactionStateValidation) await succeeds(await sent);
      else expect((await rejection(sent, PeriodEndsSoonError)).sentNonce).to.be.a("number");
    }
  });
});
