import { expect } from "chai";
import { parseAbi, parseEther, type Address, type Hash, type Transport } from "viem";
import { generatePrivateKey } from "viem/accounts";
import { createAccountClient } from "../../src/account-client/create-account-client.js";
import {
  createZksyncSessionClient,
  generateP256SessionKey,
  secp256k1SessionKey,
  type SessionKey,
} from "../../src/client/session/index.js";
import {
  SessionCannotSignError,
  SessionContractError,
  AccountWithoutCodeError,
  SessionRefusedError,
  UnknownCallsError,
  UnsupportedCapabilityError,
} from "../../src/errors/index.js";
import { createGeneralPaymaster, getApprovalBasedPaymasterInput } from "../../src/paymaster/index.js";
import { createZksyncEcdsaClient } from "../../src/client/ecdsa/index.js";
import { callPolicy, getSessionHash, type SessionPreferences } from "../../src/session/index.js";
import { startLocalChain, type LocalChain } from "../helpers/local-chain.js";
import { deployWithSession, type AccountWithSession } from "../helpers/open-session.js";
import { rejection } from "../helpers/rejection.js";
import { recordRequests } from "../helpers/requests.js";

const FRIEND: Address = "0x6cC8cf7f6b488C58AA909B77E6e65c631c204784";
const STRANGER: Address = "0x5A0b54D5dc17e0AadC383d2db43B0a0D3E029c4c";
const TOKEN = parseAbi([
  "function mint(address to, uint256 amount)",
  "function transfer(address to, uint256 amount) returns (bool)",
  "function approve(address spender, uint256 amount) returns (bool)",
  "function balanceOf(address) view returns (uint256)",
]);

