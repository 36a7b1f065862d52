import { expect } from "chai";
import {
  custom,
  encodeErrorResult,
  hashMessage,
  numberToHex,
  parseAbi,
  parseEther,
  zeroHash,
  type Address,
  type Hex,
  type PublicClient,
  type WalletClient,
} from "viem";
import { generatePrivateKey } from "viem/accounts";
import { parseSiweMessage } from "viem/siwe";
import { sessionKeyModuleAbi } from "../../src/abi/index.js";
import { toContractError } from "../../src/contract-errors/to-contract-error.js";
import {
  ForeignSessionError,
  InvalidRequestError,
  OutsideSessionError,
  PopupBlockedError,
  standardErrors,
} from "../../src/errors/index.js";
import type { WalletProvider } from "../../src/index.js";
import { type WalletProviderConstructorOptions } from "../../src/index.js";
import { encodeMessage } from "../../src/messages/index.js";
import { createGeneralPaymaster } from "../../src/paymaster/index.js";
import { memorySessionKeyStore } from "../../src/session-key/index.js";
import { ALICE, BOB } from "../helpers/addresses.js";
import { startLocalChain, type LocalChain } from "../helpers/local-chain.js";
import { makeProvider, type Ask } from "../helpers/make-provider.js";
import { codeOf, rejection } from "../helpers/rejection.js";
import { recordRequests } from "../helpers/requests.js";
import { APP_HOST, ScriptedAuthServer } from "../helpers/scripted-auth-server.js";
import { watchedKeyStore } from "../helpers/watched-key-store.js";