describe("a session client", () => {
  let chain: LocalChain;
  let token: Address;

  before(async () => {
    chain = await startLocalChain();
    token = await chain.deploy("TestToken");
  });
  after(() => chain.stop());

  const succeeds = async (hash: Hash) => {
    const { status } = await chain.publicClient.waitForTransactionReceipt({ hash });
    expect(status).to.equal("success");
  };
  const makeClient = <key extends Hash | SessionKey>(
    { address, session }: AccountWithSession,
    sessionKey: key,
    options: object = {},
  ) =>
    createZksyncSessionClient({
      chain: chain.chain,
      transport: chain.transport() as Transport,
      pollingInterval: 10,
      address,
      sessionKey,
      sessionConfig: session,
      contracts: { session: chain.contracts.session },
      ...options,
    });
  const preferences = (): SessionPreferences => ({
    feeLimit: parseEther("0.1"),
    transfers: [{ to: FRIEND, valueLimit: 10n, maxValuePerUse: 6n }],
    contractCalls: [
      callPolicy({
        address: token,
        abi: TOKEN,
        functionName: "mint",
        constraints: [{ index: 1, limit: 100n }],
      }),
    ],
  });

  for (const [curve, makeKey] of [
    ["secp256k1", () => Promise.resolve<SessionKey>(secp256k1SessionKey())],
    ["P-256", (): Promise<SessionKey> => generateP256SessionKey()],
  ] as const) {
    it(`spends with a ${curve} key in two rounds until nothing is left, and reports what was left`, async () => {
      const key = await makeKey();
      const requests = recordRequests(chain);
      const account = await deployWithSession(chain, key.address, preferences());
      const client = makeClient(account, key, { transport: requests.transport });
      // Before its first transaction, a client may not know the chain's clock yet; here there is no
      // allowance.
      const hash = await client.sendTransaction({ to: FRIEND, value: 6n });
      expect(requests.rounds()).to.equal(2);
      expect(requests.methods).to.have.lengthOf(6);
      await succeeds(hash);

      const error = await rejection(client.sendTransaction({ to: FRIEND, value: 5n }), SessionRefusedError);
      expect(error.refusal).to.include({ rule: "ValueLimitExceeded", asked: 5n, left: 4n });
      expect(error.code).to.equal(4100);
      expect(error.message).to.include("has 4 wei left");
      await succeeds(await client.sendTransaction({ to: FRIEND, value: 4n }));
    });
  }

  it("accepts a secp256k1 private key as the published client does", async () => {
    const secret = generatePrivateKey();
    const account = await deployWithSession(chain, secp256k1SessionKey(secret).address, preferences());
    const client = makeClient(account, secret);
    expect(client.sessionKey).to.equal(secret);
    expect(client.account.address).to.equal(account.address);
    const args = [account.address, 60n] as const;
    await succeeds(await client.writeContract({ address: token, abi: TOKEN, functionName: "mint", args }));

    const error = await rejection(
      client.writeContract({ address: token, abi: TOKEN, functionName: "mint", args }),
      SessionRefusedError,
    );
    expect(error.refusal).to.include({ rule: "ArgumentLimitExceeded", asked: 60n, left: 40n });
  });

  it("refuses other targets before anything is sent, and the chain does if the check is skipped", async () => {
    const key = secp256k1SessionKey();
    const account = await deployWithSession(chain, key.address, preferences());
    const requests = recordRequests(chain);
    const client = makeClient(account, key, { transport: requests.transport });
    const error = await rejection(client.sendTransaction({ to: STRANGER, value: 1n }), SessionRefusedError);
    expect(error.refusal.rule).to.equal("TransferNotAllowed");
    expect(requests.methods).not.to.include("eth_sendRawTransaction");

    const bold = makeClient(account, key, { skipPreTransactionStateValidation: true });
    const gas = 5_000_000n;
    const refused = await rejection(
      bold.sendTransaction({ to: FRIEND, value: 7n, gas }),
      SessionContractError,
    );
    expect(refused).to.include({ rule: "MaxValuePerUseExceeded", family: "session", code: 4100 });
    expect(refused.values).to.include({ asked: 7n, max: 6n });
    expect(refused.message).to.include("at most 6 wei may be sent at once, not 7");
    await rejection(bold.estimateGas({ to: FRIEND, value: 7n }), SessionContractError);
  });

  it("counts a transaction's maximum cost against the fee limit before signing", async () => {
    const key = secp256k1SessionKey();
    const account = await deployWithSession(chain, key.address, { ...preferences(), feeLimit: 1000n });
    const error = await rejection(
      makeClient(account, key).sendTransaction({ to: FRIEND }),
      SessionRefusedError,
    );
    expect(error.refusal).to.include({ rule: "FeeLimitExceeded", left: 1000n });
  });

  it("sends several calls as one transaction", async () => {
    const key = await generateP256SessionKey();
    const account = await deployWithSession(chain, key.address, preferences());
    const client = makeClient(account, key);
    const { id } = await client.sendCalls({
      calls: [
        { to: FRIEND, value: 3n },
        { to: token, abi: TOKEN, functionName: "mint", args: [account.address, 5n] },
      ],
    });
    await client.waitForCallsStatus({ id });
    const status = await client.getCallsStatus({ id });
    expect(status).to.include({ status: "success", statusCode: 200, atomic: true, chainId: chain.chain.id });
    expect(status.receipts).to.have.lengthOf(1);
    const minted = {
      address: token,
      abi: TOKEN,
      functionName: "balanceOf",
      args: [account.address],
    } as const;
    expect(await chain.publicClient.readContract(minted)).to.equal(5n);

    expect(await client.getCapabilities({ chainId: chain.chain.id })).to.have.property("atomic");
    const calls = [{ to: FRIEND }];
    const capabilities = { flight: {} };
    const cannot = client.sendCalls({ calls, capabilities: capabilities as never });
    expect(await rejection(cannot, UnsupportedCapabilityError)).to.include({ code: 5700 });
    const unknown = client.getCallsStatus({ id: `0x${"01".repeat(32)}` });
    expect(await rejection(unknown, UnknownCallsError)).to.include({ code: 5730 });

    const beyond = client.sendCalls({
      calls: [
        { to: FRIEND, value: 1n },
        { to: STRANGER, value: 1n },
      ],
    });
    const error = await rejection(beyond, SessionRefusedError);
    expect(error.refusal).to.include({ rule: "TransferNotAllowed", call: 1 });
  });

  it("appends the client's suffix to calls, and not to batches and transfers, which the session would refuse", async () => {
    const key = secp256k1SessionKey();
    const account = await deployWithSession(chain, key.address, preferences());
    const dataSuffix = "0xdeadbeef";
    const client = makeClient(account, key, { dataSuffix });
    const mint = { abi: TOKEN, functionName: "mint", args: [account.address, 1n] } as const;
    const sent = await client.writeContract({ ...mint, address: token });
    await succeeds(sent);
    expect((await chain.publicClient.getTransaction({ hash: sent })).input).to.match(/deadbeef$/);

    await succeeds(await client.sendTransaction({ to: FRIEND, value: 1n }));
    const calls = [
      { to: FRIEND, value: 1n },
      { ...mint, to: token, dataSuffix: "0xc0ffee" },
    ] as const;
    const { id } = await client.sendCalls({ calls });
    await succeeds(id as Hash);
    const { input } = await chain.publicClient.getTransaction({ hash: id as Hash });
    expect(input).not.to.include("deadbeef");
    expect(input, "a call's own suffix").to.include("c0ffee");

    const required = makeClient(account, key, { dataSuffix: { value: dataSuffix, required: true } });
    const error = await rejection(required.sendCalls({ calls }), SessionRefusedError);
    expect(error.refusal.rule).to.equal("MalformedBatch");
  });

  it("lets a general paymaster pay, chosen by a handler", async () => {
    const paymaster = await chain.deploy("GeneralPaymaster");
    await chain.testClient.setBalance({ address: paymaster, value: parseEther("1") });
    const key = secp256k1SessionKey();
    // Nothing is left for fees, and nothing is needed.
    const account = await deployWithSession(chain, key.address, { ...preferences(), feeLimit: 0n });
    const client = makeClient(account, key, { paymasterHandler: createGeneralPaymaster(paymaster) });
    const before = await chain.publicClient.getBalance({ address: account.address });
    await succeeds(await client.sendTransaction({ to: FRIEND, value: 2n }));
    expect(await chain.publicClient.getBalance({ address: account.address })).to.equal(before - 2n);
  });

  it("lets an approval-based paymaster take a token that the session may approve", async () => {
    const paymaster = await chain.deploy("ApprovalPaymaster", token);
    await chain.testClient.setBalance({ address: paymaster, value: parseEther("1") });
    const key = await generateP256SessionKey();
    const price = parseEther("1");
    const account = await deployWithSession(chain, key.address, {
      ...preferences(),
      feeLimit: 0n,
      contractCalls: [
        callPolicy({
          address: token,
          abi: TOKEN,
          functionName: "approve",
          constraints: [
            { index: 0, value: paymaster },
            { index: 1, limit: { limit: price, period: "1 day" } },
          ],
        }),
      ],
    });
    const mint = { address: token, abi: TOKEN, functionName: "mint" } as const;
    await succeeds(await chain.rich.writeContract({ ...mint, args: [account.address, 5n * price] }));
    const innerInput = new Uint8Array();
    const paymasterInput = getApprovalBasedPaymasterInput({ token, minAllowance: price, innerInput });
    const paid = { to: FRIEND, value: 1n, paymaster, paymasterInput } as const;
    await succeeds(await makeClient(account, key).sendTransaction(paid as never));
    const balance = { address: token, abi: TOKEN, functionName: "balanceOf" } as const;
    expect(await chain.publicClient.readContract({ ...balance, args: [paymaster] })).to.equal(price);

    const again = makeClient(account, key).sendTransaction(paid as never);
    expect((await rejection(again, SessionRefusedError)).refusal).to.include({ left: 0n, call: "approve" });
  });

  it("finds out the chain's clock, however far off, when a limit is an allowance", async () => {
    const key = secp256k1SessionKey();
    const account = await deployWithSession(chain, key.address, {
      ...preferences(),
      expiresAt: "60 days",
      transfers: [{ to: FRIEND, valueLimit: { limit: 5n, period: "1 day" } }],
    });
    const requests = recordRequests(chain);
    const client = makeClient(account, key, { transport: requests.transport });
    await succeeds(await client.sendTransaction({ to: FRIEND, value: 5n }));
    await rejection(client.sendTransaction({ to: FRIEND, value: 5n }), SessionRefusedError);

    requests.clear();
    await chain.testClient.increaseTime({ seconds: 86_400 });
    await succeeds(await client.sendTransaction({ to: FRIEND, value: 5n }));
    expect(requests.rounds(), "one more, because the node's clock was moved").to.equal(3);

    await chain.testClient.increaseTime({ seconds: 60 * 86_400 });
    const error = await rejection(client.sendTransaction({ to: FRIEND, value: 1n }), SessionRefusedError);
    expect(error.refusal.rule).to.equal("Expired");
  });

  it("reports that its session was revoked", async () => {
    const key = secp256k1SessionKey();
    const account = await deployWithSession(chain, key.address, preferences());
    const owner = await createZksyncEcdsaClient({
      chain: chain.chain,
      transport: chain.transport(),
      pollingInterval: 10,
      ...account,
      contracts: chain.contracts,
    });
    const events: string[] = [];
    const client = makeClient(account, key, {
      onSessionStateChange: ({ type }: { type: string }) => events.push(type),
    });
    await succeeds(await client.sendTransaction({ to: FRIEND, value: 1n }));
    expect(events).to.deep.equal([]);
    await owner.revokeSession({ sessionId: getSessionHash(account.session) });
    const error = await rejection(client.sendTransaction({ to: FRIEND, value: 1n }), SessionRefusedError);
    expect(error.refusal.rule).to.equal("SessionNotActive");
    expect(events).to.deep.equal(["session_revoked"]);
    client.stopSessionWatch();
  });

  it("reports that a session was never opened, or that there is no account", async () => {
    const key = secp256k1SessionKey();
    const account = await deployWithSession(chain, secp256k1SessionKey().address, preferences());
    const unopened = { ...account, session: { ...account.session, signer: key.address } };
    const sending = makeClient(unopened, key).sendTransaction({ to: FRIEND, value: 1n });
    const error = await rejection(sending, SessionRefusedError);
    expect(error.shortMessage).to.equal("The session was never opened.");
    expect(error.metaMessages.join(" ")).to.include("createSession");
    const nobody = makeClient({ ...unopened, address: STRANGER }, key);
    await rejection(nobody.sendTransaction({ to: FRIEND, value: 1n }), AccountWithoutCodeError);
  });

  it("leaves what it cannot sign to its fallback, and reports an error without one", async () => {
    const key = secp256k1SessionKey();
    const account = await deployWithSession(chain, key.address, preferences());
    const owner = createAccountClient({
      chain: chain.chain,
      transport: chain.transport(),
      account: account.owner,
      signer: account.signer,
    });
    const client = makeClient(account, key, { fallback: owner });
    await succeeds(await client.sendTransaction({ to: STRANGER, value: 1n }));
    await succeeds(await client.sendTransaction({ to: FRIEND, value: 9n }));
    expect(await client.signMessage({ message: "hello" })).to.match(/^0x/);

    const alone = makeClient(account, key);
    const error = await rejection(alone.signMessage({ message: "hello" }), SessionCannotSignError);
    expect(error).to.include({ code: 4200, shortMessage: "A session cannot sign messages." });
    const typedData = { domain: {}, types: { A: [] }, primaryType: "A", message: {} } as const;
    await rejection(alone.signTypedData(typedData), SessionCannotSignError);
    await rejection(alone.deployContract({ abi: [], bytecode: "0x" }), SessionCannotSignError);
  });
});