describe("the wallet provider", () => {
  let chain: LocalChain;
  let authServer: ScriptedAuthServer;
  let provider: WalletProvider;
  let ask: Ask;
  let told: [string, unknown][];

  before(async () => {
    chain = await startLocalChain();
  });
  after(() => chain.stop());

  const make = (options: Partial<WalletProviderConstructorOptions> = {}) => {
    ({ provider, ask, told } = makeProvider(chain, authServer, options));
  };

  beforeEach(() => {
    authServer = new ScriptedAuthServer(chain);
    make();
  });

  it("emits events in EIP-1193's shapes", async () => {
    const [account] = (await ask({ method: "eth_requestAccounts" })) as Address[];
    await ask({ method: "wallet_switchEthereumChain", params: [{ chainId: "0x144" }] });
    await ask({ method: "wallet_disconnect" });
    expect(told.slice(0, 4)).to.deep.equal([
      ["connect", { chainId: "0x104" }],
      ["accountsChanged", [account]],
      ["chainChanged", "0x144"],
      ["accountsChanged", []],
    ]);
    expect(told[4]?.[0]).to.equal("disconnect");
    expect(told[4]?.[1]).to.be.instanceOf(Error).with.property("code", 4900);
    expect(await ask({ method: "eth_accounts" })).to.deep.equal([]);
  });

  it("reports its chain in hexadecimal and its network in decimal", async () => {
    expect(await ask({ method: "eth_chainId" })).to.equal("0x104");
    expect(await ask({ method: "net_version" })).to.equal("260");
  });

  it("returns connected accounts without asking again", async () => {
    const accounts = await ask({ method: "eth_requestAccounts" });
    expect(await ask({ method: "eth_requestAccounts" })).to.deep.equal(accounts);
    expect(authServer.opened).to.equal(1);
  });

  it("sends reads and estimates to the chain's node, once each, connected or not", async () => {
    const requests = recordRequests(chain);
    make({ transports: { [chain.chain.id]: requests.transport } });
    await ask({ method: "eth_getBalance", params: [ALICE, "latest"] });
    await ask({ method: "eth_requestAccounts" });
    requests.clear();
    const from = authServer.account!.address;
    expect(await ask({ method: "eth_estimateGas", params: [{ from, to: ALICE, value: "0x1" }] })).to.match(
      /^0x/,
    );
    expect(requests.methods).to.deep.equal(["eth_estimateGas"]);
    expect(authServer.opened).to.equal(1);
  });

  it("has messages and typed data signed by the owner, session or not, and the chain verifies them", async () => {
    make({ session: { transfers: [{ to: ALICE, valueLimit: 1n }] } });
    const [account] = (await ask({ method: "eth_requestAccounts" })) as [Address];
    const message = "0x68656c6c6f";
    const signature = (await ask({ method: "personal_sign", params: [message, account] })) as Hex;
    expect(await verifies(account, hashMessage({ raw: message }), signature)).to.equal(true);
    const typedData = {
      domain: { name: "App", version: "1", chainId: 260, verifyingContract: ALICE },
      types: { Note: [{ name: "text", type: "string" }] },
      primaryType: "Note",
      message: { text: "hello" },
    };
    expect(
      await ask({ method: "eth_signTypedData_v4", params: [account, JSON.stringify(typedData)] }),
    ).to.match(/^0x/);
    expect(authServer.methods).to.deep.equal(["wallet_connect", "personal_sign", "eth_signTypedData_v4"]);
  });

  it("signs in with Ethereum while connecting", async () => {
    const signInWithEthereum = { nonce: "nonce12345", chainId: "0x104", statement: "Welcome" };
    const result = (await ask({
      method: "wallet_connect",
      params: [{ version: "1", chainIds: ["0x104"], capabilities: { signInWithEthereum } }],
    })) as {
      accounts: [{ address: Address; capabilities: Record<string, { message: string; signature: Hex }> }];
    };
    const [{ address, capabilities }] = result.accounts;
    const { message, signature } = capabilities.signInWithEthereum!;
    expect(parseSiweMessage(message)).to.include({
      address,
      domain: APP_HOST,
      nonce: "nonce12345",
      statement: "Welcome",
    });
    expect(await verifies(address, hashMessage(message), signature)).to.equal(true);
  });

  it("opens a session that wallet_connect requests, and revokes it with wallet_disconnect", async () => {
    const preferences = { transfers: [{ to: ALICE, valueLimit: 5n }] };
    const result = await ask({
      method: "wallet_connect",
      params: [{ version: "1", capabilities: { session: { preferences, justification: "to tip" } } }],
    });
    expect(result).to.have.nested.property(
      "accounts[0].capabilities.session.sessionHash",
      provider.session?.sessionHash,
    );
    expect(authServer.requests[0]).to.have.nested.property(
      "params[0].capabilities.session.justification",
      "to tip",
    );
    await ask({ method: "wallet_disconnect", params: [{ revoke: true }] });
    expect(authServer.methods).to.deep.equal(["wallet_connect", "wallet_disconnect"]);
    expect(provider.connected).to.equal(false);
  });

  /** What the chain tells an auth server through this SDK. */
  const signerTaken = () => {
    const args = [ALICE, zeroHash] as const;
    const data = encodeErrorResult({ abi: sessionKeyModuleAbi, errorName: "SignerAlreadyUsed", args });
    return toContractError({ data })?.message;
  };

  it("replaces a session key already used on the chain by a fresh one, once", async () => {
    make({ session: { transfers: [{ to: ALICE, valueLimit: 1n }] } });
    authServer.review = () => {
      if (authServer.requests.length === 1) throw standardErrors.rpc.invalidParams(signerTaken());
    };
    await ask({ method: "eth_requestAccounts" });
    const keys = authServer.requests.map((request) => encodeMessage(request.params));
    expect(keys).to.have.length(2);
    expect(keys[0]).to.not.equal(keys[1]);

    await provider.disconnect();
    const asked = authServer.requests.length;
    authServer.review = () => {
      throw standardErrors.rpc.invalidParams(signerTaken());
    };
    expect(await codeOf(ask({ method: "eth_requestAccounts" }))).to.equal(-32602);
    expect(authServer.requests.length - asked).to.equal(2);
  });

  it("sends nothing meant for another chain, even after a switch, and nothing with both `data` and `input`", async () => {
    make({ session: { transfers: [{ to: ALICE, valueLimit: 1n }] } });
    await ask({ method: "eth_requestAccounts" });
    const asked = authServer.requests.length;
    for (const wrong of [{ chainId: "0x144" }, { data: "0x01", input: "0x02" }]) {
      const params = [{ to: ALICE, value: "0x1", ...wrong }];
      expect(await codeOf(ask({ method: "eth_sendTransaction", params }))).to.equal(-32602);
    }
    expect(authServer.requests.length).to.equal(asked);
    const right = [{ to: ALICE, value: "0x1", chainId: numberToHex(chain.chain.id) }];
    expect(await ask({ method: "eth_sendTransaction", params: right })).to.match(/^0x[0-9a-f]{64}$/);
  });

  it("connects once for concurrent requests, and sends the calls of one id once", async () => {
    make({ session: { transfers: [{ to: ALICE, valueLimit: 9n }] } });
    const both = await Promise.all([
      ask({ method: "eth_requestAccounts" }),
      ask({ method: "eth_requestAccounts" }),
    ]);
    expect(both[0]).to.deep.equal(both[1]);
    expect(authServer.methods).to.deep.equal(["wallet_connect"]);

    const bundle = { version: "2.0.0", id: "order 1", calls: [{ to: ALICE, value: "0x1" }] };
    const send = () => ask({ method: "wallet_sendCalls", params: [bundle] });
    const [first, second] = await Promise.all([send(), codeOf(send())]);
    expect(first).to.have.property("id", "order 1");
    expect(second).to.equal(5720);
    expect(await codeOf(send())).to.equal(5720);
  });

  it("asks the owner on the chain that a transaction was made for, even after a switch while it waits", async () => {
    const paymaster = await chain.deploy("GeneralPaymaster");
    await chain.testClient.setBalance({ address: paymaster, value: parseEther("1") });
    let answer: () => void = () => undefined;
    const asked = new Promise<void>((resolve) => (answer = resolve));
    const paymasterHandler = createGeneralPaymaster(paymaster);
    make({ paymasterHandler: (request) => asked.then(() => paymasterHandler(request)) });
    await ask({ method: "eth_requestAccounts" });
    const sent = ask({ method: "eth_sendTransaction", params: [{ to: ALICE, value: "0x1" }] });
    await ask({ method: "wallet_switchEthereumChain", params: [{ chainId: "0x144" }] });
    answer();
    await sent;
    expect(authServer.chainIds.at(-1)).to.equal(chain.chain.id);
  });

  it("gives a client of another chain that reads there, and signs nothing until that chain is connected", async () => {
    const elsewhere = custom({
      request: ({ method }) => Promise.resolve(method === "eth_getBalance" ? "0x7" : null),
    });
    make({ transports: { [chain.chain.id]: chain.transport(), 324: elsewhere } });
    await ask({ method: "eth_requestAccounts" });
    const client = (await provider.getClient({ chainId: 324 })) as unknown as WalletClient & PublicClient;
    expect(await client.getBalance({ address: ALICE })).to.equal(7n);
    expect(await client.getChainId()).to.equal(324);

    const { address: account } = authServer.account!;
    const note = {
      domain: {},
      types: { Note: [{ name: "text", type: "string" }] },
      primaryType: "Note",
    } as const;
    const asked = authServer.requests.length;
    for (const sign of [
      () => client.sendTransaction({ account, chain: null, to: ALICE, value: 1n }),
      () => client.signMessage({ account, message: "hello" }),
      () => client.signTypedData({ account, ...note, message: { text: "hello" } }),
    ]) {
      const { message } = await rejection(sign());
      expect(message).to.match(
        /This is meant for chain 324, and chain 260 is connected\.\s+Switch to chain 324 first/,
      );
    }
    expect(authServer.requests.length).to.equal(asked);

    await client.switchChain({ id: 324 });
    expect(await client.signMessage({ account, message: "hello" })).to.match(/^0x/);
    expect(authServer.chainIds.at(-1)).to.equal(324);
  });

  it("reads the key store again after it failed once", async () => {
    const keyStore = memorySessionKeyStore();
    make({ session: { transfers: [{ to: ALICE, valueLimit: 9n }] }, keyStore });
    await ask({ method: "eth_requestAccounts" });
    const { get } = keyStore;
    keyStore.get = () => Promise.reject(new Error("the store is busy"));
    const send = () => ask({ method: "eth_sendTransaction", params: [{ to: ALICE, value: "0x1" }] });
    expect(await send().catch((error: Error) => error.message)).to.include("busy");
    keyStore.get = get;
    expect(await send()).to.match(/^0x[0-9a-f]{64}$/);
    expect(authServer.methods).to.deep.equal(["wallet_connect"]);
  });

  it("connects, and returns what it sent, even if the app's storage is full", async () => {
    const storage = {
      getItem: () => null,
      removeItem: () => undefined,
      setItem: () => {
        throw new Error("QuotaExceededError");
      },
    };
    make({ session: { transfers: [{ to: ALICE, valueLimit: 1n }] }, storage });
    expect(await ask({ method: "eth_requestAccounts" })).to.have.length(1);
    expect(provider.connected).to.equal(true);
    const calls = [{ to: ALICE, value: "0x1" }];
    const answer = await ask({ method: "wallet_sendCalls", params: [{ version: "2.0.0", calls }] });
    expect(answer).to.have.property("id");
  });

  it("opens the popup before awaiting anything, even if the preferences take time", () => {
    make({ session: () => new Promise(() => undefined) });
    void ask({ method: "eth_requestAccounts" });
    expect(authServer.opened).to.equal(1);
  });

  it("opens the popup at once for what the session could never allow", async () => {
    make({ session: { transfers: [{ to: ALICE, valueLimit: 1n }] } });
    await ask({ method: "eth_requestAccounts" });
    const sent = ask({ method: "eth_sendTransaction", params: [{ to: BOB, value: "0x1" }] });
    expect(authServer.opened).to.equal(2);
    expect(await sent).to.match(/^0x[0-9a-f]{64}$/);
  });

  it("provides a retry for a blocked popup, which repeats the entire request", async () => {
    const { ready } = authServer;
    authServer.ready = () => Promise.reject(new PopupBlockedError(() => Promise.resolve()));
    let error: unknown;
    await ask({ method: "eth_requestAccounts" }).catch((reason: unknown) => (error = reason));
    authServer.ready = ready;
    expect(await (error as PopupBlockedError).retry()).to.deep.equal([authServer.account?.address]);
  });

  it("opens the popup at once in the retry of what a session refused", async () => {
    make({ session: { transfers: [{ to: ALICE, valueLimit: 2n }] } });
    await ask({ method: "eth_requestAccounts" });
    for (const method of ["eth_sendTransaction", "wallet_sendCalls"]) {
      const [one, two] = ["0x1", "0x2"].map((value) => ({ to: ALICE, value }));
      const params = method === "wallet_sendCalls" ? [{ version: "2.0.0", calls: [one, one] }] : [two];
      await ask({ method: "eth_sendTransaction", params: [{ to: ALICE, value: "0x1" }] });
      const { ready } = authServer;
      authServer.ready = () => Promise.reject(new PopupBlockedError(() => Promise.resolve()));
      // It depends on what is left, which only the chain knows.
      const error = (await rejection(ask({ method, params }))) as PopupBlockedError;
      expect(error, method).to.be.instanceOf(PopupBlockedError);
      authServer.ready = ready;
      const { opened } = authServer;
      const sent = error.retry();
      expect(authServer.opened, method).to.equal(opened + 1);
      await sent;
      expect(authServer.methods.at(-1)).to.equal(method);
    }
  });

  it("asks the owner in the last minute of a period, and says when to send again if they do not sign", async () => {
    make({ session: { transfers: [{ to: ALICE, valueLimit: { limit: 2n, period: "1 hour" } }] } });
    await ask({ method: "eth_requestAccounts" });
    const refused: unknown[] = [];
    provider.on("message", (message) => refused.push(message));
    const { timestamp } = await chain.publicClient.getBlock();
    const hour = (timestamp / 3600n + 2n) * 3600n;
    await chain.testClient.setNextBlockTimestamp({ timestamp: hour - 30n });
    const send = () => ask({ method: "eth_sendTransaction", params: [{ to: ALICE, value: "0x1" }] });
    authServer.review = () => {
      throw standardErrors.provider.userRejectedRequest();
    };
    const error = await rejection(send(), OutsideSessionError);
    expect(error).to.include({ code: 4001 });
    expect(error.refusal).to.include({
      rule: "PeriodEndsSoon",
      path: "transferPolicies[0].valueLimit",
      retryAt: hour,
    });
    expect(error.metaMessages.join()).to.include(`Send it from ${hour}`);
    const [message] = refused as { type: string; data: unknown }[];
    expect(message?.type).to.equal("zksync_sso_sessionRefused");
    expect(message?.data).to.include({ rule: "PeriodEndsSoon", retryAt: hour });
    expect(message?.data).to.have.property("message").that.includes("ends at");

    authServer.review = () => undefined;
    expect(await send()).to.match(/^0x[0-9a-f]{64}$/);
    expect(authServer.methods.filter((method) => method === "eth_sendTransaction")).to.have.lengthOf(2);
    await chain.testClient.setNextBlockTimestamp({ timestamp: hour });
    await send();
    expect(authServer.methods.filter((method) => method === "eth_sendTransaction")).to.have.lengthOf(2);
  });

  it("retries a blocked request once, for no other account and no other chain", async () => {
    make({});
    await ask({ method: "eth_requestAccounts" });
    const blocked = async (): Promise<PopupBlockedError> => {
      const { ready } = authServer;
      authServer.ready = () => Promise.reject(new PopupBlockedError(() => Promise.resolve()));
      const error = await rejection(ask({ method: "eth_sendTransaction", params: [{ to: ALICE }] }));
      authServer.ready = ready;
      return error as PopupBlockedError;
    };
    const sent = () => authServer.methods.filter((method) => method === "eth_sendTransaction");
    const twice = await blocked();
    expect(await twice.retry()).to.equal(await twice.retry());
    expect(sent()).to.have.length(1);

    const elsewhere = await blocked();
    await ask({ method: "wallet_switchEthereumChain", params: [{ chainId: "0x144" }] });
    expect(await codeOf(elsewhere.retry())).to.equal(-32602);
    await ask({ method: "wallet_switchEthereumChain", params: [{ chainId: "0x104" }] });
    const left = await blocked();
    await provider.disconnect();
    expect(await codeOf(left.retry())).to.equal(4900);
    expect(sent()).to.have.length(1);
  });

  it("connects on the requested chain, and requests the session there", async () => {
    make({ session: { transfers: [{ to: ALICE, valueLimit: 1n }] } });
    await provider.handshake(324);
    expect(authServer.chainIds).to.deep.equal([324]);
    expect(await ask({ method: "eth_chainId" })).to.equal("0x144");
    expect(provider.session).to.not.equal(undefined);
    expect(await codeOf(provider.handshake(1))).to.equal(4902);
  });

  it("asks the app for a paymaster for whatever the owner signs", async () => {
    const paymaster = await chain.deploy("GeneralPaymaster");
    await chain.testClient.setBalance({ address: paymaster, value: parseEther("1") });
    make({ paymasterHandler: createGeneralPaymaster(paymaster) });
    const [account] = (await ask({ method: "eth_requestAccounts" })) as [Address];
    const call = { to: ALICE, value: "0x1" };
    const before = await chain.publicClient.getBalance({ address: account });
    const { id } = (await ask({
      method: "wallet_sendCalls",
      params: [{ version: "2.0.0", calls: [call, call] }],
    })) as { id: Hex };
    await chain.publicClient.waitForTransactionReceipt({ hash: id });
    expect(await chain.publicClient.getBalance({ address: account })).to.equal(before - 2n);
    await ask({ method: "eth_signTransaction", params: [call] });
    expect(authServer.requests.at(-1)).to.have.nested.property("params[0].paymaster", paymaster);
  });

  it("signs with the session's key what the app's paymaster pays for, whatever gas and fees the app names", async () => {
    const paymaster = await chain.deploy("GeneralPaymaster");
    await chain.testClient.setBalance({ address: paymaster, value: parseEther("1") });
    const session = { feeLimit: 0n, transfers: [{ to: ALICE, valueLimit: 5n }] };
    make({ session, paymasterHandler: createGeneralPaymaster(paymaster) });
    await ask({ method: "eth_requestAccounts" });
    const fees = { gas: numberToHex(3_000_000), maxFeePerGas: numberToHex(10n ** 9n) };
    const hash = (await ask({
      method: "eth_sendTransaction",
      params: [{ to: ALICE, value: "0x1", ...fees }],
    })) as Hex;
    const { status } = await chain.publicClient.waitForTransactionReceipt({ hash });
    expect(status).to.equal("success");
    expect(authServer.methods).to.deep.equal(["wallet_connect"]);
  });

  it("also takes a bundle's paymaster from its calls, and only one", async () => {
    const paymaster = await chain.deploy("GeneralPaymaster");
    await chain.testClient.setBalance({ address: paymaster, value: parseEther("1") });
    make({ session: { transfers: [{ to: ALICE, valueLimit: 9n }] } });
    const [account] = (await ask({ method: "eth_requestAccounts" })) as [Address];
    const paid = (address: string, optional = false) => ({
      to: ALICE,
      value: "0x1",
      capabilities: { staticPaymasterConfiguration: { paymaster: address, optional } },
    });
    const send = (calls: object[], capabilities = {}) =>
      ask({ method: "wallet_sendCalls", params: [{ version: "2.0.0", calls, capabilities }] });
    const before = await chain.publicClient.getBalance({ address: account });
    const { id } = (await send([paid(paymaster), paid(BOB, true)])) as { id: Hex };
    await chain.publicClient.waitForTransactionReceipt({ hash: id });
    expect(await chain.publicClient.getBalance({ address: account })).to.equal(before - 2n);
    expect(await codeOf(send([paid(paymaster), paid(BOB)]))).to.equal(5700);
    const limited = (limit: object) => {
      const call = paid(paymaster);
      const { staticPaymasterConfiguration } = call.capabilities;
      return {
        ...call,
        capabilities: { staticPaymasterConfiguration: { ...staticPaymasterConfiguration, ...limit } },
      };
    };
    expect(await codeOf(send([limited({ gas: "0x1" }), limited({ maxFeePerGas: "0x1" })]))).to.equal(5700);
    expect(await codeOf(send([paid("hello")]))).to.equal(-32602);
    expect(await codeOf(send([{ to: ALICE }], { toString: {} }))).to.equal(5700);
    expect(authServer.methods).to.deep.equal(["wallet_connect"]);
  });

  it("rejects a session whose key, handed over by an older auth server, does not match", async () => {
    make({ session: { transfers: [{ to: ALICE, valueLimit: 1n }] } });
    authServer.handedOverKey = generatePrivateKey();
    authServer.review = ({ method }) => {
      if (method === "wallet_connect") throw standardErrors.rpc.methodNotFound();
    };
    expect(await rejection(ask({ method: "eth_requestAccounts" }))).to.be.instanceOf(ForeignSessionError);
    expect(provider.connected).to.equal(false);
  });

  it("rejects a session that allows more than was requested, and keeps no key of it", async () => {
    const { keyStore, kept } = watchedKeyStore();
    const expiresAt = (await chain.publicClient.getBlock()).timestamp + 3600n;
    for (const [widen, problem] of [
      [(session) => ({ ...session, expiresAt: session.expiresAt + 1n }), "expiresAt"],
      [(session) => ({ ...session, feeLimit: { ...session.feeLimit, limit: 6n } }), "feeLimit"],
      [
        (session) => ({
          ...session,
          transferPolicies: [
            ...session.transferPolicies,
            { target: BOB, maxValuePerUse: 0n, valueLimit: session.feeLimit },
          ],
        }),
        "transferPolicies[1]",
      ],
    ] satisfies [ScriptedAuthServer["widen"], string][]) {
      make({
        session: { expiresAt, feeLimit: 5n, transfers: [{ to: ALICE, valueLimit: 1n }] },
        keyStore,
      });
      authServer.widen = widen;
      expect(await rejection(ask({ method: "eth_requestAccounts" })))
        .to.be.instanceOf(ForeignSessionError)
        .with.property("shortMessage")
        .that.includes(`its ${problem} allows more than was asked for`);
      expect(provider.connected).to.equal(false);
      expect([...kept]).to.deep.equal([]);
    }
  });

  it("explains the expected form of a malformed request", async () => {
    for (const request of [undefined, null, "eth_accounts", {}, { method: 1 }]) {
      const error = await rejection(ask(request as never));
      expect(error).to.be.instanceOf(InvalidRequestError).with.property("code", -32600);
    }
  });

  it("refuses what it cannot do with the standard codes", async () => {
    expect(await codeOf(ask({ method: "personal_sign", params: ["0x00", ALICE] }))).to.equal(4100);
    await ask({ method: "eth_requestAccounts" });
    const calls = [{ to: ALICE, value: "0x1" }];
    const sendCalls = (more: object) =>
      codeOf(ask({ method: "wallet_sendCalls", params: [{ calls, ...more }] }));
    expect(await codeOf(ask({ method: "personal_sign", params: ["0x00", ALICE] }))).to.equal(4100);
    expect(await codeOf(ask({ method: "eth_sendTransaction", params: [{ from: ALICE, to: BOB }] }))).to.equal(
      4100,
    );
    expect(await codeOf(ask({ method: "eth_sign" }))).to.equal(4200);
    expect(await codeOf(ask({ method: "wallet_watchAsset" }))).to.equal(4200);
    expect(
      await codeOf(ask({ method: "wallet_switchEthereumChain", params: [{ chainId: "0x1" }] })),
    ).to.equal(4902);
    expect(await sendCalls({ capabilities: { paymasterService: { url: "https://x.example" } } })).to.equal(
      5700,
    );
    expect(await sendCalls({ chainId: "0x1" })).to.equal(5710);
    expect(await sendCalls({ chainId: "0x144" })).to.equal(5710);
    expect(await sendCalls({ calls: new Array(33).fill(calls[0]) })).to.equal(5740);
    expect(await sendCalls({ calls: [{ data: "0x00" }] })).to.equal(5760);
    expect(await codeOf(ask({ method: "wallet_getCallsStatus", params: ["unknown"] }))).to.equal(5730);
  });

  it("remembers the app's own id of a bundle, and accepts it once", async () => {
    await ask({ method: "eth_requestAccounts" });
    const params = [
      { version: "2.0.0", id: "order 1", calls: [{ to: ALICE, value: numberToHex(parseEther("0.01")) }] },
    ];
    expect(await ask({ method: "wallet_sendCalls", params })).to.deep.equal({ id: "order 1" });
    expect(authServer.requests.at(-1)).to.not.have.nested.property("params[0].id");
    const status = (await ask({ method: "wallet_getCallsStatus", params: ["order 1"] })) as {
      status: number;
    };
    expect(status).to.include({ version: "2.0.0", id: "order 1", chainId: "0x104", atomic: true });
    expect([100, 200]).to.include(status.status);
    expect(await codeOf(ask({ method: "wallet_sendCalls", params }))).to.equal(5720);
  });

  it("has the status of calls shown on the chain that they were sent on, and of none that it has not sent", async () => {
    await ask({ method: "eth_requestAccounts" });
    const calls = [{ to: ALICE, value: "0x1" }];
    const { id } = (await ask({ method: "wallet_sendCalls", params: [{ version: "2.0.0", calls }] })) as {
      id: Hex;
    };
    await ask({ method: "wallet_switchEthereumChain", params: [{ chainId: "0x144" }] });
    const show = (hash: Hex) => ask({ method: "wallet_showCallsStatus", params: [hash] });
    expect(await show(id)).to.equal(null);
    expect(authServer.requests.at(-1)).to.deep.include({ chainId: chain.chain.id, params: [id] });
    const asked = authServer.requests.length;
    expect(await codeOf(show(zeroHash))).to.equal(5730);
    expect(authServer.requests.length).to.equal(asked);
  });

  it("lists the connected account's capabilities by the chain's number in hexadecimal, and nobody else's", async () => {
    const capabilities = (...params: unknown[]) => ask({ method: "wallet_getCapabilities", params });
    expect(await codeOf(capabilities()), "nobody is connected").to.equal(4100);
    expect(await codeOf(capabilities(ALICE))).to.equal(4100);
    const [account] = (await ask({ method: "eth_requestAccounts" })) as [Address];
    expect(await codeOf(capabilities(ALICE)), "somebody else's").to.equal(4100);
    const all = (await capabilities(account.toLowerCase())) as Record<string, object>;
    expect(Object.keys(all)).to.have.members(["0x104", "0x144"]);
    expect(all["0x104"]).to.have.nested.property("atomic.status", "supported");
    expect(await capabilities(account, ["0x104"])).to.have.keys(["0x104"]);
    for (const unnamed of [[], [undefined], [null]])
      expect(await capabilities(...unnamed)).to.deep.equal(all);
    expect(await capabilities(undefined, ["0x144"])).to.have.keys(["0x144"]);
  });

  const verifies = async (address: Address, hash: Hex, signature: Hex): Promise<boolean> =>
    (await chain.publicClient.readContract({
      address,
      abi: parseAbi(["function isValidSignature(bytes32, bytes) view returns (bytes4)"]),
      functionName: "isValidSignature",
      args: [hash, signature],
    })) === "0x1626ba7e";
});
